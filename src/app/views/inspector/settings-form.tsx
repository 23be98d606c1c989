import { useState } from 'react';
import { actions } from '#store';
import type { SettingRow } from '#view';

const ORIGINS: Readonly<Record<SettingRow['origin'], string>> = {
  assumed: 'assumed',
  stated: 'stated',
  manifests: 'from the manifests',
};

/** The heading, to go to. */
export const SETTINGS_ID = 'settings-of-the-cluster';

/** The control of a setting, to go to. */
export function controlId(key: string): string {
  return `control-${key}`;
}

/** Every setting of the cluster: what is in force, who said so, and a control to state another value or none. */
export function SettingsForm({ rows }: { readonly rows: readonly SettingRow[] }) {
  const [refused, setRefused] = useState<string | null>(null);
  if (rows.length === 0) return null;
  const state = (key: string, to: string | number | null) => {
    void actions.stateSetting(key, to).then(setRefused);
  };
  const inForm = rows.filter(({ control }) => control.kind !== 'text');
  const inText = rows.filter(({ control }) => control.kind === 'text');
  return (
    <section aria-label="Settings of the cluster">
      <h2 className="label" id={SETTINGS_ID} tabIndex={-1}>
        Settings of the cluster
      </h2>
      {refused === null ? null : <p role="alert">{refused}</p>}
      <ul className="settings-form">
        {inForm.map((row) => (
          <li key={row.key}>
            <Name row={row} />
            <Control row={row} onState={(to) => state(row.key, to)} />
            {row.note === null ? null : <span className="setting-note faint">{row.note}</span>}
          </li>
        ))}
      </ul>
      <h2 className="label">
        Set in the{' '}
        <button type="button" className="in-text" onClick={() => actions.showEditor('scenario')}>
          Scenario text
        </button>
      </h2>
      <ul className="settings-form">
        {inText.map((row) => (
          <li key={row.key}>
            <Name row={row} />
            <span>
              <code>{row.value}</code> <span className="faint">{ORIGINS[row.origin]}</span>
            </span>
            {row.note === null ? null : <span className="setting-note faint">{row.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Name({ row }: { readonly row: SettingRow }) {
  const [top, inner] = row.key.split('.');
  return (
    <span id={`setting-${row.key}`}>
      {row.label}{' '}
      <code className="setting-key">
        {top}
        {inner === undefined ? null : (
          <>
            .<wbr />
            {inner}
          </>
        )}
      </code>
    </span>
  );
}

function Control({
  row,
  onState,
}: {
  readonly row: SettingRow;
  readonly onState: (to: string | number | null) => void;
}) {
  switch (row.control.kind) {
    case 'choice':
      return <Choices row={row} control={row.control} onState={onState} />;
    case 'number':
      return <NumberField key={`${row.origin} ${row.value}`} row={row} control={row.control} onState={onState} />;
    case 'text':
      return <code>{row.value}</code>;
  }
}

type ControlOf<K extends SettingRow['control']['kind']> = Extract<SettingRow['control'], { readonly kind: K }>;

/** The first choice leaves the setting to be assumed, or to the manifests. A value that only the text can state stays there. */
function Choices({
  row,
  control,
  onState,
}: {
  readonly row: SettingRow;
  readonly control: ControlOf<'choice'>;
  readonly onState: (to: string | null) => void;
}) {
  const isOther = row.origin === 'stated' && control.chosen === null;
  const value = isOther ? OTHER : (control.chosen ?? '');
  const label = control.choices.find(({ id }) => id === row.value)?.label ?? row.value;
  return (
    <select
      id={controlId(row.key)}
      className="field"
      aria-labelledby={`setting-${row.key}`}
      value={value}
      onChange={(event) => {
        if (event.target.value !== OTHER) onState(event.target.value === '' ? null : event.target.value);
      }}
    >
      <option value="">{row.origin === 'stated' ? 'not stated' : `${label}, ${ORIGINS[row.origin]}`}</option>
      {isOther ? <option value={OTHER}>{row.value}, in the text</option> : null}
      {control.choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

const OTHER = '\u0000other';

/** Stated when the field is left or Enter is pressed; emptied, it is assumed again. */
function NumberField({
  row,
  control,
  onState,
}: {
  readonly row: SettingRow;
  readonly control: ControlOf<'number'>;
  readonly onState: (to: number | null) => void;
}) {
  const [text, setText] = useState(control.stated === null ? '' : String(control.stated));
  const commit = () => {
    const wanted = text.trim() === '' ? null : Number(text);
    if (wanted !== control.stated) onState(wanted);
  };
  return (
    <input
      id={controlId(row.key)}
      className="field"
      type="number"
      inputMode="numeric"
      min={control.least}
      max={control.most}
      aria-labelledby={`setting-${row.key}`}
      placeholder={control.stated === null ? `${row.value}, ${ORIGINS[row.origin]}` : ''}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
