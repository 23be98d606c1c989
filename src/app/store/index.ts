import { useStore } from 'zustand';
import { createWorkerClient } from '#worker';
import { createAppStore } from './app-store.ts';
import { createShelf, keepTheme, keptTheme } from './keep.ts';
import type { AppState } from './state.ts';

export {
  changedVerdicts,
  decidingLines,
  firstProblem,
  hopAt,
  hopDecidedBy,
  hopIndex,
  isOnLine,
  objectOnLine,
  staleBecause,
  titleOf,
  viewOf,
} from './derive.ts';
export type { Actions } from './app-store.ts';
export type { Kept } from './keep.ts';
export type { EditorTab, InspectorTab, Theme } from './panes.ts';
export { SPEEDS } from './player.ts';
export { completed, fieldsOf, METHODS, OTHERS, sameRequest } from './request-text.ts';
export type { AppState } from './state.ts';

const client = createWorkerClient();
const storage = openStorage();
const shelf = createShelf(storage);
const isFirstVisit = location.hash === '' && shelf.list().length === 0;
const fetched = isFirstVisit ? fetchExample('shop') : null;

const app = createAppStore({
  client,
  shelf,
  example: (name) => (name === 'shop' ? fetched : null) ?? fetchExample(name),
  prefersStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  now: () => Date.now(),
});

app.actions.setTheme(keptTheme(storage));
app.store.subscribe(({ panes }, before) => {
  if (panes.theme !== before.panes.theme) keepTheme(storage, panes.theme);
});

/** The page's one store, for effects that read or follow it outside of rendering. */
export const appStore = app.store;
export const actions = app.actions;

/** A part of the state, followed. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(app.store, select);
}

async function fetchExample(name: string): Promise<string | null> {
  try {
    const response = await fetch(`./gallery/${name}.scenario.yaml`);
    if (!response.ok) return null;
    // Some servers answer with the page itself where there is no such file.
    const text = await response.text();
    return /^hopscope:/m.test(text) ? text : null;
  } catch {
    return null;
  }
}

function openStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
