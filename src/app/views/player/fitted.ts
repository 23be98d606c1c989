import { lettersWidth } from './letter-widths.ts';

/**
 * What parts a name from what is said of it, or what is done from where: `web → 10.244.0.5:80`, `web-0: ingress open`, an
 * address from its port, a name from the type that it is asked for.
 */
const JOINTS = / → |: | to | is | on | allows |:(?=\d+(?:,|$))| (?=[A-Z]+$)|, (?=again )/g;
/** So many letters of a name still tell which it is. */
const LEAST = 4;

/**
 * A text in `room` pixels, as a chip sets it. Of what is too long, where it leads or what became of it stays whole, and the
 * name before is cut as long as something of it is left; else it loses its middle, since names differ at their ends.
 */
export function fitted(text: string, room: number): string {
  if (lettersWidth(text) <= room) return text;
  for (const { index } of text.matchAll(JOINTS)) {
    const name = cutEnd(text.slice(0, index), room - lettersWidth(text.slice(index)));
    if (name !== null) return `${name}${text.slice(index)}`;
  }
  return cutMiddle(text, room);
}

/** The beginning of a name and `…`; `null` where too little of it would be left. */
function cutEnd(name: string, room: number): string | null {
  const letters = Array.from(name);
  for (let kept = letters.length - 1; kept >= LEAST; kept--) {
    const cut = `${letters.slice(0, kept).join('')}…`.replace(/[ …]+$/, '…');
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
