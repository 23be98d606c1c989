import { createStore, type StoreApi } from 'zustand/vanilla';
import { createDocumentActions, type DocumentActions } from './document-actions.ts';
import type { Environment } from './environment.ts';
import { createPaneActions, type PaneActions } from './pane-actions.ts';
import { createPlayerActions, type PlayerActions } from './player-actions.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { type AppState, emptyState } from './state.ts';

/** Everything that can be done; the only way back from views to the store. */
export interface Actions extends DocumentActions, RunActions, PlayerActions, PaneActions {}

export interface AppStore {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
}

export function createAppStore(environment: Environment): AppStore {
  const store = createStore<AppState>()(() => emptyState);
  const run = createRunActions(store, environment);
  const actions = {
    ...run,
    ...createDocumentActions(store, run, environment),
    ...createPlayerActions(store),
    ...createPaneActions(store),
  };
  return { store, actions };
}
