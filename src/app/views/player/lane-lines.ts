import { fitted } from './fitted.ts';
import { lettersWidth } from './letter-widths.ts';

/** Names of tracks are set smaller than chips, and not as bold. */
const SMALLER = 10.5 / 11.5;

/**
 * A track's name in two lines of `room` pixels: who sends and where to, of a lookup the name as it breaks after a dot.
 * Each line is cut in its middle where it is too long: ports and types stay.
 */
export function laneLines(name: string, room: number): readonly [string, string] {
  const most = room / SMALLER;
  const [first, second] = halves(name, most);
  return [fitted(first, most), second === '' ? '' : fitted(second, most)];
}

function halves(name: string, most: number): readonly [string, string] {
  const arrow = name.indexOf(' → ');
  if (arrow !== -1) return [name.slice(0, arrow), `→\u00a0${name.slice(arrow + 3)}`];
  if (lettersWidth(name) <= most) return [name, ''];
  const breaks = [...name.matchAll(/[./] ?|, | /g)].map(({ index, 0: sign }) => index + sign.length);
  const fits = breaks.filter((at) => lettersWidth(name.slice(0, at).trimEnd()) <= most && at < name.length);
  const at = fits.at(-1) ?? name.lastIndexOf(' ') + 1;
  return at <= 0 ? [name, ''] : [name.slice(0, at).trimEnd(), name.slice(at)];
}
