import type { Packet } from '#net';
import { ip } from '#net';
import { describe, expect, it } from 'vitest';
import { outerPacket } from './outer-packet.ts';

const INNER: Packet = {
  src: ip('10.61.1.9'),
  sport: 40000,
  dst: ip('10.61.2.5'),
  dport: 8080,
  protocol: 'TCP',
  bytes: 100,
  tls: null,
  carries: null,
  encapsulates: null,
};
const ENDS = { src: ip('172.23.0.11'), dst: ip('172.23.0.12'), dport: 8472 };

function outer(packet: Packet, encapsulation: 'vxlan' | 'geneve' | 'ipip') {
  return outerPacket(packet, { kind: 'node', node: {} as never, encapsulation, outer: ENDS, device: 'd', row: 'r' });
}

describe('the source port of an overlay’s packet', () => {
  it.each(['vxlan', 'geneve'] as const)('is a hash of the inner flow from the ephemeral range, in %s', (way) => {
    const ports = Array.from({ length: 50 }, (_, index) => outer({ ...INNER, sport: 40000 + index }, way)?.sport ?? 0);
    for (const port of ports) {
      expect(port).toBeGreaterThanOrEqual(49152);
      expect(port).toBeLessThanOrEqual(65535);
    }
    expect(new Set(ports).size).toBeGreaterThan(40);
  });

  it('is the same for every packet of a flow', () => {
    expect(outer({ ...INNER, bytes: 900 }, 'vxlan')?.sport).toBe(outer(INNER, 'vxlan')?.sport);
  });

  it('is none in IPIP, which is a protocol of its own', () => {
    expect(outer(INNER, 'ipip')).toMatchObject({ sport: null, protocol: 'IPIP', bytes: INNER.bytes + 20 });
  });
});
