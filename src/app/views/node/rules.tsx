import type { NodeInside } from '#view';
import { useHopKey } from './here.ts';
import { Part } from './part.tsx';

/** The tables that were read on this node in this run, each with the row that won. */
export function Rules({ inside }: { readonly inside: NodeInside }) {
  const key = useHopKey();
  const rows = inside.stops.flatMap((stop) =>
    stop.steps.flatMap((step) => step.read.map((read) => ({ ...read, stop: stop.label, hop: step.hop }))),
  );
  return (
    <Part title="Tables read, and the row that won" commands={inside.commands.stops}>
      {rows.length === 0 ? (
        <p className="quiet">No table was read here in this run.</p>
      ) : (
        <ul className="node-lines">
          {rows.map((row) => (
            <li
              key={`${row.hop} ${row.table} ${row.row ?? ''}`}
              data-now={row.hop === key}
              data-used="true"
              aria-current={row.hop === key ? 'step' : undefined}
            >
              <span className="faint">
                <b>{row.stop}</b>: {row.table}
              </span>
              {row.row === null ? <span>no row fits</span> : <code>{row.row}</code>}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
