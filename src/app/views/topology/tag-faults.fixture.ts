import { type Answer, type Picture, stopsIn } from '#view';
import { around } from './box-of.ts';
import { follow } from './camera.ts';
import { besidePacket } from './coverable.ts';
import { mapIn } from './map-place.ts';
import type { Rect } from './measures.ts';
import { inPicture, type PagePane, pictureOn } from './picture-on.fixture.ts';
import { coveredBy, lengthIn, nearestPoint, overlap, placeTag, untouchable } from './tag-place.ts';
import { tagFont, tagText } from './tag-text.ts';

/** Shorter than this no line to a tag is drawn, in pixels; and nothing of it nearer to its packet than that. */
const DRAWN = { from: 11, least: 21 } as const;

/**
 * At which hops a packet's tag covers something, or the line to it crosses or touches a box or a name; and at which it
 * crosses a border, in words.
 */
export function tagFaultsOf(
  picture: Picture,
  answer: Answer,
  pane: PagePane,
): { readonly faults: readonly string[]; readonly borders: readonly string[] } {
  const { layout, legs, tunnels, pane: whole, rest } = pictureOn(picture, answer, pane);
  const size = { w: layout.width, h: layout.height };
  const stops = stopsIn(answer.trace);
  let view = rest;
  const placed = answer.trace.hops.flatMap((hop, index) => {
    const at = legs[index]?.points.at(-1);
    const said = answer.hops[hop.key];
    if (!at || !said) return [];
    const spot = around([at]);
    if (spot && pane.page === 'columns') view = follow(view, spot, size, whole);
    const text = tagText(hop, said, picture.rules, (ref) =>
      ref.replace(/^NetworkPolicy/, 'Policy').replace(/\/.*\//, ' '),
    );
    const font = tagFont(view.zoom);
    const tag = { w: (text.length * font * 0.5 + 26) / view.zoom, h: (font * 1.4 + 2) / view.zoom };
    const map = mapIn(layout, legs, whole, view);
    const beside = besidePacket(layout, legs, index, stops);
    const solid = [...beside.solid, ...tunnels.map((tunnel) => tunnel.at), ...(map ? [inPicture(map, view)] : [])];
    const seen = inPicture({ x: 4, y: 4, w: whole.w - 8, h: whole.h - 8 }, view);
    const offset = placeTag(at, tag, { ...beside, solid, seen });
    const rect = { x: at.x + offset.x, y: at.y + offset.y, ...tag };
    const barriers = [...solid, ...beside.borders];
    const to = nearestPoint({ ...offset, ...tag });
    const far = Math.hypot(to.x, to.y);
    const isTied = far * view.zoom >= DRAWN.least;
    const across = (boxes: readonly Rect[]) =>
      isTied ? boxes.filter((box) => lengthIn(box, at, to) > 0).map((box) => `is tied across ${spotOf(box)}`) : [];
    const named = (faults: readonly string[]) =>
      faults.map((fault) => `hop ${index + 1}, ${hop.at.hook}, "${text}" ${fault}`);
    return [
      {
        faults: named([
          ...barriers.filter((box) => overlap(rect, box) > 0.01).map((box) => `covers ${spotOf(box)}`),
          ...(coveredBy(rect, [], seen) > 0.01 ? ['is cut'] : []),
          ...across(solid.map((box) => untouchable(box, at))),
          ...(far * view.zoom > 220 ? [`is ${Math.round(far * view.zoom)} pixels away`] : []),
        ]),
        borders: named(across(beside.borders)),
      },
    ];
  });
  return { faults: placed.flatMap(({ faults }) => faults), borders: placed.flatMap(({ borders }) => borders) };
}

function spotOf({ x, y, w, h }: Rect): string {
  return `${[x, y, w, h].map((one) => Math.round(one)).join(' ')}`;
}
