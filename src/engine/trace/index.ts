export { AFTER_THE_REPLY } from './after-the-reply.ts';
export { compareRuns } from './compare-runs.ts';
export type { ComparedHops, RunComparison } from './compare-runs.ts';
export type { CanaryChoice, Decisions, HopKind } from './decision.ts';
export type { EndpointLack } from './endpoint-lack.ts';
export { hopDifferences } from './hop-differences.ts';
export type { HopDifference } from './hop-differences.ts';
export type { Member } from './member.ts';
export { isGood } from './outcome.ts';
export type { DnsOutcome, LayerName, Outcome, ResolvConf, StoppedAt } from './outcome.ts';
export type {
  ConntrackEntry,
  HookStep,
  NodeInside,
  NodePassage,
  PassageLink,
  NodeInterface,
  NodeStop,
  RouteLine,
} from './node-inside.ts';
export type { NoCertificate } from './no-certificate.ts';
export type { Stop } from './stop.ts';
export { receivingOf } from './receiving.ts';
export type { Receiving } from './receiving.ts';
export { REASONS } from './reasons/index.ts';
export type { Reason } from './reasons/index.ts';
export { fraction, fractionOf, minus, ONE, plus, shareOf, times, ZERO } from './share.ts';
export type { Fraction, Share } from './share.ts';
export { hooksMet, type NodeEnd, type NodeKernel } from './hooks-met.ts';
export { stopsIn } from './stops-in.ts';
export { plainText } from './story.ts';
export type { Fragment, Story } from './story.ts';
export type { TableView } from './table-view.ts';
export type {
  Alternative,
  Consulted,
  Hook,
  Hop,
  HopBase,
  HopKey,
  HopOf,
  Location,
  NonEmpty,
  Odds,
  Pass,
  PassId,
  PassWhy,
  Place,
  Possibility,
  TableRef,
  Trace,
} from './trace.ts';
