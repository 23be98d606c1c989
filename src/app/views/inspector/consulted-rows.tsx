import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { TableView } from '#view';
import { Breakable } from './breakable.tsx';
import { isShort, neededWidth } from './consulted-width.ts';
import './consulted.css';

type Row = TableView['rows'][number];

/** The rows of a table side by side under its columns; where these have no room, each row with its fields named. */
export function ConsultedRows({ view, row }: { readonly view: TableView; readonly row: string | null }) {
  const frame = useRef<HTMLFieldSetElement>(null);
  const width = useWidth(frame);
  if (view.rows.length === 0) return null;
  const named = view.columns.some((one) => one !== '') && neededWidth(view) > width;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- may scroll sideways, so it has to be reachable by keys
    <fieldset className="consulted" tabIndex={0} aria-label={view.title} ref={frame}>
      {named ? <NamedRows view={view} row={row} /> : <Columns view={view} row={row} />}
    </fieldset>
  );
}

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => setWidth(element.clientWidth);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, [frame]);
  return width;
}

function Columns({ view, row }: { readonly view: TableView; readonly row: string | null }) {
  const hasNotes = view.rows.some((one) => one.note !== '');
  const hasHead = view.columns.some((one) => one !== '');
  const cells = view.rows[0]?.cells.length ?? 0;
  return (
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
              <td key={index} data-short={isShort(cell)}>
                <Breakable text={cell} />
              </td>
            ))}
            {hasNotes ? <td className="note">{one.note}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NamedRows({ view, row }: { readonly view: TableView; readonly row: string | null }) {
  return (
    <ul className="named-rows">
      {view.rows.map((one) => (
        <li key={one.id} data-won={one.id === row} aria-current={one.id === row ? 'true' : undefined}>
          <dl>
            {fieldsOf(view, one).map(({ name, text }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Breakable text={text} />
                </dd>
              </div>
            ))}
          </dl>
          {one.note === '' ? null : <p className="note">{one.note}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What a row says, field by field; empty cells say nothing. */
function fieldsOf(view: TableView, row: Row): readonly { readonly name: string; readonly text: string }[] {
  return row.cells.flatMap((text, index) => (text === '' ? [] : [{ name: view.columns[index] ?? '', text }]));
}
