import { describe, expect, it } from 'vitest';
import { receivingOf } from './receiving.ts';
import type { Odds } from './trace.ts';

function odds(
  possible: readonly { share: string; word?: string; ips?: readonly string[] }[],
  drawn: readonly string[],
) {
  return {
    drawn,
    possible: possible.map(({ share, word = 'delivered', ips = [] }) => ({
      share,
      outcome: { word },
      members: ips.map((ip) => ({ ip, port: 80, pod: `a/pod-${ip}` })),
    })),
  } as unknown as Odds;
}

describe('the distribution of several requests', () => {
  it('splits a share evenly among its members, exactly', () => {
    const rows = receivingOf(odds([{ share: '1', ips: ['1', '2', '3'] }], ['1:80', '2:80', '1:80']));
    expect(rows.map(({ label, share, drawn }) => [label, share, drawn])).toEqual([
      ['pod-1', '1/3', 2],
      ['pod-2', '1/3', 1],
      ['pod-3', '1/3', 0],
    ]);
  });

  it('adds up the ways that end at one receiver', () => {
    const rows = receivingOf(
      odds(
        [
          { share: '1/2', ips: ['1'] },
          { share: '1/6', ips: ['1'] },
          { share: '1/3', ips: ['2'] },
        ],
        ['1:80'],
      ),
    );
    expect(rows.map(({ share }) => share)).toEqual(['2/3', '1/3']);
  });

  it('counts what nobody received', () => {
    const rows = receivingOf(
      odds(
        [
          { share: '1/2', ips: ['1'] },
          { share: '1/2', word: 'timeout' },
        ],
        ['', '1:80', ''],
      ),
    );
    expect(rows.map(({ label, drawn }) => [label, drawn])).toEqual([
      ['nobody', 2],
      ['pod-1', 1],
    ]);
  });

  it.each([
    { name: 'for one request', of: odds([{ share: '1', ips: ['1'] }], []) },
    { name: 'where nobody receives any', of: odds([{ share: '1', word: 'refused' }], ['', '']) },
  ])('is empty $name', ({ of }) => {
    expect(receivingOf(of)).toEqual([]);
  });

  it('has shares that sum to one', () => {
    const rows = receivingOf(
      odds(
        [
          { share: '3/7', ips: ['1', '2'] },
          { share: '4/7', ips: ['2', '3', '4'] },
        ],
        ['1:80'],
      ),
    );
    expect(rows.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(1);
  });
});
