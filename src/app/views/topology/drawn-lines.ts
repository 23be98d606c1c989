import type { Point } from './measures.ts';
import { OneLine } from './one-line.ts';
import { type Leg, lineOf } from './position.ts';

/** A leg as it is drawn while the packet is at a hop: in its phase, and without what another leg is drawn on already. */
export interface DrawnLeg {
  readonly leg: Leg;
  readonly phase: 'ahead' | 'travelled' | 'current';
  readonly pieces: readonly (readonly Point[])[];
}

/**
 * What is drawn of the way while the packet is at the hop `now`, what lies on top last. A reply is drawn as far as it
 * has come, and a lookup while the packet is in it: resolvers ask often, and the way of the request would be lost among
 * them. Where legs lie on one another the newest is drawn.
 */
export function linesOf(legs: readonly Leg[], now: number): readonly DrawnLeg[] {
  const pass = legs[now]?.pass;
  const shown = legs.flatMap((leg, index) => {
    if (leg.way === 'reply' && index > now) return [];
    if (leg.why === 'lookup' && leg.pass !== pass) return [];
    const phase = index === now ? ('current' as const) : index < now ? ('travelled' as const) : ('ahead' as const);
    return [{ leg, phase }];
  });
  const newestFirst = [
    ...shown.filter(({ phase }) => phase === 'current'),
    ...shown.filter(({ phase }) => phase === 'travelled').toReversed(),
    ...shown.filter(({ phase }) => phase === 'ahead'),
  ];
  const drawn = new OneLine();
  return newestFirst.map(({ leg, phase }) => ({ leg, phase, pieces: drawn.rest(lineOf(leg)) })).toReversed();
}
