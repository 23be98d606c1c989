import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted } from './fitted.ts';
import { lettersWidth } from './letter-widths.ts';

describe('a text in a chip that has less room than it', () => {
  it.each([
    { name: 'is whole where it fits', text: 'web → 10.244.0.5:80', room: 200, want: 'web → 10.244.0.5:80' },
    {
      name: 'keeps where it leads, and the beginning of the name',
      text: 'recommendations → 10.244.0.5:8080',
      room: 150,
      want: 'reco… → 10.244.0.5:8080',
    },
    {
      name: 'has one sign of what is left out where the name was cut before',
      text: 'recommendatio… → 10.244.0.5:8080',
      room: 150,
      want: 'reco… → 10.244.0.5:8080',
    },
    {
      name: 'keeps the port where nothing of a name would be left',
      text: 'web → [fd00:10:244:1:a:b:c:5a]:50',
      room: 120,
      want: 'web → [fd00:10:…:50',
    },
    {
      name: 'keeps where something is done',
      text: 'masquerade undone on worker-14',
      room: 150,
      want: 'masquerad… on worker-14',
    },
    {
      name: 'keeps what a policy comes to, and for which direction',
      text: 'recommender-…75z7p: ingress open',
      room: 150,
      want: 'recommend…: ingress open',
    },
    {
      name: 'keeps both ends where nothing parts it',
      text: 'records.clinic.svc.cluster.local?',
      room: 130,
      want: 'records.clini…ter.local?',
    },
  ])('$name', ({ text, room, want }) => {
    expect(fitted(text, room)).toBe(want);
  });

  it('never takes more than its room, from a few letters on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 40, max: 300 }), (text, room) => {
        expect(lettersWidth(fitted(text, room))).toBeLessThanOrEqual(room);
      }),
    );
  });
});
