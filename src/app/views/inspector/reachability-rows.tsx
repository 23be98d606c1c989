import type { ReachTable } from '#view';
import { type ReachRow, reachRows } from './reach-rows.ts';

/** Receivers as rows with counts, each of which opens: it stays readable where a matrix would not fit. */
export function ReachRows({ table }: { readonly table: ReachTable }) {
  return (
    <ul className="plain-list reach-rows" aria-label="Who may talk to each">
      {reachRows(table).map((row) => (
        <li key={row.ref}>
          <details>
            <summary title={row.ref}>
              <span className="reach-name">{row.name}</span> <Count row={row} />
            </summary>
            <Names word="may" names={row.may} />
            <Names word="may not" names={row.mayNot} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Count({ row: { may, mayNot } }: { readonly row: ReachRow }) {
  const all = may.length + mayNot.length;
  if (mayNot.length === 0) return <span className="ok reach-count">✓ from all {all}</span>;
  if (may.length === 0) return <span className="bad reach-count">✕ from nobody</span>;
  return (
    <span className="reach-count">
      <span className="warn">◐</span> from {may.length} of {all}
    </span>
  );
}

function Names({ word, names }: { readonly word: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="quiet">
      <b className={word === 'may' ? 'ok' : 'bad'}>{word}</b>: {names.join(', ')}
    </p>
  );
}
