import type { DocumentText } from '#worker';

/** How a document began: what was opened, or that a text took another's place. */
export type Began = 'example' | 'gallery' | 'link' | 'file' | 'paste' | 'nothing' | 'copy';

/** What the user owns: the manifests, and the scenario around them. */
export interface DocumentSlice extends DocumentText {
  /** Under which it is kept in this browser. Another text opened is another document; an edit is not. */
  readonly id: string;
  readonly began: Began;
  /** The document that it was in this tab, before it was kept beside what another tab made of that. */
  readonly copyOf?: string;
  /** Where the text came from, for the line beside the title. */
  readonly from: 'example' | 'link' | 'kept' | 'own';
}

export const emptyDocument: DocumentSlice = { id: '', began: 'nothing', manifests: '', rest: '', from: 'example' };
