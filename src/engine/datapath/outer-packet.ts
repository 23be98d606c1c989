import type { Packet } from '#net';
import type { RouteDecision } from '#tables';

/** Bytes that an overlay adds, over IPv4. */
const OVERHEAD = { vxlan: 50, geneve: 50, ipip: 20 } as const;
/** UDP port of the outer packet: Calico's and the registered one for VXLAN, GENEVE's. IPIP has none. */
const OUTER_PORT = { vxlan: 4789, geneve: 6081, ipip: null } as const;

type ToNode = Extract<RouteDecision, { kind: 'node' }>;

/** The overlay's packet round a packet between nodes, `null` where the route needs none. */
export function outerPacket(packet: Packet, { encapsulation, outer }: ToNode): Packet | null {
  if (encapsulation === null || outer === null) return null;
  return {
    ...outer,
    sport: encapsulation === 'ipip' ? null : packet.sport,
    dport: OUTER_PORT[encapsulation],
    protocol: 'UDP',
    bytes: packet.bytes + OVERHEAD[encapsulation],
    tls: null,
    carries: null,
    encapsulates: packet,
  };
}
