import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { ReachTable } from '#view';
import type { Result } from '#worker';
import { reachNames } from './reach-rows.ts';
import { ReachRows } from './reachability-rows.tsx';

/** Who may talk to whom on one port, workload by workload, as policies decide it. */
export function Reachability() {
  const loaded = useApp((state) => state.run.loaded);
  const answer = useApp((state) => state.run.answer);
  const [port, setPort] = useState(() => answer?.trace.receiver?.port ?? 80);
  const [said, setSaid] = useState<Said>({ kind: 'asking' });
  useEffect(() => {
    let wanted = true;
    void actions.reach('TCP', port).then((result) => {
      if (wanted && result.kind !== 'superseded') setSaid(saidBy(result));
    });
    return () => {
      wanted = false;
    };
  }, [port, loaded]);
  return (
    <>
      <label>
        TCP port of the receiving pod{' '}
        <input
          className="field port"
          type="number"
          min={1}
          max={65535}
          value={port}
          onChange={(event) => {
            const value = event.target.valueAsNumber;
            if (value >= 1 && value <= 65535) setPort(value);
          }}
        />
      </label>
      <What said={said} />
      <p className="quiet">What network policies allow, straight to the pod, whether or not anything listens there.</p>
    </>
  );
}

type Said =
  | { readonly kind: 'asking' | 'nothing' }
  | { readonly kind: 'table'; readonly table: ReachTable }
  | { readonly kind: 'failed'; readonly sentence: string };

function saidBy(result: Exclude<Result<ReachTable | null>, { readonly kind: 'superseded' }>): Said {
  if (result.kind === 'failed') return result;
  return result.value === null || result.value.pods.length === 0
    ? { kind: 'nothing' }
    : { kind: 'table', table: result.value };
}

function What({ said }: { readonly said: Said }) {
  switch (said.kind) {
    case 'asking':
      return <p className="quiet">This is being worked out …</p>;
    case 'nothing':
      return <p className="quiet">There are no workloads yet.</p>;
    case 'failed':
      return <p role="alert">This could not be worked out. {said.sentence}</p>;
    case 'table':
      return (
        <>
          <p className="quiet reach-port">
            On {said.table.protocol} port {said.table.port}:
          </p>
          <Table table={said.table} />
        </>
      );
  }
}

/** Few stand in a matrix; of many the receivers are listed, and the matrix opens below. */
function Table({ table }: { readonly table: ReachTable }) {
  if (table.pods.length <= MOST_COLUMNS) return <Matrix table={table} />;
  return (
    <>
      <ReachRows table={table} />
      <details className="about">
        <summary>All as a matrix</summary>
        <p className="quiet">Rows send, columns receive, by the same numbers. It scrolls to the right.</p>
        <Matrix table={table} />
      </details>
    </>
  );
}

const MOST_COLUMNS = 5;

function Matrix({ table }: { readonly table: ReachTable }) {
  const names = reachNames(table.pods);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls both ways, so it has to be reachable by keys
    <fieldset className="matrix" tabIndex={0} aria-label="Reachability">
      <table>
        <thead>
          <tr>
            <th scope="col">from, to</th>
            {table.pods.map((pod, index) => (
              <th scope="col" key={pod} title={pod} aria-label={pod}>
                {index + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.pods.map((from, index) => (
            <tr key={from}>
              <th scope="row" title={from}>
                {index + 1} {names.get(from)}
              </th>
              {(table.rows[from] ?? '').split('').map((cell, at) => (
                <Cell key={table.pods[at] ?? at} cell={cell} label={`${from} to ${table.pods[at] ?? ''}`} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function Cell({ cell, label }: { readonly cell: string; readonly label: string }) {
  const open = cell === '.';
  return (
    <td className={open ? 'ok' : 'bad'} data-open={open} title={`${label}: ${open ? 'may' : 'may not'}`}>
      <span aria-hidden="true">{open ? '✓' : '✕'}</span>
      <span className="visually-hidden">{open ? 'may' : 'may not'}</span>
    </td>
  );
}
