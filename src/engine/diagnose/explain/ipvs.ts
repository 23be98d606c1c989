import type { Cluster } from '#cluster';
import type { IpvsScheduler } from '#document';
import type { HopOf } from '#trace';

/**
 * How IPVS chooses among servers of equal weight, behind "one of 3, " (net/netfilter/ipvs, `ip_vs_SCHEDULER.c`; of those
 * that count connections all servers are taken to be idle).
 */
export const SCHEDULED: Readonly<Record<IpvsScheduler, string>> = {
  rr: 'in turn (rr)',
  wrr: 'in turn (wrr; kube-proxy gives all servers weight 1)',
  lc: 'the one with the fewest connections (lc)',
  wlc: 'the one with the fewest connections (wlc; all have weight 1)',
  fo: 'the first that stands (fo)',
  ovf: 'the first that has room (ovf)',
  lblc: 'the one that is kept for the address dialled (lblc)',
  lblcr: 'the one that is kept for the address dialled (lblcr)',
  dh: 'by a hash of the address dialled (dh)',
  sh: 'by a hash of the source address (sh)',
  mh: 'by Maglev’s hash of source address and port (mh)',
  sed: 'the one with the shortest expected delay (sed)',
  nq: 'an idle one (nq)',
  twos: 'the less busy of two that are drawn (twos)',
};

/** Where in the kernel IPVS took the packet, and by which hooks it goes on (`ip_vs_ops4`; `ip_vs_nat_send_or_cont`). */
export function byIpvs({ at, before, decision }: HopOf<'translate'>, node: string, cluster: Cluster): string {
  if (at.hook !== 'input') return `IPVS takes the packet at output, as ${node} sends it.`;
  const here = cluster.nodes.find(({ name }) => name === node)?.addresses ?? [];
  const isBound = before !== null && !here.includes(before.dst);
  const own = isBound ? `${node} has the address on kube-ipvs0` : `The address is ${node}’s own`;
  const isHere = here.includes(decision.chosen.ip);
  const onward = isHere
    ? 'The endpoint is on the host’s network, so it stays there.'
    : 'It goes out by output; of this connection only answers are forwarded.';
  return `${own}: IPVS takes the packet at input. ${onward}`;
}
