import { createContext, type ReactNode, useContext, useId } from 'react';

/** What is wrong, by field. */
export const Wrong = createContext<ReadonlyMap<string, string>>(new Map());

/** The attributes of a control whose field is wrong. */
export interface FieldHook {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A label, a control, and the sentence for what is wrong with it. */
export function Field({
  label,
  field,
  hint,
  wide,
  children,
}: {
  readonly label: string;
  readonly field: string;
  readonly hint?: string;
  readonly wide?: 'wide';
  readonly children: (hook: FieldHook) => ReactNode;
}) {
  const id = useId();
  const sentence = useContext(Wrong).get(field);
  return (
    <div className="form-field" data-wide={wide}>
      <label htmlFor={id}>
        {label}
        {hint === undefined ? null : <span className="faint"> {hint}</span>}
      </label>
      {children({
        id,
        'aria-invalid': sentence !== undefined,
        'aria-describedby': sentence === undefined ? undefined : `${id}-wrong`,
      })}
      <WrongSentence id={`${id}-wrong`} sentence={sentence} />
    </div>
  );
}

export function WrongSentence({ id, sentence }: { readonly id: string; readonly sentence: string | undefined }) {
  if (sentence === undefined) return null;
  return (
    <p className="form-wrong" id={id}>
      <b aria-hidden="true">✕ </b>
      {sentence}
    </p>
  );
}

/** A field of one line of text. */
export function TextField({
  label,
  field,
  hint,
  value,
  wide,
  numeric,
  onChange,
}: {
  readonly label: string;
  readonly field: string;
  readonly hint?: string;
  readonly value: string;
  readonly wide?: 'wide';
  readonly numeric?: 'numeric';
  readonly onChange: (text: string) => void;
}) {
  return (
    <Field
      label={label}
      field={field}
      {...(hint === undefined ? {} : { hint })}
      {...(wide === undefined ? {} : { wide })}
    >
      {(hook) => (
        <input
          {...hook}
          className="field mono"
          inputMode={numeric}
          spellCheck={false}
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A field with a few words to choose from; one that is none of them stays. */
export function ChoiceField({
  label,
  field,
  value,
  words,
  onChange,
}: {
  readonly label: string;
  readonly field: string;
  readonly value: string;
  readonly words: readonly (readonly [value: string, label: string])[];
  readonly onChange: (word: string) => void;
}) {
  const known = words.some(([word]) => word === value);
  return (
    <Field label={label} field={field}>
      {(hook) => (
        <select {...hook} className="field" value={value} onChange={(event) => onChange(event.target.value)}>
          {known ? null : <option value={value}>{value}</option>}
          {words.map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Check({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="form-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
