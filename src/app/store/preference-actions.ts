import type { PreferencesSlice } from './preferences.ts';
import type { Store } from './state.ts';

/** Choices that are remembered in this browser. */
export interface PreferenceActions {
  readonly prefer: (change: Partial<PreferencesSlice>) => void;
}

export function createPreferenceActions(store: Store): PreferenceActions {
  return {
    prefer: (change) => store.setState((state) => ({ ...state, preferences: { ...state.preferences, ...change } })),
  };
}
