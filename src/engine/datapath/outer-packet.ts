import type { Packet, Port } from '#net';
import { familyOf, hash32 } from '#net';
import type { RouteDecision } from '#tables';

/** Bytes that an overlay adds, over IPv4; an outer header of IPv6 has twenty more. */
const OVERHEAD = { vxlan: 50, geneve: 50, ipip: 20 } as const;
type ToNode = Extract<RouteDecision, { kind: 'node' }>;

/** The overlay's packet round a packet between nodes, `null` where the route needs none. */
export function outerPacket(packet: Packet, { encapsulation, outer }: ToNode): Packet | null {
  if (encapsulation === null || outer === null) return null;
  return {
    ...outer,
    sport: encapsulation === 'ipip' ? null : entropyPort(packet),
    protocol: encapsulation === 'ipip' ? 'IPIP' : 'UDP',
    bytes: packet.bytes + OVERHEAD[encapsulation] + (familyOf(outer.src) === 'IPv6' ? 20 : 0),
    tls: null,
    carries: null,
    encapsulates: packet,
  };
}

/**
 * The outer source port: a hash of the inner flow from the ephemeral range, so that links share the load by flow
 * (RFC 7348 section 5, RFC 8926 section 3.3). The range is the one recommended, the hash is not the kernel's.
 */
function entropyPort({ src, sport, dst, dport, protocol }: Packet): Port {
  return 49152 + (hash32(`${protocol} ${src} ${sport} ${dst} ${dport}`) % 16384);
}
