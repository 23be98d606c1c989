export { explain } from './explain/index.ts';
export { isGood, verdictOf } from './verdict.ts';
export type { VerdictText } from './verdict.ts';
