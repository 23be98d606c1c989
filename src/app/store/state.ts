import type { BesideSlice } from './beside.ts';
import { emptyBeside } from './beside.ts';
import type { DocumentSlice } from './document.ts';
import { emptyDocument } from './document.ts';
import type { FileSlice } from './file.ts';
import { emptyFile } from './file.ts';
import type { HistorySlice } from './history.ts';
import { emptyHistory } from './history.ts';
import type { PanesSlice } from './panes.ts';
import { emptyPanes } from './panes.ts';
import type { PictureSlice } from './picture.ts';
import { emptyPicture } from './picture.ts';
import type { PlayerSlice } from './player.ts';
import { emptyPlayer } from './player.ts';
import type { PreferencesSlice } from './preferences.ts';
import { emptyPreferences } from './preferences.ts';
import type { RunSlice } from './run.ts';
import { emptyRun } from './run.ts';
import type { SafeSlice } from './safe.ts';
import { emptySafe } from './safe.ts';
import type { SelectionSlice } from './selection.ts';
import { emptySelection } from './selection.ts';
import type { TabsSlice } from './tabs.ts';
import { emptyTabs } from './tabs.ts';

/** Everything the page knows. Nothing that follows from something else is stored: see `derive.ts`. */
export interface AppState {
  readonly document: DocumentSlice;
  readonly history: HistorySlice;
  readonly file: FileSlice;
  readonly tabs: TabsSlice;
  readonly safe: SafeSlice;
  readonly run: RunSlice;
  readonly beside: BesideSlice;
  readonly selection: SelectionSlice;
  readonly player: PlayerSlice;
  readonly panes: PanesSlice;
  readonly picture: PictureSlice;
  readonly preferences: PreferencesSlice;
}

export const emptyState: AppState = {
  document: emptyDocument,
  history: emptyHistory,
  file: emptyFile,
  tabs: emptyTabs,
  safe: emptySafe,
  run: emptyRun,
  beside: emptyBeside,
  selection: emptySelection,
  player: emptyPlayer,
  panes: emptyPanes,
  picture: emptyPicture,
  preferences: emptyPreferences,
};

/** How actions change the state. */
export interface Store {
  getState(): AppState;
  setState(change: (state: AppState) => AppState): void;
}
