/** What was said about the files that were opened last. */
export interface FileSlice {
  /** Said as long as the document that they made is open. */
  readonly told: { readonly document: string; readonly sentence: string } | null;
}

export const emptyFile: FileSlice = { told: null };
