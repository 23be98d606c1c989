import type { NodeInside } from '#view';
import type { Environment } from './environment.ts';
import type { Store } from './state.ts';

/** Opening a node and looking into it. */
export interface NodeActions {
  /** Shows the inside of a node; the node that is open closes. */
  readonly openNode: (node: string | null) => void;
  /** What is inside it in the run that is shown; `null` where there is no run or it was overtaken. */
  readonly inside: (node: string) => Promise<NodeInside | null>;
}

export function createNodeActions(store: Store, { client }: Environment): NodeActions {
  return {
    openNode(node) {
      store.setState((state) => ({
        ...state,
        panes: { ...state.panes, node: state.panes.node === node ? null : node },
      }));
    },
    async inside(node) {
      const { asked } = store.getState().run;
      if (asked === null) return null;
      const result = await client.ask({ kind: 'inside', asked, node });
      return result.kind === 'done' ? result.value : null;
    },
  };
}
