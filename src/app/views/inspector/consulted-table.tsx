import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { TableRef, TableView } from '#view';
import { count } from '#views/common';
import { Breakable } from './breakable.tsx';

const SHORT = 9;

/** The table that was consulted, asked of the engine when it is shown: the row that won alone, or with its neighbours. */
export function ConsultedTable({
  table,
  row,
  rows,
}: {
  readonly table: TableRef;
  readonly row: string | null;
  readonly rows: 'winner' | 'all';
}) {
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
  const shown = rows === 'winner' && row !== null ? view.rows.filter((one) => one.id === row) : view.rows;
  const more = view.rows.length - shown.length + view.more;
  return (
    <>
      <h3 className="label">{view.title}</h3>
      <Rows view={{ ...view, rows: shown }} row={row} />
      {more > 0 ? (
        <p className="faint">
          and {count(more, 'more row')}
          {rows === 'winner' && shown.length < view.rows.length ? (
            <>
              ,{' '}
              <button type="button" className="in-text" onClick={() => actions.prefer({ depth: 'kernel' })}>
                seen at depth kernel
              </button>
            </>
          ) : null}
        </p>
      ) : null}
      {row === null ? <p className="faint">{view.rows.length > 0 ? 'No row fits.' : 'It is empty.'}</p> : null}
    </>
  );
}

function Rows({ view, row }: { readonly view: TableView; readonly row: string | null }) {
  if (view.rows.length === 0) return null;
  const hasNotes = view.rows.some((one) => one.note !== '');
  const hasHead = view.columns.some((one) => one !== '');
  const cells = view.rows[0]?.cells.length ?? 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- may scroll sideways, so it has to be reachable by keys
    <fieldset className="consulted" tabIndex={0} aria-label={view.title}>
      <table>
        {hasHead ? (
          <thead>
            <tr>
              {view.columns.map((column, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- columns have no identity but their place
                <th scope="col" key={index}>
                  {column}
                </th>
              ))}
              {hasNotes && view.columns.length <= cells ? <th scope="col">note</th> : null}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {view.rows.map((one) => (
            <tr key={one.id} data-won={one.id === row} aria-current={one.id === row ? 'true' : undefined}>
              {one.cells.map((cell, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                <td key={index} data-short={cell.length <= SHORT}>
                  <Breakable text={cell} />
                </td>
              ))}
              {hasNotes ? <td className="note">{one.note}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
