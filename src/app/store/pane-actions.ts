import type { DialogName, EditorTab, InspectorTab, PanesSlice, Theme } from './panes.ts';
import type { SelectionSlice } from './selection.ts';
import type { Store } from './state.ts';

/** Choosing what is shown and looked at; none of it asks the engine. */
export interface PaneActions {
  readonly setTheme: (theme: Theme) => void;
  readonly showInspector: (tab: InspectorTab) => void;
  readonly showEditor: (tab: EditorTab) => void;
  readonly openDialog: (dialog: DialogName | null) => void;
  /** Keeps what is typed for a dialog until it is there to take it. */
  readonly typeAhead: (typed: string) => void;
  readonly toggleFold: (id: string) => void;
  readonly selectObject: (object: string | null) => void;
  /** Selects an object and shows the line where it begins, if it was written. */
  readonly inspectObject: (ref: string) => void;
  readonly hoverLine: (line: number | null) => void;
  readonly hoverObject: (object: string | null) => void;
  /** Shows a line of the manifests in the editor. */
  readonly jumpTo: (line: number) => void;
}

export function createPaneActions(store: Store): PaneActions {
  const setPanes = (change: Partial<PanesSlice>) =>
    store.setState((state) => ({ ...state, panes: { ...state.panes, ...change } }));
  const select = (change: Partial<SelectionSlice>) =>
    store.setState((state) => ({ ...state, selection: { ...state.selection, ...change } }));
  return {
    setTheme: (theme) => setPanes({ theme }),
    showInspector: (inspector) => setPanes({ inspector }),
    showEditor: (editor) => setPanes({ editor }),
    openDialog: (dialog) => setPanes({ dialog, typedAhead: '' }),
    typeAhead: (typedAhead) => setPanes({ typedAhead }),
    toggleFold(id) {
      const { unfolded } = store.getState().panes;
      setPanes({ unfolded: unfolded.includes(id) ? unfolded.filter((one) => one !== id) : [...unfolded, id] });
    },
    selectObject: (object) => select({ object }),
    hoverLine(hoveredLine) {
      if (store.getState().selection.hoveredLine !== hoveredLine) select({ hoveredLine });
    },
    hoverObject: (hoveredObject) => select({ hoveredObject }),
    inspectObject(ref) {
      select({ object: ref });
      const place = store.getState().run.loaded?.picture.rules.find((one) => one.ref === ref)?.place;
      if (place) jumpTo(place.start.line);
    },
    jumpTo,
  };

  function jumpTo(line: number): void {
    const turn = (store.getState().selection.jump?.turn ?? 0) + 1;
    store.setState((state) => ({
      ...state,
      selection: { ...state.selection, jump: { line, turn } },
      panes: { ...state.panes, editor: 'manifests' },
    }));
  }
}
