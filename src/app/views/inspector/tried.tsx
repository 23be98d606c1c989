import { Fragment } from 'react';
import { actions, otherEnds, useApp } from '#store';
import type { SettingRow } from '#view';
import { Along, OtherEndText } from './other-ends.tsx';

const LEFT = {
  trying: 'Other values are being tried …',
  all: 'Other values could not be tried.',
  stopped: 'Other values are not tried: the cluster is large.',
} as const;

/** What the other values of a setting make of the request: which end otherwise, which only go another way, and which change nothing. */
export function Tried({ row }: { readonly row: SettingRow }) {
  const all = useApp((state) => state.beside.others);
  const trying = useApp((state) => state.beside.trying);
  if (row.tries.length === 0 || row.origin === 'stated') return null;
  const others = all.filter(({ setting }) => setting === row.key);
  const ends = otherEnds(others);
  const same = others.flatMap((one) => (one.kind === 'same' && one.way === 'same' ? [one.choice.id] : []));
  const detours = others.flatMap((one) => (one.kind === 'same' && one.way === 'differs' ? [one] : []));
  const unknown = others.filter(({ kind }) => kind === 'notModelled').map(({ choice }) => choice.id);
  const left = row.tries.length - others.length;
  return (
    <>
      {ends.map((end) => (
        <span className="tried" key={end.choices[0]?.id}>
          <OtherEndText end={end} />
        </span>
      ))}
      {same.length > 0 ? (
        <span className="tried quiet">
          {same.length === row.tries.length
            ? `No other value changes this request: tried ${row.key} ${same.join(', ')}.`
            : `The same with ${row.key} ${same.join(', ')}.`}
        </span>
      ) : null}
      {detours.length > 0 ? (
        <span className="tried quiet">
          With another {row.key} the outcome stays, the way there differs: compare with{' '}
          {detours.map(({ choice: { id: choice }, along }, index) => (
            <Fragment key={choice}>
              {index === 0 ? null : ', '}
              <button
                type="button"
                className="in-text"
                onClick={() => void actions.pin({ kind: 'setting', setting: row.key, choice })}
              >
                <span className="visually-hidden">Compare with {row.key} </span>
                {choice}
              </button>
              <Along along={along} />
            </Fragment>
          ))}
          .
        </span>
      ) : null}
      {unknown.length > 0 ? (
        <span className="tried quiet">
          What{' '}
          {unknown.map((choice, index) => (
            <Fragment key={choice}>
              {index === 0 ? null : ' or '}
              <code>
                {row.key} {choice}
              </code>
            </Fragment>
          ))}{' '}
          makes of this request is not known here.
        </span>
      ) : null}
      {left > 0 ? <span className="tried quiet">{LEFT[trying]}</span> : null}
    </>
  );
}
