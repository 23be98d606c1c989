import type { IpvsConnection } from '#tables';
import { answeredBy, isReset } from './conntrack.ts';
import type { Crossing } from './crossings.ts';

/**
 * The connections that IPVS keeps on a node after a run: one for each that it translated, also where a policy drops the
 * packet further on (`ip_vs_conn_new` before `ip_vs_nat_xmit`).
 */
export function ipvsConnections(crossings: readonly Crossing[]): readonly IpvsConnection[] {
  return crossings.flatMap((crossing) => {
    const { protocol, hops } = crossing;
    const hop = hops.find(({ kind, at }) => kind === 'translate' && at.place.kind === 'node');
    const [before, after] = [hop?.before ?? null, hop?.after ?? null];
    if (protocol === 'ICMP' || protocol === 'IPIP' || before === null || after === null) return [];
    return [
      {
        protocol,
        client: { ip: before.src, port: before.sport ?? 0 },
        virtual: { ip: before.dst, port: before.dport ?? 0 },
        real: { ip: after.dst, port: after.dport ?? 0 },
        state: isReset(crossing) ? 'closed' : answeredBy(crossing) === 'replied' ? 'established' : 'waiting',
      },
    ];
  });
}
