import { useContext, useId, useRef } from 'react';
import { METHODS, OTHERS } from '#store';
import type { PartProps } from './bound-fields.tsx';
import { Wrong, WrongSentence } from './field.tsx';
import { type ThenRow, withStep } from './then-steps.ts';

const WORDS = [...METHODS, ...OTHERS, 'gRPC'];

/** What the receiver sends in turn: a row for each step, in their order. */
export function ThenFields({ form, set }: PartProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const wrong = useContext(Wrong);
  const id = useId();
  const change = (then: readonly ThenRow[]) => set({ then }, 'then');
  /** A row that has just come is not wrong yet. */
  const changeRows = (then: readonly ThenRow[]) => set({ then }, 'steps');
  const focus = (selector: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(selector)?.focus());
  const add = () => {
    changeRows(withStep(form.then));
    focus(`.form-step:nth-of-type(${form.then.length + 1}) .form-step-target`);
  };
  const remove = (index: number) => {
    changeRows(form.then.toSpliced(index, 1));
    focus('[data-add]');
  };
  return (
    <fieldset className="form-headers" ref={list}>
      <legend className="visually-hidden">What its receiver sends in turn</legend>
      {form.then.map((row, index) => {
        const sentence = sentenceAt(wrong, index);
        const hook = {
          'aria-invalid': sentence !== undefined,
          'aria-describedby': sentence === undefined ? undefined : `${id}-${index}`,
        };
        const edit = (next: Partial<ThenRow>) => change(form.then.with(index, { ...row, ...next }));
        return (
          // Rows are known by their place: two may be alike while they are typed.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="form-step" key={index}>
            <input
              {...hook}
              className="field"
              aria-label={`Name of step ${index + 1}`}
              value={row.name}
              onChange={(event) => edit({ name: event.target.value })}
            />
            <select
              className="field"
              aria-label={`How step ${index + 1} is sent`}
              value={row.method}
              onChange={(event) => edit({ method: event.target.value })}
            >
              {WORDS.includes(row.method) ? null : <option value={row.method}>{row.method}</option>}
              {WORDS.map((word) => (
                <option key={word} value={word}>
                  {word}
                </option>
              ))}
            </select>
            <input
              {...hook}
              className="field mono form-step-target"
              aria-label={`Where step ${index + 1} is sent to`}
              placeholder={placeholderOf(row.method)}
              spellCheck={false}
              autoComplete="off"
              value={row.target}
              onChange={(event) => edit({ target: event.target.value })}
            />
            <button
              type="button"
              className="button plain square"
              aria-label={`Remove step ${row.name === '' ? index + 1 : row.name}`}
              onClick={() => remove(index)}
            >
              <span aria-hidden="true">✕</span>
            </button>
            <WrongSentence id={`${id}-${index}`} sentence={sentence} />
          </div>
        );
      })}
      <button type="button" className="button" data-add="step" onClick={add}>
        Add a step
      </button>
      {form.then.length === 0 ? null : (
        <p className="faint">
          Each is sent when the reply to the one before is back. Headers and more stay as they are.
        </p>
      )}
    </fieldset>
  );
}

/** The form’s own word on a row, else what the scenario’s reader says of a field of that step. */
function sentenceAt(wrong: ReadonlyMap<string, string>, index: number): string | undefined {
  const own = wrong.get(`then ${index}`);
  if (own !== undefined) return own;
  return [...wrong].find(([field]) => field.startsWith(`then.${index}.`))?.[1];
}

function placeholderOf(method: string): string {
  switch (method) {
    case 'DNS':
      return 'web.shop A';
    case 'gRPC':
      return 'http://cart:7070 shop.Cart/Add';
    case 'ICMP':
      return 'pod/shop/web';
    case 'TCP':
    case 'UDP':
    case 'SCTP':
      return 'db:5432';
    default:
      return 'http://cart/';
  }
}
