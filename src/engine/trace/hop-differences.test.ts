import { describe, expect, it } from 'vitest';
import { hopDifferences } from './hop-differences.ts';
import type { Hop } from './trace.ts';

const PACKET = { src: '10.0.0.1', sport: 40000, dst: '10.0.0.2', dport: 80, bytes: 120, tls: null };
const hop = (change: object) =>
  ({
    kind: 'route',
    at: { place: { kind: 'node', node: 'node-a' }, hook: 'forward' },
    before: PACKET,
    after: PACKET,
    decision: { to: 'pod', next: 'till', device: 'cali1', encapsulation: null },
    ...change,
  }) as unknown as Hop;

const told = (before: Hop, after: Hop) =>
  hopDifferences(before, after).map(({ what, before: was, after: is }) => `${what}: ${was}, ${is}`);

describe('what two hops differ in', () => {
  it.each([
    { name: 'is nothing for a hop and itself', change: {}, says: [] },
    {
      name: 'is the device that a table chose',
      change: { decision: { to: 'pod', next: 'till', device: 'weave', encapsulation: null } },
      says: ['device: cali1, weave'],
    },
    {
      name: 'is the node where they stand',
      change: { at: { place: { kind: 'node', node: 'node-b' }, hook: 'forward' } },
      says: ['node: node-a, node-b'],
    },
    {
      name: 'is a place of another kind, told whole',
      change: { at: { place: { kind: 'pod', pod: 'market/till' }, hook: 'forward' } },
      says: ['place: node node-a, pod market/till'],
    },
    {
      name: 'is told in words where a decision has a name of the code',
      change: { decision: { to: 'pod', next: 'till', device: 'cali1', encapsulation: null, marked: 'notFromPod' } },
      says: ['marked for masquerading: none, yes, it is from no pod'],
    },
    {
      name: 'is a field of the packet, said once where it is only carried on',
      change: { before: { ...PACKET, bytes: 170 }, after: { ...PACKET, bytes: 170 } },
      says: ['packet bytes: 120, 170'],
    },
    {
      name: 'is what became of the packet',
      change: { after: { ...PACKET, dport: 9000 } },
      says: ['packet destination port after: 80, 9000'],
    },
    {
      name: 'is a packet that there is not',
      change: { after: null },
      says: ['packet after: 10.0.0.1 40000 10.0.0.2 80 120, none'],
    },
  ])('$name', ({ change, says }) => {
    expect(told(hop({}), hop(change))).toEqual(says);
    expect(hopDifferences(hop(change), hop({})).length).toBe(says.length);
  });
});
