import type { NodeStop, Stop } from '#view';
import { useHopKey } from './here.ts';
import { Part } from './part.tsx';

/** The tables that were read on this node for a connection, each with the row that won. */
export function Rules(props: {
  readonly node: string;
  readonly stops: readonly NodeStop[];
  readonly commands: readonly string[];
}) {
  const key = useHopKey();
  const labelOf = (wanted: Stop) => props.stops.find(({ stop }) => stop === wanted)?.label ?? wanted;
  const rows = props.stops.flatMap((stop) =>
    stop.steps.flatMap((step) => step.read.map((read) => ({ ...read, stop: labelOf(read.stop), hop: step.hop }))),
  );
  return (
    <Part title="Tables read, and the row that won" node={props.node} commands={props.commands}>
      {rows.length === 0 ? (
        <p className="quiet">No table was read here.</p>
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
