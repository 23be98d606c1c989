import { describe, expect, it } from 'vitest';
import { type Channel, Tracks } from './tracks.ts';

const lane: Channel = { id: 'lane', axis: 'x', first: 100, step: -5, count: 3, part: '' };
const spots = (tracks: Tracks) => ['a', 'b', 'c'].map((way) => tracks.take(way)(lane));

/** Three ways, of which the last runs behind the others. */
function three(): Tracks {
  const tracks = new Tracks();
  tracks.note(lane, 'a', 0, 40);
  tracks.note(lane, 'b', 20, 60);
  tracks.note(lane, 'c', 100, 140);
  return tracks;
}

describe('a way that takes another track', () => {
  it('goes there alone where that track is free', () => {
    const [alone] = three().changed({ channel: 'lane', user: 'c ', to: 2 });
    expect(alone && spots(three().on(alone))).toEqual([100, 95, 90]);
  });

  it('changes tracks with the way that runs beside it', () => {
    const exchanged = three().changed({ channel: 'lane', user: 'a ', to: 1 });
    expect(exchanged.map((choice) => spots(three().on(choice)))).toEqual([[95, 100, 100]]);
  });

  it('stays where it is asked to stay', () => {
    expect(three().changed({ channel: 'lane', user: 'a ', to: 0 })).toEqual([]);
  });

  it('takes any track of its channel, and no other', () => {
    expect(three().changes()).toHaveLength(9);
  });
});
