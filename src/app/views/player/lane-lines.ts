import { fitted } from './fitted.ts';
import { lettersWidth } from './letter-widths.ts';

/** Names of tracks are set smaller than chips, and not as bold. */
const SMALLER = { narrow: 10.5 / 11.5, wide: 11 / 11.5 } as const;
const TO = ' → ';

/** What a name takes at most in one line, in pixels; on the page of one column names are the smallest. */
export function laneWidth(name: string, page: keyof typeof SMALLER): number {
  return lettersWidth(name) * SMALLER[page];
}

/** `client → ` and `web:80`; a name without an arrow is its own end. */
export function laneEnds(name: string): readonly [string, string] {
  const arrow = name.indexOf(TO);
  return arrow === -1 ? ['', name] : [name.slice(0, arrow + TO.length), name.slice(arrow + TO.length)];
}

/** What ends the line of the sender. */
const ARROW = '\u00a0→';

/**
 * A track's name in two lines of `room` pixels: who sends, and where to, without kind and namespace; of a lookup the name
 * as it breaks after a dot. Each line is cut in its middle where it is too long: ports and types stay.
 */
export function laneLines(name: string, room: number): readonly [string, string] {
  const most = room / SMALLER.narrow;
  const [from, to] = laneEnds(name);
  if (from !== '') {
    const sender = bare(from.slice(0, -TO.length));
    return [`${fitted(sender, most - lettersWidth(ARROW))}${ARROW}`, fitted(bare(to), most)];
  }
  const [first, second] = halves(name, most);
  return [fitted(first, most), second === '' ? '' : fitted(second, most)];
}

/** `web:80` for `service/shop/web:80`. */
function bare(end: string): string {
  return end.slice(end.lastIndexOf('/') + 1);
}

function halves(name: string, most: number): readonly [string, string] {
  if (lettersWidth(name) <= most) return [name, ''];
  const breaks = [...name.matchAll(/[./] ?|, | /g)].map(({ index, 0: sign }) => index + sign.length);
  const fits = breaks.filter((at) => lettersWidth(name.slice(0, at).trimEnd()) <= most && at < name.length);
  const at = fits.at(-1) ?? name.lastIndexOf(' ') + 1;
  return at <= 0 ? [name, ''] : [name.slice(0, at).trimEnd(), name.slice(at)];
}
