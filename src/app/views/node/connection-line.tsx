import { actions } from '#store';
import type { Connection } from './connections.ts';

/** Which of the run's connections is shown, and the way to the others that meet this node. */
export function ConnectionLine(props: {
  readonly connections: readonly Connection[];
  readonly current: Connection | null;
}) {
  const { connections, current } = props;
  const at = current ? connections.indexOf(current) : -1;
  if (!current || connections.length < 2) return null;
  const [before, after] = [connections[at - 1], connections[at + 1]];
  return (
    <p className="connection-line">
      <span>
        Connection {at + 1} of {connections.length} here: <b>{current.label}</b>
      </span>
      <button
        type="button"
        className="button plain"
        disabled={!before}
        aria-label="Connection before"
        onClick={() => before && actions.goTo(before.first)}
      >
        ←
      </button>
      <button
        type="button"
        className="button plain"
        disabled={!after}
        aria-label="Next connection"
        onClick={() => after && actions.goTo(after.first)}
      >
        →
      </button>
    </p>
  );
}
