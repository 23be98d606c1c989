import type { DocumentText } from '#worker';

/** What the user owns: the manifests, and the scenario around them. */
export interface DocumentSlice extends DocumentText {
  /** Where the text came from, for the line beside the title. */
  readonly from: 'example' | 'link' | 'kept' | 'own';
}

export const emptyDocument: DocumentSlice = { manifests: '', rest: '', from: 'example' };
