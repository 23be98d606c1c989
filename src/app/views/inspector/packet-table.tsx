import type { Packet } from '#view';
import { Breakable } from './breakable.tsx';
import { headerRows, type PacketFields, packetRows } from './packet-rows.ts';

/** Packet fields before and after, changed ones marked; one column where nothing changes. */
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
              {same ? null : <Cell text={row.before} none="not sent yet" />}
              <Cell text={row.after} none="goes no further" changed={row.changed ? 'changed' : 'same'} />
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

function Cell(props: { readonly text: string | null; readonly none: string; readonly changed?: 'changed' | 'same' }) {
  if (props.text === null) return <td className="faint">{props.none}</td>;
  return (
    <td data-changed={props.changed === 'changed'}>
      <Breakable text={props.text} />
      {props.changed === 'changed' ? <span className="visually-hidden"> (changed)</span> : null}
    </td>
  );
}
