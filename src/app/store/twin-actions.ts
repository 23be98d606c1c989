import type { TwinText } from '#worker';
import type { Environment } from './environment.ts';
import type { Store } from './state.ts';

/** The run that is shown, as text. */
export interface TwinActions {
  /** Every fact of the run; `null` if nothing was sent, or it is not to be had now. */
  readonly twin: () => Promise<TwinText | null>;
}

export function createTwinActions(store: Store, { client }: Pick<Environment, 'client'>): TwinActions {
  return {
    async twin() {
      const { asked } = store.getState().run;
      if (asked === null) return null;
      const result = await client.ask({ kind: 'twin', asked });
      return result.kind === 'done' ? result.value : null;
    },
  };
}
