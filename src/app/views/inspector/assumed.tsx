import { settingOf, useApp } from '#store';
import type { Answer, Loaded, SettingRow } from '#view';
import './beside.css';
import { controlId, SETTINGS_ID, SettingsForm } from './settings-form.tsx';
import { Tried } from './tried.tsx';

/** What this run took for granted and what else it would come to; then the settings of the cluster. */
export function Assumed() {
  const assumed = useApp((state) => state.run.answer?.trace.assumed);
  const loaded = useApp((state) => state.run.loaded);
  return (
    <>
      {assumed && assumed.length > 0 ? (
        <>
          <p className="quiet">
            The manifests do not say this; the verdict depends on it.{' '}
            <button
              type="button"
              className="in-text"
              onClick={() => {
                const heading = document.getElementById(SETTINGS_ID);
                heading?.scrollIntoView();
                heading?.focus();
              }}
            >
              To the settings
            </button>
          </p>
          <ul className="plain-list assumed">
            {withRows(assumed, loaded).map(({ one, row }) => (
              <li key={one.key}>
                {one.sentence}
                {one.change === '' ? null : <span className="quiet"> {one.change}</span>}
                {row ? (
                  <>
                    {' '}
                    <button
                      type="button"
                      className="in-text"
                      onClick={() => document.getElementById(controlId(row.key))?.focus()}
                    >
                      State<span className="visually-hidden"> {row.key}</span>
                    </button>
                    <Tried row={row} />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="quiet">Nothing on this way was assumed.</p>
      )}
      <SettingsForm rows={loaded?.settings ?? []} />
    </>
  );
}

interface Assuming {
  readonly one: Answer['trace']['assumed'][number];
  /** The setting it is about, at the first assumption about it. */
  readonly row: SettingRow | null;
}

function withRows(assumed: Answer['trace']['assumed'], loaded: Loaded | null): readonly Assuming[] {
  const seen = new Set<string>();
  return assumed.map((one) => {
    const row = settingOf(one, loaded);
    if (row === null || seen.has(row.key)) return { one, row: null };
    seen.add(row.key);
    return { one, row };
  });
}
