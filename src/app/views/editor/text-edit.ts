import { sharedEnds } from '#view';

/** A part of a text, as offsets, and what stands there instead. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The one edit that makes a text into another and leaves alone what both begin and end with; `null` if they are equal. */
export function editBetween(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const { head, tail } = sharedEnds(before, after);
  return { start: head, end: before.length - tail, text: after.slice(head, after.length - tail) };
}
