import type { Fragment, HopOf } from '#trace';
import { code, nodeOf } from './phrase.ts';

/** How a node loses a packet for an address of its own block that no pod has; `null` for other stops. */
export function lostOnNode(hop: HopOf<'stop'>): readonly Fragment[] | null {
  const { at, before, decision } = hop;
  const node = nodeOf(at);
  if (node === null || before === null || decision.reason !== 'AddressNobodyHas') return null;
  const address = code(before.dst);
  switch (decision.note) {
    case 'blackhole route':
      return [` ${node} has a blackhole route for its own block, which drops what is no pod’s: `, address, '.'];
    case NO_NEIGHBOUR:
      return [` ${node} asks on the link who has `, address, ', and nobody answers.'];
    case 'no endpoint':
      return [` The eBPF programs of ${node} know no endpoint `, address, ', and drop the packet.'];
    default:
      return null;
  }
}

const NO_NEIGHBOUR = 'no neighbour';

/** Whether the node asked for the address by ARP or neighbour discovery; only then does the sender hear of it. */
export function isAskedInVain({ decision: { reason, note } }: HopOf<'stop'>): boolean {
  return reason === 'AddressNobodyHas' && note === NO_NEIGHBOUR;
}

/**
 * What a kernel says for a packet that waited for a neighbour in vain: ICMP host unreachable after three probes, a second
 * apart (net/ipv4/arp.c, arp_error_report; Documentation/networking/ip-sysctl, mcast_solicit and retrans_time).
 */
export const HOST_UNREACHABLE =
  ' After about three seconds of asking the node answers ICMP host unreachable, and the sender is told: no route to host.';
