import { ip } from '#net';
import { describe, expect, it } from 'vitest';
import { natMapLines, natMapName, natMapView } from './index.ts';

const ENTRY = {
  protocol: 'TCP',
  original: { src: ip('10.0.2.14'), sport: 52110, dst: ip('203.0.113.50'), dport: 443 },
  translated: { src: ip('192.168.10.200'), sport: 41532, dst: ip('203.0.113.50'), dport: 443 },
  tracked: 'here',
} as const;

describe('an entry of the map of rewritten sources', () => {
  it('is printed once for each direction', () => {
    expect(natMapLines(ENTRY)).toEqual([
      'TCP OUT 10.0.2.14:52110 -> 203.0.113.50:443 XLATE_SRC 192.168.10.200:41532 Created=0sec ago NeedsCT=1',
      'TCP IN 203.0.113.50:443 -> 192.168.10.200:41532 XLATE_DST 10.0.2.14:52110 Created=0sec ago NeedsCT=1',
    ]);
  });

  it.each([
    ['IPv4', ENTRY],
    [
      'IPv6, whose addresses stand in brackets',
      {
        ...ENTRY,
        tracked: 'byItsPod' as const,
        original: { ...ENTRY.original, src: ip('fd00::5'), dst: ip('2001:db8::7') },
        translated: { ...ENTRY.translated, src: ip('fd00:1::1'), dst: ip('2001:db8::7') },
      },
    ],
  ])('is found again by its name: %s', (_, entry) => {
    expect(natMapView('left', natMapName(entry))?.rows.map(({ cells }) => cells[0])).toEqual(natMapLines(entry));
  });
});
