import { describe, expect, it } from 'vitest';
import { laneNames } from './lane-names.ts';

const names = (...passes: readonly (readonly ['request' | 'lookup' | 'upstream', string])[]) =>
  laneNames(passes.map(([why, label], index) => ({ id: String(index), why, label })));

describe('names of tracks', () => {
  it('say what opened them and where they lead', () => {
    expect(names(['request', 'client → shop'], ['upstream', 'nginx → web:80'])).toMatchObject([
      { why: 'request', short: 'client → shop', full: 'request: client → shop' },
      { why: 'upstream', short: 'nginx → web:80', full: 'upstream: nginx → web:80' },
    ]);
  });

  it('keep both ends of a long name', () => {
    const [name] = names(['lookup', 'records.clinic.accounting.svc.cluster.local. AAAA']);
    expect(name?.short).toBe('records.clinic.accounting.…r.local. AAAA');
    expect(name?.full).toBe('lookup: records.clinic.accounting.svc.cluster.local. AAAA');
  });

  it('are never alike: long names that would be cut to the same stay whole, and what repeats is counted', () => {
    const long = (middle: string) => `records.clinic.accounting.${middle}.svc.cluster.local. A`;
    const cut = names(['lookup', long('north')], ['lookup', long('south')], ['lookup', 'a. A'], ['lookup', 'a. A']);
    expect(new Set(cut.map(({ short }) => short)).size).toBe(4);
    expect(cut.at(-1)?.short).toBe('a. A, 2');
  });
});
