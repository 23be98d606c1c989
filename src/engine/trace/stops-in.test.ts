import { describe, expect, it } from 'vitest';
import { stopsIn } from './stops-in.ts';
import type { Hop, Pass } from './trace.ts';

type Row = { readonly key: string } & Partial<Pick<Hop, 'kind' | 'way' | 'pass'>> & {
    readonly wire?: 'goes on' | 'ends' | 'nothing';
    readonly denied?: true;
  };

function hops(...rows: readonly Row[]): readonly Hop[] {
  return rows.map(({ key, kind = 'send', way = 'forward', pass = 'request', wire = 'goes on', denied }) => ({
    key,
    kind,
    way,
    pass,
    before: wire === 'nothing' ? null : {},
    after: wire === 'goes on' ? {} : null,
    decision: denied ? { verdict: 'denied' } : {},
  })) as unknown as readonly Hop[];
}

function pass(id: string, word: string, more: object = {}): Pass {
  return { id, outcome: { word, response: null, stoppedAt: null, ...more } } as unknown as Pass;
}

describe('where a run stopped', () => {
  const sent: Row = { key: 'sent' };
  it.each<{ name: string; hops: readonly Row[]; passes: readonly Pass[]; stops: readonly string[] }>([
    {
      name: 'is nowhere if it was delivered',
      hops: [sent, { key: 'served', wire: 'ends' }],
      passes: [pass('request', 'delivered')],
      stops: [],
    },
    {
      name: 'is the stop, also the only hop',
      hops: [{ key: 'pending', kind: 'stop', wire: 'ends' }],
      passes: [pass('request', 'unresolved')],
      stops: ['pending'],
    },
    {
      name: 'is the policy that denied',
      hops: [sent, { key: 'denied', kind: 'judge', denied: true, wire: 'ends' }],
      passes: [pass('request', 'timeout')],
      stops: ['denied'],
    },
    {
      name: 'is where a reply was lost',
      hops: [sent, { key: 'served', wire: 'ends' }, { key: 'lost', kind: 'stop', way: 'reply', wire: 'ends' }],
      passes: [pass('request', 'timeout')],
      stops: ['lost'],
    },
    {
      name: 'is the handshake that the client broke off',
      hops: [
        sent,
        { key: 'refused', kind: 'handshake', wire: 'ends' },
        { key: 'back', kind: 'returned', way: 'reply', wire: 'ends' },
      ],
      passes: [pass('request', 'tlsError')],
      stops: ['refused'],
    },
    {
      name: 'is who answered with a failure',
      hops: [sent, { key: 'answered', kind: 'answer', wire: 'ends' }, { key: 'back', kind: 'returned', way: 'reply' }],
      passes: [pass('request', 'answered', { response: { status: 400 } })],
      stops: ['answered'],
    },
    {
      name: 'is the pod whose answer is a failure, not the proxy that passed it on',
      hops: [sent, { key: 'proxied', kind: 'proxy' }, { key: 'served', kind: 'serve', pass: 'up', wire: 'ends' }],
      passes: [
        pass('request', 'delivered', { response: { status: 404 } }),
        pass('up', 'delivered', { response: { status: 404 } }),
      ],
      stops: ['served'],
    },
    {
      name: 'is the sender that got no address, and each lookup that was lost',
      hops: [
        { key: 'asked', kind: 'lookup', wire: 'nothing' },
        { key: 'denied', kind: 'judge', denied: true, pass: 'lookup', wire: 'ends' },
        { key: 'unknown', kind: 'resolved', wire: 'nothing' },
      ],
      passes: [pass('request', 'unresolved'), pass('lookup', 'timeout')],
      stops: ['unknown', 'denied'],
    },
    {
      name: 'is no name of the search list that does not exist',
      hops: [
        { key: 'asked', kind: 'lookup', wire: 'nothing' },
        { key: 'answered', kind: 'dns-answer', pass: 'lookup', wire: 'ends' },
      ],
      passes: [pass('request', 'delivered'), pass('lookup', 'answered', { dns: { rcode: 'NXDOMAIN' } })],
      stops: [],
    },
  ])('$name', ({ hops: rows, passes, stops }) => {
    const [first, ...rest] = hops(...rows);
    const [one, ...others] = passes;
    if (!first || !one) throw new Error('a run has a hop and a pass');
    expect([...stopsIn({ hops: [first, ...rest], passes: [one, ...others] })]).toEqual(stops);
  });
});
