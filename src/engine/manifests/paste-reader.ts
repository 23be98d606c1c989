import type { Span } from '#source';
import type { DocumentSlice } from './documents.ts';
import type { Foreign } from './paste/groups.ts';

/** How a text is read: lines that are no YAML blanked, so that every offset stays, and where objects begin without `---`. */
export interface ReadText {
  readonly text: string;
  readonly cuts: readonly number[];
}

/** What was recognised around the documents of a text. */
export interface Paste {
  readonly read: ReadText;
  readonly foreign: readonly Foreign[];
  /** Objects that begin though nothing separates them from the one before. */
  readonly joined: readonly DocumentSlice[];
}

/** Whether other documents of the text read well: only beside objects can text be prose around them. */
export type Company = 'alone' | 'besideObjects';

/** What `readManifests` asks about documents that are no objects as they stand. Texts that are plain YAML never ask. */
export interface PasteReader {
  /** `null`: setting lines aside would not make objects of them. */
  recognise(text: string, suspects: readonly DocumentSlice[], company: Company): Paste | null;
  /** Whether the text of one document has lost all of its indentation. */
  isFlat(body: string): boolean;
  /** Whether a document that does not parse is nothing but sentences. */
  isProse(body: string): boolean;
  /** Whether it has lost that of its lists, and can be put right. */
  hasLostDashes(body: string): boolean;
  /** Where a document says something; `body` is its text. */
  contentSpan(unit: Span, body: string): Span;
}
