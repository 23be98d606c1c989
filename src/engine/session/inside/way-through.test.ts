import { describe, expect, it } from 'vitest';
import type { Stop } from '#trace';
import { stopsBetween } from './way-through.ts';

describe('the stops between two hops', () => {
  it.each<readonly [string, Stop | null, Stop | null, string]>([
    ['what comes in goes by its interface', null, 'prerouting', 'in prerouting'],
    ['what is forwarded', 'prerouting', 'postrouting', 'prerouting routing forward postrouting'],
    ['what is for the node itself', 'prerouting', 'programs', 'prerouting routing input programs'],
    ['what the node sends', 'programs', 'out', 'programs output postrouting out'],
    ['what leaves goes out', 'postrouting', null, 'postrouting out'],
    ['what stays', 'forward', 'forward', 'forward'],
    ['a reply comes in again', 'out', 'prerouting', 'out in prerouting'],
    ['what is elsewhere is not here', null, null, ''],
  ])('%s', (_name, from, to, want) => {
    expect(stopsBetween(from, to).join(' ')).toBe(want);
  });

  it('what IPVS takes at input goes out past all programs, unless it is for one', () => {
    expect(stopsBetween('input', 'postrouting', 'ipvs').join(' ')).toBe('input output postrouting');
    expect(stopsBetween('input', 'programs', 'ipvs').join(' ')).toBe('input programs');
  });
});
