import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { TableRef, TableView } from '#view';
import { count } from '#views/common';
import { ConsultedRows } from './consulted-rows.tsx';

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
      <ConsultedRows view={{ ...view, rows: shown }} row={row} />
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
