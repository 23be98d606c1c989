import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { TableRef, TableView } from '#view';
import { count } from '#views/common';

/** The table that was consulted, asked of the engine when it is shown; the row that won is marked. */
export function ConsultedTable({ table, row }: { readonly table: TableRef; readonly row: string | null }) {
  const [view, setView] = useState<TableView | null>(null);
  const answer = useApp((state) => state.run.answer);
  const { kind, at, name } = table;
  useEffect(() => {
    let wanted = true;
    void actions.table({ kind, at, name }, row).then((found) => {
      if (wanted) setView(found);
    });
    return () => {
      wanted = false;
    };
  }, [kind, at, name, row, answer]);
  if (!view) return null;
  const hasNotes = view.rows.some((one) => one.note !== '');
  return (
    <>
      <h3 className="label">{view.title}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, so it has to be reachable by keys */}
      <fieldset className="consulted" tabIndex={0} aria-label={view.title}>
        <table>
          {view.columns.some((one) => one !== '') ? (
            <thead>
              <tr>
                {view.columns.map((column, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- columns have no identity but their place
                  <th scope="col" key={index}>
                    {column}
                  </th>
                ))}
                {hasNotes && view.columns.length <= (view.rows[0]?.cells.length ?? 0) ? (
                  <th scope="col">note</th>
                ) : null}
              </tr>
            </thead>
          ) : null}
          <tbody>
            {view.rows.map((one) => (
              <tr key={one.id} data-won={one.id === row} aria-current={one.id === row ? 'true' : undefined}>
                {one.cells.map((cell, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                  <td key={index} data-long={cell.length > 24}>
                    <code>{cell}</code>
                  </td>
                ))}
                {hasNotes ? <td className="note">{one.note}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </fieldset>
      {view.more > 0 ? <p className="faint">and {count(view.more, 'more row')}</p> : null}
      {row === null ? <p className="faint">{view.rows.length > 0 ? 'No row fits.' : 'It is empty.'}</p> : null}
    </>
  );
}
