import { describe, expect, it } from 'vitest';
import { type Channel, Tracks } from './tracks.ts';

const gutter: Channel = { id: 'gutter', axis: 'x', first: 100, step: -5, count: 3, part: '' };
const spot = (tracks: Tracks, way: string, channel = gutter) => tracks.take(way)(channel);

describe('the track of a way in a channel', () => {
  it('is the first where it is alone, or runs behind another', () => {
    const tracks = new Tracks();
    tracks.note(gutter, 'a', 0, 40);
    tracks.note(gutter, 'b', 90, 60);
    expect([spot(tracks, 'a'), spot(tracks, 'b'), spot(tracks, 'unknown')]).toEqual([100, 100, 100]);
  });

  it('is beside another that it runs along', () => {
    const tracks = new Tracks();
    tracks.note(gutter, 'a', 0, 40);
    tracks.note(gutter, 'b', 30, 60);
    tracks.note(gutter, 'c', 70, 90);
    expect([spot(tracks, 'a'), spot(tracks, 'b'), spot(tracks, 'c')]).toEqual([100, 95, 100]);
  });

  it('is one for all that a way does there, wherever it runs', () => {
    const tracks = new Tracks();
    tracks.note(gutter, 'a', 0, 40);
    tracks.note(gutter, 'b', 100, 140);
    tracks.note(gutter, 'b', 30, 60);
    expect(spot(tracks, 'b')).toBe(95);
  });

  it('is another for each part that a way has there', () => {
    const up = { ...gutter, part: 'up' };
    const tracks = new Tracks();
    tracks.note(gutter, 'a', 0, 40);
    tracks.note(up, 'a', 20, 60);
    expect([spot(tracks, 'a'), spot(tracks, 'a', up)]).toEqual([100, 95]);
  });

  it('is shared where there are more ways than tracks', () => {
    const tracks = new Tracks();
    for (const way of ['a', 'b', 'c', 'd']) tracks.note(gutter, way, 0, 40);
    expect(['a', 'b', 'c', 'd'].map((way) => spot(tracks, way))).toEqual([100, 95, 90, 100]);
  });
});
