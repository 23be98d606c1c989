import { Check, ChoiceField, TextField } from './field.tsx';
import type { FormFields } from './form-fields.ts';

export interface PartProps {
  readonly form: FormFields;
  readonly set: (change: Partial<FormFields>, field: string) => void;
}

type KeysOf<Held> = { [Key in keyof FormFields]: Held extends FormFields[Key] ? Key : never }[keyof FormFields];
type TextKey = KeysOf<string>;
type TruthKey = KeysOf<boolean>;

interface Bound<Key> extends PartProps {
  /** What of the form the control holds. */
  readonly of: Key;
  readonly label: string;
  /** Where the scenario states it: what the reader finds wrong there is said at the control. */
  readonly field: string;
  /** What typing here makes worth judging; `field` itself if it is not said. */
  readonly judges?: string;
}

/** A text of the form. */
export function Text({
  form,
  set,
  of,
  label,
  field,
  judges = field,
  hint,
  ...looks
}: Bound<TextKey> & {
  readonly hint?: string;
  readonly wide?: 'wide';
  readonly numeric?: 'numeric';
}) {
  return (
    <TextField
      label={label}
      field={field}
      {...(hint === undefined ? {} : { hint })}
      {...looks}
      value={form[of]}
      onChange={(text) => set(holding(of, text), judges)}
    />
  );
}

/** One of a few words of the form. */
export function Choice({
  form,
  set,
  of,
  label,
  field,
  judges = field,
  words,
}: Bound<TextKey> & { readonly words: readonly (readonly [value: string, label: string])[] }) {
  return (
    <ChoiceField
      label={label}
      field={field}
      value={form[of]}
      words={words}
      onChange={(word) => set(holding(of, word), judges)}
    />
  );
}

/** A yes or no of the form. */
export function Truth({ form, set, of, label, field, judges = field }: Bound<TruthKey>) {
  return <Check label={label} checked={form[of]} onChange={(checked) => set(holding(of, checked), judges)} />;
}

function holding<Key extends TextKey | TruthKey>(key: Key, held: FormFields[Key]): Pick<FormFields, Key> {
  // TypeScript widens a computed key to `string`.
  return { [key]: held } as Pick<FormFields, Key>;
}
