import type { ConntrackEntry, NodeInside } from '#view';
import { useHopKey } from './here.ts';
import { Part } from './part.tsx';

/** The connections that this run leaves in the node's conntrack, as `conntrack -L` prints them. */
export function Conntrack({ inside }: { readonly inside: NodeInside }) {
  const key = useHopKey();
  return (
    <Part title="Connections of this run in conntrack" node={inside.node} commands={inside.commands.conntrack}>
      {inside.conntrack.length === 0 ? <p className="quiet">None crosses this node.</p> : null}
      <ul className="node-lines">
        {inside.conntrack.map((entry) => {
          const word = wordFor(entry, key);
          return (
            <li key={`${entry.line ?? ''} ${entry.note}`} data-now={word !== null} data-used={entry.used.length > 0}>
              {entry.line === null ? null : <code>{entry.line}</code>}
              <span className="faint">
                {word === null ? null : <b>{word}: </b>}
                {entry.note}
                {entry.used.length > 0 ? '; the reply is turned back by it' : ''}
              </span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function wordFor({ made, used }: ConntrackEntry, key: string | null): string | null {
  if (key === null) return null;
  if (made.includes(key)) return 'made now';
  return used.includes(key) ? 'used now' : null;
}
