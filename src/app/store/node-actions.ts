import type { NodeInside, Selects } from '#view';
import type { Printed, Result } from '#worker';
import type { Environment } from './environment.ts';
import type { Store } from './state.ts';

/** Opening a node and looking into it; seeing what an object selects. */
export interface NodeActions {
  /** Marks what an object selects; `null` marks nothing. */
  readonly showSelects: (ref: string | null) => Promise<void>;
  /** Shows the inside of a node; the node that is open closes. */
  readonly openNode: (node: string | null) => void;
  /** What is inside it in the run that is shown; `null` where there is no run or it was overtaken. */
  readonly inside: (node: string) => Promise<NodeInside | null>;
  /** What a command would print on that node after the run that is shown; `null` where that is not modelled. */
  readonly printed: (node: string, run: string) => Promise<Result<Printed | null>>;
}

export function createNodeActions(store: Store, { client }: Environment): NodeActions {
  const mark = (selects: Selects | null) =>
    store.setState((state) =>
      state.picture.selects === selects ? state : { ...state, picture: { ...state.picture, selects } },
    );
  return {
    async showSelects(ref) {
      if (ref === null) {
        mark(null);
        return;
      }
      const result = await client.ask({ kind: 'selects', ref });
      if (result.kind === 'done' && store.getState().selection.hoveredObject === ref) mark(result.value);
    },
    openNode(node) {
      store.setState((state) => ({
        ...state,
        panes: { ...state.panes, node: state.panes.node === node ? null : node },
      }));
    },
    async printed(node, run) {
      const { asked } = store.getState().run;
      if (asked === null) return { kind: 'superseded' };
      return client.ask({ kind: 'printed', asked, on: `node/${node}`, run });
    },
    async inside(node) {
      const { asked } = store.getState().run;
      if (asked === null) return null;
      const result = await client.ask({ kind: 'inside', asked, node });
      return result.kind === 'done' ? result.value : null;
    },
  };
}
