import type { DocumentSlice } from './document.ts';
import type { Environment } from './environment.ts';
import type { AppState } from './state.ts';
import { asCopy, copiedIfSuperseded } from './tabs-copy.ts';
import { heard, type TabMessage } from './tabs.ts';

/** Going on with a document that is open in more than one tab, and closing what was said. */
export interface SafeActions {
  /** Makes the open document one of its own, beside that of the other tab. */
  readonly makeCopy: () => void;
  readonly closeSafetyBar: (key: string) => void;
  readonly closeToast: () => void;
}

interface Followed {
  getState(): AppState;
  setState(change: (state: AppState) => AppState): void;
  subscribe(listener: (state: AppState, before: AppState) => void): () => void;
}

/** Tells the other tabs which document is shown here, and listens to them. */
export function createTabs(
  store: Followed,
  { channel, fresh }: Environment,
  keepAgain: () => void,
): { readonly leave: () => void; readonly show: () => void } {
  const tab = fresh();
  const post = ({ id, from }: DocumentSlice, wants: 'answers' | 'nothing') => {
    if (id !== '')
      channel.post({ kind: 'shows', tab, document: id, state: from === 'own' ? 'edited' : 'only-shown', wants });
  };

  store.subscribe(({ document }, before) => {
    const isReadAgain = document !== before.document && document.from === 'kept';
    if (document.id !== before.document.id || isReadAgain) post(document, 'answers');
    else if (document.from !== before.document.from) post(document, 'nothing');
  });
  channel.listen((message: TabMessage) => {
    const { document } = store.getState();
    store.setState((state) =>
      copiedIfSuperseded({ ...state, tabs: heard(state.tabs, message, tab, state.document) }, fresh),
    );
    if (message.kind === 'left') return;
    if (message.wants === 'answers') post(store.getState().document, 'nothing');
    const isContested = message.state === 'edited' && message.document === document.id && document.from === 'own';
    if (isContested && tab < message.tab) {
      post(document, 'nothing');
      keepAgain();
    }
  });
  return { leave: () => channel.post({ kind: 'left', tab }), show: () => post(store.getState().document, 'answers') };
}

export function createSafeActions(store: Followed, { fresh }: Environment): SafeActions {
  return {
    makeCopy: () =>
      store.setState((state) => ({ ...asCopy(state, fresh()), safe: { ...state.safe, toast: { kind: 'copied' } } })),
    closeSafetyBar: (key) =>
      store.setState((state) => ({ ...state, safe: { ...state.safe, closed: [...state.safe.closed, key] } })),
    closeToast: () => store.setState((state) => ({ ...state, safe: { ...state.safe, toast: null } })),
  };
}
