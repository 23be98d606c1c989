import { actions, useApp } from '#store';

/** A node's name; it opens the node, and closes it again. */
export function InsideButton({ node }: { readonly node: string }) {
  const open = useApp((state) => state.panes.node === node);
  return (
    <button
      type="button"
      className="inside-button"
      aria-expanded={open}
      aria-label={`${node}, look inside`}
      title="Look inside: hooks, routes, interfaces, connections"
      onClick={() => actions.openNode(node)}
    >
      <b>{node}</b>
      <span aria-hidden="true">{open ? '▾' : '▸'}</span>
    </button>
  );
}
