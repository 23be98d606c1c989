import { describe, expect, it } from 'vitest';
import { tunnelTexts, type Tunnel, wordAt } from './tunnels.ts';

describe('the name of a tunnel, from long to short', () => {
  it.each([
    [
      'leaves out the network where both ends are of one',
      'vxlan',
      '192.168.1.12',
      '192.168.1.11',
      ['VXLAN 192.168.1.12 → .11', 'VXLAN .12 → .11', 'VXLAN'],
    ],
    ['is whole where they are not', 'ipip', '192.168.1.12', '10.0.0.4', ['IPIP 192.168.1.12 → 10.0.0.4', 'IPIP']],
    ['is whole over IPv6', 'geneve', 'fd00::1', 'fd00::2', ['GENEVE fd00::1 → fd00::2', 'GENEVE']],
  ])('%s', (_name, encapsulation, src, dst, want) => {
    expect(tunnelTexts(encapsulation, { src, dst })).toEqual(want);
  });
});

describe('what is said of a tunnel at a hop', () => {
  const tunnel: Tunnel = {
    id: 'a b',
    hops: [
      { index: 4, text: 'there' },
      { index: 9, text: 'back' },
    ],
    line: '',
    at: { x: 0, y: 0, w: 0, h: 0 },
  };
  it.each([
    ['before it is used, how it will be', 0, 'there known'],
    ['while the packet is inside', 4, 'there inside'],
    ['after that, how it was', 6, 'there known'],
    ['on the way back, the other way round', 9, 'back inside'],
  ])('%s', (_name, now, want) => {
    const { text, state } = wordAt(tunnel, now);
    expect(`${text} ${state}`).toBe(want);
  });
});
