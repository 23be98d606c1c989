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

/**
 * The same where IPVS is asked: its virtual servers match by port, and what none takes is rejected at input, where it comes
 * as each Service address is bound to kube-ipvs0 (`pkg/proxy/ipvs/proxier.go`).
 */
const REJECTED_BEFORE_IPVS =
  'The address is a Service’s and stands on kube-ipvs0, so the packet is for the node itself. A ping has no port, so the chain KUBE-IPVS-FILTER rejects it.';

/** Why it ended, in a sentence: the reason's own, but for what a host outside or a ping makes of it. */
export function reasonText({ layer, reason }: StoppedAt, hop: Hop | null): string {
  const reasons: Readonly<Record<string, string>> = REASONS[layer];
  const outside = layer === 'node' && hop?.at.place.kind === 'outside' ? OUTSIDE[reason] : undefined;
  const ping = layer === 'service' && hop !== null && isPing(hop) ? ofPing(hop, reason) : undefined;
  return outside ?? ping ?? reasons[reason] ?? `${reason}.`;
}

function ofPing({ consulted }: Hop, reason: string): string | undefined {
  const isRejected = consulted.some(({ table }) => table.kind === 'iptables' && table.name === 'KUBE-IPVS-FILTER');
  return isRejected && reason === 'NoRuleForPort' ? REJECTED_BEFORE_IPVS : OF_A_PING[reason];
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
