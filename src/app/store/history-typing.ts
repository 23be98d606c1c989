/** Where and how a text was typed into last. */
export interface Typing {
  readonly text: 'manifests' | 'rest';
  readonly way: 'in' | 'out';
  readonly at: number;
  /** Where the caret stood and stands, as offsets, about. */
  readonly begin: number;
  readonly caret: number;
  /** The last character was a space or a line break: a word ends here. */
  readonly rested: 'in-word' | 'after-word';
}

const PAUSE_MS = 1000;

/** What a change of a text was as typing: a few characters in or out at one place. `null`: more than that. */
export function typingOf(text: Typing['text'], before: string, after: string, at: number): Typing | null {
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  const size = longer.length - shorter.length;
  if (size === 0) return null;
  let start = 0;
  while (start < shorter.length && shorter.charCodeAt(start) === longer.charCodeAt(start)) start += 1;
  const piece = longer.slice(start, start + size);
  if (size > 2 && piece.trim() !== '') return null;
  if (longer.slice(start + size) !== shorter.slice(start)) return null;
  const way = after === longer ? 'in' : 'out';
  return {
    text,
    way,
    at,
    begin: way === 'in' ? start : start + size,
    caret: way === 'in' ? start + size : start,
    rested: /\s$/.test(piece) ? 'after-word' : 'in-word',
  };
}

/** Whether typing goes on with what was typed before: same text, same direction, same word, no pause. */
export function goesOn(last: Typing | null, next: Typing | null): next is Typing {
  if (!last || !next || last.text !== next.text || last.way !== next.way) return false;
  if (next.at - last.at > PAUSE_MS || Math.abs(next.begin - last.caret) > 2) return false;
  return next.way === 'out' || last.rested === 'in-word' || next.rested === 'after-word';
}
