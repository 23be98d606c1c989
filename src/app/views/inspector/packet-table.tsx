import type { Packet } from '#view';
import { Breakable } from './breakable.tsx';
import { headerRows, type PacketFields, type PacketRow, packetRows } from './packet-rows.ts';

/** Packet fields before and after, changed ones marked; one that stays has one cell for both, and one column where all do. */
export function PacketTable({
  before,
  after,
  fields,
}: {
  readonly before: Packet | null;
  readonly after: Packet | null;
  readonly fields: PacketFields;
}) {
  if (!before && !after) return null;
  const rows = packetRows(before, after, fields);
  const same = before !== null && after !== null && rows.every((row) => !row.changed);
  return (
    <>
      <h3 className="label">{same ? 'Packet, unchanged here' : 'Packet'}</h3>
      <table className="packet-table">
        {same ? null : (
          <thead>
            <tr>
              <th scope="col">field</th>
              <th scope="col">before</th>
              <th scope="col">after</th>
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{row.field}</th>
              {same || stays(row) ? null : <Cell text={row.before} none="not sent yet" />}
              <Cell
                text={row.after}
                none="goes no further"
                changed={row.changed ? 'changed' : 'same'}
                columns={!same && stays(row) ? 2 : 1}
              />
            </tr>
          ))}
        </tbody>
      </table>
      <HeaderTable before={before} after={after} />
    </>
  );
}

/** Headers that a proxy set or changed: the value that goes on, and what it was if it was something. */
function HeaderTable({ before, after }: { readonly before: Packet | null; readonly after: Packet | null }) {
  const rows = headerRows(before, after);
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="label">Headers set here</h3>
      <table className="header-table">
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{row.field}</th>
              <td data-changed="true">
                <Breakable text={row.after ?? ''} />
                {row.before === 'none' ? null : (
                  <span className="quiet">
                    {' '}
                    was <Breakable text={row.before ?? ''} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function stays({ before, after }: PacketRow): boolean {
  return before !== null && before === after;
}

function Cell(props: {
  readonly text: string | null;
  readonly none: string;
  readonly changed?: 'changed' | 'same';
  readonly columns?: 1 | 2;
}) {
  if (props.text === null) return <td className="faint">{props.none}</td>;
  return (
    <td data-changed={props.changed === 'changed'} colSpan={props.columns}>
      <Breakable text={props.text} />
      {props.columns === 2 ? <span className="quiet"> unchanged</span> : null}
      {props.changed === 'changed' ? <span className="visually-hidden"> (changed)</span> : null}
    </td>
  );
}
