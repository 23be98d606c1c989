/** What is looked at beside the hop. */
export interface SelectionSlice {
  /** `Kind/NS/NAME` of a card, or `Pod/NS/NAME`, `Node/NAME`. */
  readonly object: string | null;
  /** Line of the manifests under the pointer. */
  readonly hoveredLine: number | null;
  /** Object that the pointer is on in the inspector or picture. */
  readonly hoveredObject: string | null;
  /** Line that the editor is to show; `turn` counts so that the same line can be asked for twice. */
  readonly jump: { readonly line: number; readonly turn: number } | null;
}

export const emptySelection: SelectionSlice = { object: null, hoveredLine: null, hoveredObject: null, jump: null };
