import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Question } from '#worker';
import { type BesideActions, createBeside } from './beside-actions.ts';
import { createDocumentActions, type DocumentActions } from './document-actions.ts';
import type { Environment } from './environment.ts';
import { createFileActions, type FileActions } from './file-actions.ts';
import { type Changing, createHistoryActions, type HistoryActions } from './history-actions.ts';
import { createKeepActions, type KeepActions } from './keep-actions.ts';
import { createKeepUp } from './keep-up.ts';
import { createLanguageActions, type LanguageActions } from './language-actions.ts';
import { createNodeActions, type NodeActions } from './node-actions.ts';
import { createOnwardActions, type OnwardActions } from './onward-actions.ts';
import { createPaneActions, type PaneActions } from './pane-actions.ts';
import { createPictureActions, type PictureActions } from './picture-actions.ts';
import { createPlayerActions, type PlayerActions } from './player-actions.ts';
import { createTwinActions, type TwinActions } from './twin-actions.ts';
import { createPreferenceActions, type PreferenceActions } from './preference-actions.ts';
import { createRequestActions, type RequestActions } from './request-actions.ts';
import { createRunActions, type RunActions } from './run-actions.ts';
import { createSettingsActions, type SettingsActions } from './settings-actions.ts';
import { createShareActions, type ShareActions } from './share-actions.ts';
import { type AppState, emptyState } from './state.ts';
import { createSafeActions, createTabs, type SafeActions } from './tabs-actions.ts';

/** Everything that can be done; the only way back from views to the store. */
export interface Actions
  extends DocumentActions,
    FileActions,
    ShareActions,
    HistoryActions,
    KeepActions,
    LanguageActions,
    RequestActions,
    BesideActions,
    SettingsActions,
    RunActions,
    PlayerActions,
    NodeActions,
    OnwardActions,
    PaneActions,
    PictureActions,
    PreferenceActions,
    TwinActions,
    SafeActions {}

export interface AppStore {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
  /** Called with a question that the engine has been at for long, and with `null` when that is over. */
  readonly tellLong: (kind: Question['kind'] | null) => void;
  /** Keeps at once what waits to be kept. */
  readonly flush: () => Promise<void>;
  /** Called when the page goes away, and when it comes back as it was. */
  readonly leave: () => void;
  readonly show: () => void;
}

export function createAppStore(environment: Environment): AppStore {
  const store = createStore<AppState>()(() => emptyState);
  const beside = createBeside(store, environment);
  const runs = createRunActions(store, beside, environment);
  const changing = createHistoryActions(store, runs, environment);
  const run = askingOfNow(runs, changing);
  const { change, undo, redo } = changing;
  const keepUp = createKeepUp(store, environment, (keeping, kept) => {
    const { safe } = store.getState();
    const forgotten = kept.id === safe.forgotten && keeping === 'kept' ? null : safe.forgotten;
    if (safe.keeping !== keeping || safe.forgotten !== forgotten)
      store.setState((state) => ({ ...state, safe: { ...state.safe, keeping, forgotten } }));
  });
  const tabs = createTabs(store, environment, keepUp.again);
  const documents = createDocumentActions(store, changing, environment);
  const actions = {
    ...run,
    change,
    undo,
    redo,
    readChanges: beside.readChanges,
    pin: beside.pin,
    unpin: beside.unpin,
    ...createSettingsActions(store, changing, environment),
    ...documents,
    ...createFileActions(store, documents, environment),
    ...createShareActions(store, environment),
    ...createKeepActions(store, environment, keepUp),
    ...createLanguageActions(environment),
    ...createPlayerActions(store),
    ...createRequestActions(store, run, changing, environment),
    ...createNodeActions(store, environment),
    ...createOnwardActions(store, run),
    ...createPaneActions(store),
    ...createPictureActions(store, environment),
    ...createPreferenceActions(store),
    ...createTwinActions(store, environment),
    ...createSafeActions(store, environment),
  };
  return {
    store,
    actions,
    leave() {
      void keepUp.flush();
      tabs.leave();
    },
    tellLong: (long) => store.setState((state) => ({ ...state, run: { ...state.run, long } })),
    flush: keepUp.flush,
    show: tabs.show,
  };
}

/** What is asked is asked of the text as it stands, also of what was typed just before. */
function askingOfNow(run: RunActions, { ready }: Changing): RunActions {
  return {
    ...run,
    choose: async (name) => {
      await ready();
      await run.choose(name);
    },
    look: async (name) => {
      await ready();
      await run.look(name);
    },
    send: async (request) => {
      await ready();
      await run.send(request);
    },
  };
}
