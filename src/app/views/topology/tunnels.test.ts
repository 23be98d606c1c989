import { describe, expect, it } from 'vitest';
import { tunnelTexts, type Tunnel, wordAt } from './tunnels.ts';

it('a tunnel is called by what it is and the node that it leads to, or by the first alone', () => {
  expect(tunnelTexts('vxlan', 'node-b')).toEqual(['VXLAN to node-b', 'VXLAN']);
});

describe('what is said of a tunnel at a hop', () => {
  const tunnel: Tunnel = {
    id: 'a b',
    hops: [
      { index: 2, pass: 'lookup', text: 'asked' },
      { index: 4, pass: 'request', text: 'there' },
      { index: 9, pass: 'request', text: 'back' },
    ],
    line: '',
    at: { x: 0, y: 0, w: 0, h: 0 },
  };
  it.each([
    ['before it is used, how it will be', 0, 'request', 'there known'],
    ['in a lookup, how that uses it', 2, 'lookup', 'asked inside'],
    ['after a lookup, how the connection will use it', 3, 'request', 'there known'],
    ['while the packet is inside', 4, 'request', 'there inside'],
    ['after that, how it was', 6, 'request', 'there known'],
    ['on the way back, the other way round', 9, 'request', 'back inside'],
    ['in a connection that does not use it, how it was last', 6, 'another', 'there known'],
  ])('%s', (_name, now, pass, want) => {
    const { text, state } = wordAt(tunnel, now, pass);
    expect(`${text} ${state}`).toBe(want);
  });
});
