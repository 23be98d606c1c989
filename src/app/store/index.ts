import { useStore } from 'zustand';
import { hasScenarioKey } from '#view';
import { createWorkerClient } from '#worker';
import { createAppStore } from './app-store.ts';
import { keepTheme, keptTheme } from './keep.ts';
import { openStorage } from './browser-storage.ts';
import { createShelf } from './keep-shelf.ts';
import { createTabMemory } from './keep-tab.ts';
import { createChannel } from './tabs-channel.ts';
import { keepPreferences, keptPreferences } from './preferences.ts';
import type { AppState } from './state.ts';

export { isRead, otherEnds, otherOutcomes, type OtherEnd, settingOf, shownChange } from './beside-derive.ts';
export {
  changedVerdicts,
  decidingLines,
  firstProblem,
  hopAt,
  hopDecidedBy,
  hopsDecidedBy,
  hopIndex,
  isOnLine,
  objectOnLine,
  offersPods,
  readingOf,
  staleBecause,
  titleOf,
  viewOf,
} from './derive.ts';
export type { Reading } from './derive.ts';
export type { Actions } from './app-store.ts';
export type { PinnedRun } from './beside.ts';
export type { Began } from './document.ts';
export type { FileText } from './file-gather.ts';
export type { ShareWish } from './share-actions.ts';
export type { Kept, KeptEntry } from './keep.ts';
export { isTextKept } from './keep-actions.ts';
export type { DialogName, EditorTab, InspectorTab, Theme } from './panes.ts';
export { DEPTHS, type Depth } from './preferences.ts';
export { opensNext } from './over.ts';
export type { PictureFilter } from './picture.ts';
export { SPEEDS } from './player.ts';
export { freeName } from '#worker';
export { nameFor } from './request-name.ts';
export { completed, fieldsOf, METHODS, moreOf, OTHERS, sameRequest, wayOf } from './request-text.ts';
export type { LongQuestion } from './run.ts';
export type { Toast } from './safe.ts';
export { asShown } from './shown-text.ts';
export { type SafetyBar, safetyBarOf } from './safe-bar.ts';
export type { AppState } from './state.ts';

const client = createWorkerClient((kind) => app.tellLong(kind));
const storage = openStorage(() => globalThis.localStorage);
const shelf = createShelf(
  openStorage(() => globalThis.indexedDB),
  storage,
);
const tab = createTabMemory(openStorage(() => globalThis.sessionStorage));
const isMaybeFirst = location.hash === '' && tab.remembered() === null;
const fetched = isMaybeFirst ? fetchExample('shop') : null;

const app = createAppStore({
  client,
  shelf,
  tab,
  channel: createChannel(openStorage(() => globalThis.BroadcastChannel)),
  fresh: () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
  example: (name) => (name === 'shop' ? fetched : null) ?? fetchExample(name),
  prefersStill: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  isNarrow: () => matchMedia('(max-width: 820px)').matches,
  now: () => Date.now(),
});

app.actions.setTheme(keptTheme(storage));
app.actions.prefer(keptPreferences(storage));
app.store.subscribe(({ panes, preferences }, before) => {
  if (preferences !== before.preferences) keepPreferences(storage, preferences);
  if (panes.theme !== before.panes.theme) keepTheme(storage, panes.theme);
});

addEventListener('pagehide', app.leave);
addEventListener('pageshow', (event) => {
  if (event.persisted) app.show();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void app.flush();
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
    return hasScenarioKey(text) ? text : null;
  } catch {
    return null;
  }
}
