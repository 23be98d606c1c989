import type { Range } from '#source';
import type { HopKey, Odds, Story, Trace } from '#trace';

/** What the text of a run is made of: the run, all its ways, and what each hop says. */
export interface TwinSource {
  readonly trace: Trace;
  readonly odds: Odds;
  readonly verdict: { readonly sentence: string; readonly facts: readonly string[] };
  readonly hops: Readonly<Record<HopKey, TwinHop>>;
}

export interface TwinHop {
  readonly story: Story;
  readonly evidence: readonly {
    readonly object: string;
    readonly field: string;
    readonly range: Range | null;
    readonly said: string;
    readonly near: { readonly name: string; readonly range: Range } | null;
  }[];
}
