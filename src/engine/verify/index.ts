export type { Failure } from './failure.ts';
export { judge } from './judge.ts';
export { reportOn } from './report-on.ts';
export { receiversOf } from './request.ts';
export type { RuleSet } from './report-on.ts';
export type { Ask, CheckReport, Report, RequestReport } from './report.ts';
export type { ReachReport, WrongCell } from './reach.ts';
