import type { Onward, RequestFields } from '#view';
import type { TypedRequest } from '#worker';
import { fieldsOf } from './request-text.ts';
import type { RunActions } from './run-actions.ts';
import type { Store } from './state.ts';

/** Going on from where a run has arrived. */
export interface OnwardActions {
  /** Sends the shown request once more with another one behind it, as one run, and goes to where that one begins. */
  readonly goOn: (onward: Onward) => Promise<void>;
}

export function createOnwardActions(store: Store, run: RunActions): OnwardActions {
  return {
    async goOn(onward) {
      const shown = shownRequest(store);
      if (!shown) return;
      const then = followedBy(shown.more?.then ?? [], onward.request);
      await run.send({ ...shown, more: { ...shown.more, then } });
      const { answer } = store.getState().run;
      const first = answer?.steps?.at(-1)?.first;
      const index = answer?.trace.hops.findIndex(({ key }) => key === first) ?? -1;
      if (index > 0) store.setState((state) => ({ ...state, player: { ...state.player, t: index } }));
    },
  };
}

function shownRequest(store: Store): TypedRequest | null {
  const { asked, loaded } = store.getState().run;
  if (asked?.kind === 'typed') return asked.request;
  const chip = loaded?.requests.find(({ name }) => name === asked?.name);
  if (!chip) return null;
  const fields = fieldsOf(chip);
  const { then } = chip.more ?? {};
  return then === undefined ? fields : { ...fields, more: { ...fields.more, then } };
}

/** What follows the last request of a chain, however deep that is. */
export function followedBy(then: readonly RequestFields[], step: RequestFields): readonly RequestFields[] {
  const last = then.at(-1);
  if (last === undefined) return [step];
  return [...then.slice(0, -1), { ...last, then: followedBy(last.then ?? [], step) }];
}
