import type { Request } from '#document';
import type { Fraction, NonEmpty, Odds, Possibility } from '#trace';
import { minus, ONE, plus, shareOf, times, ZERO } from '#trace';
import type { World } from '../flow.ts';
import type { Circumstances } from './circumstances.ts';
import type { End } from './end.ts';
import { groupedBySeen, stopOutcome } from './end.ts';
import { draw, MOST_DRAWN } from './follow.ts';
import { runRequest } from './request.ts';

const STEPS = 500_000;

/** Every way a request can end, with exact shares; no hop is made. What was not expanded is said, never normalised away. */
export function spread(world: World, request: Request, given: Circumstances): Odds {
  const chance = {
    seed: world.cluster.settings.seed,
    request: request.name,
    number: 0,
    sameConnection: request.sameConnection,
  };
  const ends = groupedBySeen(runRequest({ world, chance, recorder: null, budget: { left: STEPS } }, request, given));
  const total = ends.reduce<Fraction>((sum, { weight }) => plus(sum, weight), ZERO);
  let drawn: readonly string[] | null = null;
  return {
    request: request.name,
    possible: nonEmpty(ends.flatMap(possibilities)),
    unexpanded: shareOf(minus(ONE, total)),
    // Walking each takes its time, and few ask.
    get drawn() {
      drawn ??= request.count > 1 ? draw(world, request, given) : [];
      return drawn;
    },
    undrawn: Math.max(0, request.count - MOST_DRAWN),
  };
}

function possibilities(end: End): readonly Possibility[] {
  const shared = {
    outcome: end.outcome,
    masqueraded: end.masqueraded,
    response: end.outcome.response,
    mirrored: end.mirrored,
  };
  if (end.receipts.length === 0) {
    return [
      { ...shared, share: shareOf(end.weight), members: [], sourceSeen: null, upstream: null, upstreamTls: null },
    ];
  }
  return end.receipts.map((receipt) => ({
    ...shared,
    share: shareOf(times(end.weight, receipt.weight)),
    members: receipt.members,
    sourceSeen: receipt.sourceSeen,
    upstream: receipt.upstream,
    upstreamTls: receipt.upstreamTls,
  }));
}

function nonEmpty(all: readonly Possibility[]): NonEmpty<Possibility> {
  const [first, ...rest] = all;
  if (first !== undefined) return [first, ...rest];
  // Nothing at all was expanded: `unexpanded` is 1, and the one entry carries no share.
  return [
    {
      share: shareOf(ZERO),
      outcome: stopOutcome('timeout', null),
      members: [],
      sourceSeen: null,
      masqueraded: false,
      upstream: null,
      response: null,
      upstreamTls: null,
      mirrored: [],
    },
  ];
}
