import type { ReachabilityBlock, Request } from '#document';
import type { Odds, Trace } from '#trace';
import type { Failure } from './failure.ts';
import type { ReachReport, ReachRows } from './reach.ts';

/** What is asked of an engine to judge a scenario; a session is one. */
export interface Ask {
  /** Every way a request can end; `fromPod` (`NS/NAME`) sends instead of the request's own sender. */
  spread(request: Request, fromPod: string | null): Odds;
  follow(request: Request, fromPod: string | null): Pick<Trace, 'unsupported'>;
  reach(block: ReachabilityBlock): ReachRows;
  /** The rule set of the first node as iptables-save prints it, `null` where it holds none. */
  ruleSet(): string | null;
  /** What a command prints at a reference (`null`: kubectl), `null` where that is not modelled. */
  output(on: string | null, run: string): string | null;
  /** Addresses in the status of the object that a reference means, `null` where they are not modelled. */
  statusAddresses(ref: string): readonly string[] | null;
}

/** A request and whether what it expects holds. `name` is `PARENT > NAME` for one of `then`. */
export interface RequestReport {
  readonly name: string;
  readonly pass: boolean;
  readonly failures: readonly Failure[];
}

/** Something else that was stated: an object's status, a command's output, a rule set. */
export interface CheckReport {
  readonly kind: 'object' | 'command' | 'rules';
  readonly name: string;
  readonly pass: boolean;
  readonly failures: readonly Failure[];
}

/** All that a scenario states, judged. */
export interface Report {
  readonly requests: readonly RequestReport[];
  readonly reachability: readonly ReachReport[];
  readonly checks: readonly CheckReport[];
}
