import { createStore, type StoreApi } from 'zustand/vanilla';
import { createDocumentActions, type DocumentActions } from './document-actions.ts';
import type { Environment } from './environment.ts';
import { createHistoryActions, type HistoryActions } from './history-actions.ts';
import { createKeepActions, type KeepActions } from './keep-actions.ts';
import { createKeepUp } from './keep-up.ts';
import { createLanguageActions, type LanguageActions } from './language-actions.ts';
import { createNodeActions, type NodeActions } from './node-actions.ts';
import { createPaneActions, type PaneActions } from './pane-actions.ts';
import { createPictureActions, type PictureActions } from './picture-actions.ts';
import { createPlayerActions, type PlayerActions } from './player-actions.ts';
import { createPreferenceActions, type PreferenceActions } from './preference-actions.ts';
import { createRequestActions, type RequestActions } from './request-actions.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { type AppState, emptyState } from './state.ts';

/** Everything that can be done; the only way back from views to the store. */
export interface Actions
  extends DocumentActions,
    HistoryActions,
    KeepActions,
    LanguageActions,
    RequestActions,
    RunActions,
    PlayerActions,
    NodeActions,
    PaneActions,
    PictureActions,
    PreferenceActions {}

export interface AppStore {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
  /** Keeps at once what waits to be kept. */
  readonly flush: () => void;
}

export function createAppStore(environment: Environment): AppStore {
  const store = createStore<AppState>()(() => emptyState);
  const run = createRunActions(store, environment);
  const changing = createHistoryActions(store, run, environment);
  const { change, undo, redo } = changing;
  const keepUp = createKeepUp(store, environment, () => undefined);
  const actions = {
    ...run,
    change,
    undo,
    redo,
    ...createDocumentActions(store, changing, environment),
    ...createKeepActions(environment),
    ...createLanguageActions(environment),
    ...createPlayerActions(store),
    ...createRequestActions(store, run, changing, environment),
    ...createNodeActions(store, environment),
    ...createPaneActions(store),
    ...createPictureActions(store, environment),
    ...createPreferenceActions(store),
  };
  return { store, actions, flush: keepUp.flush };
}
