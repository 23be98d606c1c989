import { type Answer, type Hop, stopsIn } from '#view';
import { aroundLetters, chipWidth } from './chip-width.ts';
import { fitted } from './fitted.ts';

/** One chip of the strip, with its place. */
export interface StripChip {
  readonly key: string;
  readonly index: number;
  readonly track: number;
  readonly x: number;
  readonly w: number;
  readonly text: string;
  /** The text as it is drawn: cut where the strip has less room than a chip would take. */
  readonly shown: string;
  readonly layer: Hop['layer'];
  readonly at: Hop['at'];
  readonly way: Hop['way'];
  readonly ends: boolean;
}

export interface Strip {
  readonly tracks: readonly { readonly id: string; readonly label: string }[];
  readonly chips: readonly StripChip[];
  /** Where the last run of replies begins, `null` if there are none. */
  readonly replyFrom: number | null;
  readonly width: number;
}

/** Heights of a track and of the ruler above all of them, in pixels. */
export const TRACK = 32;
export const RULER = 24;
/** So many tracks are shown at a time; the others are scrolled to. */
export const SHOWN = 4;
const GAP = 8;
const STAGGER = 34;

/**
 * Chips from left to right in playing order, none wider than `most` pixels. A hop of another track than the one before may
 * begin while that one is still drawn, as far as its own track is free; so order shows, and space is not wasted.
 */
export function stripOf(answer: Answer, most: number): Strip {
  const { hops, passes } = answer.trace;
  const tracks = passes.map(({ id, label }) => ({ id, label }));
  const stopped = stopsIn(answer.trace);
  const ends = new Map<number, number>();
  const chips: StripChip[] = [];
  let x = 0;
  for (const [index, hop] of hops.entries()) {
    const track = Math.max(
      0,
      tracks.findIndex((one) => one.id === hop.pass),
    );
    const before = chips.at(-1);
    const text = answer.hops[hop.key]?.story.chip ?? hop.kind;
    const stops = stopped.has(hop.key);
    const end = stops ? 'ends here' : 'goes on';
    const whole = chipWidth(text, end);
    const w = Math.min(whole, most);
    if (before) x = before.track === track ? before.x + before.w + GAP : before.x + Math.min(before.w + GAP, STAGGER);
    x = Math.max(x, ends.get(track) ?? 0);
    chips.push({
      key: hop.key,
      index,
      track,
      x,
      w,
      text,
      shown: w === whole ? text : fitted(text, w - aroundLetters(end)),
      layer: hop.layer,
      at: hop.at,
      way: hop.way,
      ends: stops,
    });
    ends.set(track, x + w + GAP);
  }
  const lastForward = hops.findLastIndex((hop) => hop.way === 'forward');
  return {
    tracks,
    chips,
    replyFrom: chips[lastForward + 1]?.x ?? null,
    width: chips.reduce((most, chip) => Math.max(most, chip.x + chip.w), 0),
  };
}

/** Where the playhead stands at `t`: between chips it moves evenly. */
export function playheadAt(strip: Strip, t: number): number {
  const index = Math.max(0, Math.min(Math.floor(t + 1e-6), strip.chips.length - 1));
  const chip = strip.chips[index];
  const next = strip.chips[index + 1];
  if (!chip) return 0;
  const here = chip.x + 12;
  return next ? here + (next.x + 12 - here) * Math.max(0, t - index) : here;
}

/** The `t` of a playhead at `x`: the inverse of `playheadAt`. */
export function timeAt(strip: Strip, x: number): number {
  const { chips } = strip;
  const after = chips.findIndex((chip) => chip.x + 12 > x);
  if (after === 0) return 0;
  if (after === -1) return chips.length - 1;
  const from = (chips[after - 1]?.x ?? 0) + 12;
  const to = (chips[after]?.x ?? 0) + 12;
  return after - 1 + (to === from ? 0 : (x - from) / (to - from));
}

/** What of the strip is in sight: from where on, and how much of the tracks, without names and ruler. */
export interface Sight {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many hops are out of sight to the left and to the right, and how many tracks above and below. */
export function outOfSight(
  strip: Strip,
  sight: Sight,
): { readonly before: number; readonly after: number; readonly above: number; readonly below: number } {
  const middles = strip.chips.map(({ x, w }) => x + w / 2);
  const inSight = Math.floor((sight.top + sight.height + TRACK / 2) / TRACK);
  return {
    before: middles.filter((x) => x < sight.left).length,
    after: middles.filter((x) => x > sight.left + sight.width).length,
    above: Math.floor((sight.top + TRACK / 2) / TRACK),
    below: Math.max(0, strip.tracks.length - inSight),
  };
}
