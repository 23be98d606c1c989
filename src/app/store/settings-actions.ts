import { editOfNow } from './edit-of-now.ts';
import type { Environment } from './environment.ts';
import type { HistoryActions } from './history-actions.ts';
import type { Store } from './state.ts';

/** Stating the settings of the cluster. */
export interface SettingsActions {
  /**
   * States a setting in the scenario (a choice by its id, or a number), or leaves it to be assumed with `null`: one step
   * that undo takes back. The sentence that says why it cannot be, where it cannot.
   */
  readonly stateSetting: (setting: string, to: string | number | null) => Promise<string | null>;
}

export function createSettingsActions(
  store: Store,
  { change }: Pick<HistoryActions, 'change'>,
  { client }: Pick<Environment, 'client'>,
): SettingsActions {
  return {
    async stateSetting(setting, to) {
      const result = await editOfNow(store, ({ rest }) => client.ask({ kind: 'state', rest, setting, to }));
      if (result.kind === 'failed') return result.sentence;
      if (result.kind === 'superseded') return null;
      if (result.value.kind === 'refused') return result.value.sentence;
      await change(`setting ${setting}: ${to === null ? 'not stated' : String(to)}`, { rest: result.value.rest });
      return null;
    },
  };
}
