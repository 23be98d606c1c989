import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DocumentText, Result } from '#worker';
import { createDocumentActions } from './document-actions.ts';
import { emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import type { Changing } from './history-actions.ts';
import { createRequestActions } from './request-actions.ts';
import type { RunActions } from './run-actions.ts';
import { createSettingsActions } from './settings-actions.ts';
import { type AppState, emptyState } from './state.ts';

/** An engine that appends what is asked of it to the text it is handed, when `answer` is called. */
function started() {
  const store = createStore<AppState>()(() => ({ ...emptyState, document: { ...emptyDocument, id: 'a', rest: '0' } }));
  const waiting: (() => void)[] = [];
  const client = {
    ask: (question: { kind: string; setting?: string; document?: DocumentText; rest?: string }) =>
      new Promise<Result<never>>((resolve) => {
        const { manifests = '', rest = question.rest ?? '' } = question.document ?? {};
        const edited = `${rest} ${question.setting ?? question.kind}`;
        const value: unknown =
          question.kind === 'mend'
            ? `${manifests} mended`
            : question.kind === 'save'
              ? edited
              : { kind: 'edited', rest: edited, show: null };
        waiting.push(() => resolve({ kind: 'done', value } as Result<never>));
      }),
  } as unknown as Environment['client'];
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
  const answer = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      one();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { actions, write, answer, document: () => store.getState().document };
}

const request = { from: 'client', method: 'GET', target: 'http://a/' };

describe('an edit that the engine makes', () => {
  it('of settings, one before the other was answered, takes both', async () => {
    const { actions, answer, document } = started();
    void actions.stateSetting('cni', 'weave');
    void actions.stateSetting('seed', 2);
    await answer();
    expect(document().rest).toBe('0 cni seed');
  });

  it('keeps what is typed while it is awaited', async () => {
    const { actions, answer, document, write } = started();
    void actions.editRequests({ kind: 'delete', name: 'a' });
    write({ rest: '0 typed' });
    await answer();
    void actions.saveRequest(request);
    write({ rest: `${document().rest} more` });
    await answer();
    void actions.mend('samples');
    write({ manifests: 'typed' });
    await answer();
    expect(document()).toMatchObject({ rest: '0 typed edit-requests more save', manifests: 'typed mended' });
  });

  it('does not reach another document that was opened meanwhile', async () => {
    const { actions, answer, document, write } = started();
    void actions.stateSetting('cni', 'weave');
    void actions.editRequests({ kind: 'delete', name: 'a' });
    void actions.saveRequest(request);
    void actions.mend('samples');
    write({ id: 'b', rest: 'other', manifests: 'other' });
    await answer();
    expect(document()).toMatchObject({ rest: 'other', manifests: 'other' });
  });
});
