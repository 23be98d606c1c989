import { describe, expect, it } from 'vitest';
import { laneNames } from './lane-names.ts';

const names = (...passes: readonly (readonly ['request' | 'lookup' | 'upstream', string])[]) =>
  laneNames({
    passes: passes.map(([why, label], index) => ({ id: String(index), why, label, openedBy: null })),
    hops: [],
  });

describe('names of tracks', () => {
  it('say what opened them and where they lead', () => {
    expect(names(['request', 'client → shop'], ['upstream', 'nginx → web:80'])).toMatchObject([
      { why: 'request', short: 'client → shop', full: 'request: client → shop' },
      { why: 'upstream', short: 'nginx → web:80', full: 'upstream: nginx → web:80' },
    ]);
  });

  it('leave out the domain of the cluster, where names still differ', () => {
    const [name, searched, bare] = names(
      ['lookup', 'records.clinic.svc.cluster.local. AAAA'],
      ['lookup', 'records.clinic.svc.clinic.svc.cluster.local. A'],
      ['lookup', 'records.cluster.local. A'],
    );
    expect(name?.short).toBe('records.clinic.svc… AAAA');
    expect(name?.full).toBe('lookup: records.clinic.svc.cluster.local. AAAA');
    expect(searched?.short).toBe('records.clinic.svc.clinic.svc… A');
    expect(bare?.short).toBe('records.cluster.local. A');
    const two = names(['lookup', 'a.b.svc.north.test. A'], ['lookup', 'a.b.svc.south.test. A']);
    expect(two.map(({ short }) => short)).toEqual(['a.b.svc.north.test. A', 'a.b.svc.south.test. A']);
  });

  it('keep both ends of a long name', () => {
    const [name] = names(['lookup', 'records-of-every-year.clinic.accounting.example.com. AAAA']);
    expect(name?.short).toBe('records-of-every-year.clin…ple.com. AAAA');
    expect(name?.full).toBe('lookup: records-of-every-year.clinic.accounting.example.com. AAAA');
  });

  it('are never alike: long names that would be cut to the same stay whole, and what repeats is counted', () => {
    const long = (middle: string) => `records.clinic.accounting.${middle}.svc.cluster.local. A`;
    const cut = names(['lookup', long('north')], ['lookup', long('south')], ['lookup', 'a. A'], ['lookup', 'a. A']);
    expect(new Set(cut.map(({ short }) => short)).size).toBe(4);
    expect(cut.at(-1)?.short).toBe('a. A, again (2)');
  });

  it('say when a server asks another one what it was asked', () => {
    const asked = laneNames({
      passes: [
        { id: 'r', why: 'request', label: 'till → api.pay.example', openedBy: null },
        { id: 'l', why: 'lookup', label: 'api.pay.example. A', openedBy: 'r.1' },
        { id: 'f', why: 'lookup', label: 'api.pay.example. A', openedBy: 'l.4' },
      ],
      hops: [
        { key: 'r.1', pass: 'r' },
        { key: 'l.4', pass: 'l' },
      ],
    });
    expect(asked.map(({ why, short }) => `${why} ${short}`)).toEqual([
      'request till → api.pay.example',
      'lookup api.pay.example. A',
      'lookup, forwarded api.pay.example. A',
    ]);
  });
});
