import type { Protocol, Tuple } from '#net';
import { ip } from '#net';
import { describe, expect, it } from 'vitest';
import { entryName, printConntrack, printTracked, trackedAs } from './index.ts';

const tuple = (src: string, sport: number | null, dst: string, dport: number | null): Tuple => ({
  src: ip(src),
  sport,
  dst: ip(dst),
  dport,
});
const DIALLED = tuple('10.244.1.5', 41000, '10.96.0.10', 80);
const CHOSEN = tuple('10.244.1.5', 41000, '10.244.2.7', 8080);

const TIMES = { tcpEstablishedSeconds: 86_400, udpSeconds: 30 };

describe('a conntrack entry', () => {
  it.each([
    [
      'a Service address translated',
      'TCP',
      DIALLED,
      CHOSEN,
      'tcp      6 86400 ESTABLISHED src=10.244.1.5 dst=10.96.0.10 sport=41000 dport=80 src=10.244.2.7 dst=10.244.1.5 sport=8080 dport=41000 [ASSURED] mark=0 use=1',
    ],
    [
      'nothing rewritten: the reply is the original turned round',
      'UDP',
      CHOSEN,
      CHOSEN,
      'udp      17 30 src=10.244.1.5 dst=10.244.2.7 sport=41000 dport=8080 src=10.244.2.7 dst=10.244.1.5 sport=8080 dport=41000 mark=0 use=1',
    ],
    [
      'ICMP has no ports',
      'ICMP',
      tuple('10.244.1.5', null, '10.244.2.7', null),
      tuple('192.168.1.11', null, '10.244.2.7', null),
      'icmp     1 30 src=10.244.1.5 dst=10.244.2.7 type=8 code=0 id=ID src=10.244.2.7 dst=192.168.1.11 type=0 code=0 id=ID mark=0 use=1',
    ],
  ] as const)('%s', (_name, protocol: Protocol, original, translated, want) => {
    const tracked = trackedAs(protocol, original, translated);
    expect(printTracked(tracked, 'replied', TIMES)).toBe(want);
    expect(printConntrack('left', entryName(tracked), TIMES)?.rows).toEqual([
      { id: entryName(tracked), cells: [want], note: '' },
    ]);
  });

  it('of UDP has the time that kube-proxy sets', () => {
    const udp = trackedAs('UDP', DIALLED, CHOSEN);
    expect(printTracked(udp, 'unreplied', { ...TIMES, udpSeconds: 45 })).toMatch(/^udp {6}17 45 src/);
  });

  it('waits for a reply that did not come', () => {
    expect(printTracked(trackedAs('TCP', DIALLED, CHOSEN), 'unreplied', TIMES)).toBe(
      'tcp      6 120 SYN_SENT src=10.244.1.5 dst=10.96.0.10 sport=41000 dport=80 [UNREPLIED] src=10.244.2.7 dst=10.244.1.5 sport=8080 dport=41000 mark=0 use=1',
    );
  });

  it('is not printed where the name is none', () => {
    expect(printConntrack('left', '', TIMES)).toBeNull();
  });
});
