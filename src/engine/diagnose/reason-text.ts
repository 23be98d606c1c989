import type { Hop, HopOf, StoppedAt } from '#trace';
import { REASONS } from '#trace';

/** The reasons of layer `node`, where the machine is none of the cluster. */
const OUTSIDE: Readonly<Record<string, string>> = {
  NothingListens: 'That host has no such port open.',
  HostUnreachable: 'Nobody answers at that address.',
};

/** The reasons of layer `service`, where what was sent is a ping. */
const OF_A_PING: Readonly<Record<string, string>> = {
  NoRuleForPort:
    'The address is a Service’s, whose rules lead its ports to pods. A ping has no port, so it gets to none.',
};

/** Why it ended, in a sentence: the reason's own, but for what a host outside or a ping makes of it. */
export function reasonText({ layer, reason }: StoppedAt, hop: Hop | null): string {
  const reasons: Readonly<Record<string, string>> = REASONS[layer];
  const outside = layer === 'node' && hop?.at.place.kind === 'outside' ? OUTSIDE[reason] : undefined;
  const ping = layer === 'service' && hop !== null && isPing(hop) ? OF_A_PING[reason] : undefined;
  return outside ?? ping ?? reasons[reason] ?? `${reason}.`;
}

/** The note of a packet that no route of the cluster fits. */
export const DEFAULT_ROUTE = 'default route';

/** Whether no Service rule took the packet, so that it went on past its node, where nobody has the address. */
export function isLeftBehind({ decision: { reason, note } }: HopOf<'stop'>): boolean {
  return reason === 'NoRuleForPort' && note === DEFAULT_ROUTE;
}

/** Whether what a hop is about is an ICMP packet. */
export function isPing({ before, after }: Hop): boolean {
  return (before ?? after)?.protocol === 'ICMP';
}
