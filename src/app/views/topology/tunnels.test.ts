import { describe, expect, it } from 'vitest';
import { tunnelTexts, type Tunnel, wordAt } from './tunnels.ts';

it('a tunnel is called by what it is and the node that it leads to, or by the first alone', () => {
  expect(tunnelTexts('vxlan', 'node-b')).toEqual(['VXLAN to node-b', 'VXLAN']);
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
