import type { Location } from '#trace';
import type { Sender, Station } from './flow.ts';

/** Asked in this order when something is about to be sent: first a name becomes an address, then a packet is made. */
export const SENDERS: readonly Sender[] = [];

type PlaceKind = Location['place']['kind'];

/**
 * Which stations stand at which hook, in the order in which they see a packet (netfilter's, for nodes). A station that
 * has nothing to say lets the next one look; the last one of every hook leads on.
 */
export const HOOKS: { readonly [P in PlaceKind]: { readonly [hook: string]: readonly Station[] } } = {
  pod: {},
  node: {},
  balancer: {},
  outside: {},
};

export function stationsAt(at: Location): readonly Station[] {
  return HOOKS[at.place.kind][at.hook] ?? [];
}
