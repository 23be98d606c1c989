import type { DocumentSlice } from './document.ts';
import type { Typing } from './history-typing.ts';
import type { Place } from './place.ts';

/** The document at one time. `place` is there only where the step went to another request. */
export interface Moment {
  readonly document: DocumentSlice;
  readonly place: Place | null;
}

/** One change: what it did, in words, and the moment on its other side. */
export interface Step {
  readonly label: string;
  readonly moment: Moment;
  /** What this step holds that its neighbour does not, about. */
  readonly bytes: number;
  /** Where typing left off, so that the next key can join. */
  readonly typing: Typing | null;
}

/** Every change of the document since the page was opened; `past` and `future` both have the nearest step last. */
export interface HistorySlice {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const emptyHistory: HistorySlice = { past: [], future: [] };

const MOST_STEPS = 200;
const MOST_BYTES = 20_000_000;

/** A change that has just been made. What had been undone before can no longer be redone. */
export function recorded(history: HistorySlice, step: Step): HistorySlice {
  return { past: within([...history.past, step]), future: [] };
}

/** A change that belongs to the step before it: the next letter of a word. */
export function joined(history: HistorySlice, typing: Typing): HistorySlice {
  const last = history.past.at(-1);
  return last ? { past: [...history.past.slice(0, -1), { ...last, typing }], future: [] } : history;
}

/** One step back or on: what was there, and the history around it. `null` where there is none. */
export function moved(
  history: HistorySlice,
  way: 'back' | 'on',
  now: { readonly document: DocumentSlice; readonly place: Place },
): { readonly history: HistorySlice; readonly moment: Moment } | null {
  const step = (way === 'back' ? history.past : history.future).at(-1);
  if (!step) return null;
  const other: Step = {
    label: step.label,
    moment: { document: now.document, place: step.moment.place && now.place },
    bytes: step.bytes,
    typing: null,
  };
  return {
    moment: step.moment,
    history:
      way === 'back'
        ? { past: history.past.slice(0, -1), future: [...history.future, other] }
        : { past: [...history.past, other], future: history.future.slice(0, -1) },
  };
}

/** The same history of a document that is kept under another name from now on. */
export function renamed({ past, future }: HistorySlice, from: string, to: string): HistorySlice {
  const rename = (step: Step): Step =>
    step.moment.document.id === from
      ? { ...step, moment: { ...step.moment, document: { ...step.moment.document, id: to } } }
      : step;
  return { past: past.map(rename), future: future.map(rename) };
}

/** What a moment holds that its neighbour does not, in bytes of memory, about. */
export function bytesBetween(one: DocumentSlice, other: DocumentSlice): number {
  const held = (text: string, beside: string) => (text === beside ? 0 : 2 * text.length);
  return held(one.manifests, other.manifests) + held(one.rest, other.rest);
}

function within(steps: readonly Step[]): readonly Step[] {
  let bytes = 0;
  const first = steps.findLastIndex((step, index) => {
    bytes += step.bytes;
    return index !== steps.length - 1 && (bytes > MOST_BYTES || steps.length - index > MOST_STEPS);
  });
  return first === -1 ? steps : steps.slice(first + 1);
}
