import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DocumentText } from '#worker';
import { createDocumentActions } from './document-actions.ts';
import { emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { heldEngine } from './held-engine.fixture.ts';
import type { Changing } from './history-actions.ts';
import { createRequestActions } from './request-actions.ts';
import type { RunActions } from './run-actions.ts';
import { createSettingsActions } from './settings-actions.ts';
import { type AppState, emptyState } from './state.ts';

/** An engine that appends what is asked of it to the text it is handed, when `answer` is called. */
function started() {
  const store = createStore<AppState>()(() => ({ ...emptyState, document: { ...emptyDocument, id: 'a', rest: '0' } }));
  const { client, answerUntil } = heldEngine(
    (question: { kind: string; setting?: string; document?: DocumentText; rest?: string }) => {
      const { manifests = '', rest = question.rest ?? '' } = question.document ?? {};
      const edited = `${rest} ${question.setting ?? question.kind}`;
      if (question.kind === 'mend') return `${manifests} mended`;
      return question.kind === 'save' ? edited : { kind: 'edited', rest: edited, show: null };
    },
  );
  const write = (change: Partial<AppState['document']>) =>
    store.setState((state) => ({ ...state, document: { ...state.document, ...change } }));
  const changing = {
    change: (_label: string, next: Partial<DocumentText>) => Promise.resolve(write(next)),
  } as unknown as Changing;
  const environment = { client } as Environment;
  const actions = {
    ...createSettingsActions(store, changing, environment),
    ...createDocumentActions(store, changing, environment),
    ...createRequestActions(store, {} as RunActions, changing, environment),
  };
  return { actions, write, answerUntil, document: () => store.getState().document };
}

const request = { from: 'client', method: 'GET', target: 'http://a/' };

describe('an edit that the engine makes', () => {
  it('of settings, one before the other was answered, takes both', async () => {
    const { actions, answerUntil, document } = started();
    await answerUntil([actions.stateSetting('cni', 'weave'), actions.stateSetting('seed', 2)]);
    expect(document().rest).toBe('0 cni seed');
  });

  it('keeps what is typed while it is awaited', async () => {
    const { actions, answerUntil, document, write } = started();
    const deleted = actions.editRequests({ kind: 'delete', name: 'a' });
    write({ rest: '0 typed' });
    await answerUntil([deleted]);
    const saved = actions.saveRequest(request);
    write({ rest: `${document().rest} more` });
    await answerUntil([saved]);
    const mended = actions.mend('samples');
    write({ manifests: 'typed' });
    await answerUntil([mended]);
    expect(document()).toMatchObject({ rest: '0 typed edit-requests more save', manifests: 'typed mended' });
  });

  it('does not reach another document that was opened meanwhile', async () => {
    const { actions, answerUntil, document, write } = started();
    const edits = [
      actions.stateSetting('cni', 'weave'),
      actions.editRequests({ kind: 'delete', name: 'a' }),
      actions.saveRequest(request),
      actions.mend('samples'),
    ];
    write({ id: 'b', rest: 'other', manifests: 'other' });
    await answerUntil(edits);
    expect(document()).toMatchObject({ rest: 'other', manifests: 'other' });
  });
});
