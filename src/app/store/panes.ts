export type Theme = 'system' | 'light' | 'dark';
export type InspectorTab = 'path' | 'text' | 'findings' | 'reachability' | 'assumed' | 'compare';
export type EditorTab = 'manifests' | 'scenario';

export type DialogName = 'share' | 'keys' | 'palette' | 'open' | 'gallery' | 'request';

/** Which panes are open, and how the page looks. */
export interface PanesSlice {
  readonly theme: Theme;
  readonly inspector: InspectorTab;
  readonly editor: EditorTab;
  readonly dialog: DialogName | null;
  /** What was typed for the dialog before it was fetched. */
  readonly typedAhead: string;
  /** The node whose inside is shown. */
  readonly node: string | null;
  /** Folds of the picture that were opened by hand. */
  readonly unfolded: readonly string[];
}

export const emptyPanes: PanesSlice = {
  theme: 'system',
  inspector: 'path',
  editor: 'manifests',
  dialog: null,
  typedAhead: '',
  node: null,
  unfolded: [],
};
