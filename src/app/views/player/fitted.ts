import { lettersWidth } from './letter-widths.ts';

const ARROW = ' → ';
/** So many letters of a name still tell which it is. */
const LEAST = 4;

/**
 * A text in `room` pixels, as a chip sets it. What is too long loses its middle, since names differ at their ends; of
 * `web → 10.244.0.5:80` the name is cut and where it leads stays whole, as long as something of the name is left.
 */
export function fitted(text: string, room: number): string {
  if (lettersWidth(text) <= room) return text;
  const arrow = text.indexOf(ARROW);
  if (arrow !== -1) {
    const name = cutEnd(text.slice(0, arrow), room - lettersWidth(text.slice(arrow)));
    if (name !== null) return `${name}${text.slice(arrow)}`;
  }
  return cutMiddle(text, room);
}

/** The beginning of a name and `…`; `null` where too little of it would be left. */
function cutEnd(name: string, room: number): string | null {
  const letters = Array.from(name.replace(/…$/, ''));
  for (let kept = letters.length; kept >= LEAST; kept--) {
    const cut = `${letters.slice(0, kept).join('')}…`;
    if (lettersWidth(cut) <= room) return cut;
  }
  return null;
}

/** Both ends, the first a little longer, with `…` between them; at least a letter on each side. */
function cutMiddle(text: string, room: number): string {
  const letters = Array.from(text);
  for (let kept = letters.length - 1; kept > 2; kept--) {
    const end = Math.floor(kept * 0.45);
    const cut = `${letters.slice(0, kept - end).join('')}…${letters.slice(-end).join('')}`.replace(/…{2,}/, '…');
    if (lettersWidth(cut) <= room) return cut;
  }
  return `${letters[0] ?? ''}…${letters.at(-1) ?? ''}`;
}
