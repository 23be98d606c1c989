import type { ShareContent, Shared } from '#worker';
import { hopAt, hopIndex } from './derive.ts';
import type { Environment } from './environment.ts';
import type { Store } from './state.ts';

/** How a document is to be shared. */
export interface ShareWish {
  readonly secrets: 'removed' | 'kept';
  readonly content: ShareContent;
}

/** Preparing what others get. Nothing is sent. */
export interface ShareActions {
  /** What a link and a file would hold now, at the current request and hop; a sentence where there is none. */
  readonly share: (wish: ShareWish) => Promise<Shared | string | null>;
}

export function createShareActions(store: Store, { client }: Environment): ShareActions {
  return {
    async share(wish) {
      const state = store.getState();
      const { manifests, rest } = state.document;
      const hop = hopAt(state.run.answer, hopIndex(state))?.key ?? null;
      const result = await client.ask({
        kind: 'share',
        document: { manifests, rest },
        asked: state.run.asked,
        hop,
        ...wish,
      });
      if (result.kind === 'superseded') return null;
      return result.kind === 'done' ? result.value : result.sentence;
    },
  };
}
