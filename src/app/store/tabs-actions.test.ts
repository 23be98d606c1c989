import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type DocumentSlice, emptyDocument } from './document.ts';
import type { Environment } from './environment.ts';
import { type AppState, emptyState } from './state.ts';
import { createTabs } from './tabs-actions.ts';
import type { TabMessage } from './tabs.ts';

/** Tabs over one channel, whose messages arrive when `deliver` is called. */
function tabs(...names: readonly string[]) {
  const listeners = new Map<string, (message: TabMessage) => void>();
  const underway: TabMessage[] = [];
  const again: string[] = [];
  const open = (name: string) => {
    const store = createStore<AppState>()(() => emptyState);
    let fresh = 0;
    const environment = {
      fresh: () => (fresh++ === 0 ? name : `copy-of-${name}`),
      channel: {
        post: (message: TabMessage) => void underway.push(message),
        listen: (listener: (message: TabMessage) => void) => void listeners.set(name, listener),
      },
    } as unknown as Environment;
    const { leave } = createTabs(store, environment, () => again.push(name));
    const show = (document: Partial<DocumentSlice>) =>
      store.setState((state) => ({ ...state, document: { ...state.document, ...document } }));
    return { store, show, leave, document: () => store.getState().document };
  };
  const deliver = () => {
    for (let message = underway.shift(); message; message = underway.shift()) {
      for (const [name, listener] of listeners) if (name !== message.tab) listener(message);
    }
  };
  return { opened: names.map(open), deliver, again };
}

const kept = { ...emptyDocument, id: 'doc', from: 'kept' } as const;

describe('tabs that show one document', () => {
  it('know of each other, whichever came first, until one leaves', () => {
    const { opened, deliver } = tabs('a', 'b');
    for (const tab of opened) {
      tab.show(kept);
      deliver();
    }
    expect(opened.map(({ store }) => store.getState().tabs.others.map((one) => one.tab))).toEqual([['b'], ['a']]);
    opened[0]?.leave();
    deliver();
    expect(opened[1]?.store.getState().tabs.others).toEqual([]);
  });

  it('learn which of them edited it', () => {
    const { opened, deliver } = tabs('a', 'b');
    for (const tab of opened) tab.show(kept);
    opened[0]?.show({ from: 'own' });
    deliver();
    expect(opened.map(({ store }) => store.getState().tabs.superseded)).toEqual([[], ['doc']]);
  });

  it('that edit it in the same moment part: one keeps its name and is kept again, the other is a copy', () => {
    const { opened, deliver, again } = tabs('a', 'b');
    for (const tab of opened) tab.show(kept);
    deliver();
    for (const tab of opened) tab.show({ from: 'own' });
    deliver();
    expect(opened.map((tab) => tab.document().id)).toEqual(['doc', 'copy-of-b']);
    expect(again).toContain('a');
    expect(again).not.toContain('b');
  });
});
