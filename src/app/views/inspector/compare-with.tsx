import { actions, type PinnedRun, shownChange, useApp } from '#store';
import type { SettingRow } from '#view';

const SHOWN = 'shown';
const BEFORE = 'before';

/** Chooses the run that is laid beside the shown one, and lets it go. */
export function CompareWith() {
  const loaded = useApp((state) => state.run.loaded);
  const asked = useApp((state) => state.run.asked);
  const pinned = useApp((state) => state.beside.pinned);
  const changed = useApp((state) => shownChange(state.beside, state.run));
  const chosen = pinned === null ? '' : valueOf(pinned.of);
  const names = (loaded?.requests ?? [])
    .map(({ name }) => name)
    .filter((name) => asked?.kind !== 'saved' || asked.name !== name);
  return (
    <div className="compare-with">
      <label>
        Compare with
        <select className="field" value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="">Choose a run …</option>
          <option value={SHOWN}>this run, kept while you change things</option>
          {changed ? <option value={BEFORE}>this request before the last change</option> : null}
          {names.length > 0 ? (
            <optgroup label="Other requests">
              {names.map((name) => (
                <option key={name} value={`saved ${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          ) : null}
          {pinned && !isListed(chosen, names, loaded?.settings ?? [], changed ? [SHOWN, BEFORE] : [SHOWN]) ? (
            <option value={chosen}>{pinned.title}</option>
          ) : null}
          <Settings rows={loaded?.settings ?? []} />
        </select>
      </label>
      {pinned ? (
        <button type="button" className="button" onClick={() => actions.unpin()}>
          Let go
        </button>
      ) : null}
    </div>
  );
}

function Settings({ rows }: { readonly rows: readonly SettingRow[] }) {
  return rows
    .filter(({ tries }) => tries.length > 0)
    .map((row) => (
      <optgroup key={row.key} label={`This request with ${row.key}`}>
        {row.tries.map((choice) => (
          <option key={choice} value={`setting ${row.key} ${choice}`}>
            {row.key} {choice}
          </option>
        ))}
      </optgroup>
    ));
}

function isListed(
  value: string,
  names: readonly string[],
  rows: readonly SettingRow[],
  fixed: readonly string[],
): boolean {
  return [
    ...fixed,
    ...names.map((name) => `saved ${name}`),
    ...rows.flatMap(({ key, tries }) => tries.map((choice) => `setting ${key} ${choice}`)),
  ].includes(value);
}

/** The entry of the list for a run. */
function valueOf(of: PinnedRun['of']): string {
  switch (of.kind) {
    case 'shown':
    case 'before':
      return of.kind;
    case 'saved':
      return `saved ${of.name}`;
    case 'setting':
      return `setting ${of.setting} ${of.choice}`;
  }
}

function choose(value: string): void {
  if (value === '') return;
  if (value === SHOWN || value === BEFORE) {
    void actions.pin({ kind: value });
    return;
  }
  const [kind = '', first = ''] = value.split(' ');
  const rest = value.slice(kind.length + 1);
  if (kind === 'saved') void actions.pin({ kind, name: rest });
  else void actions.pin({ kind: 'setting', setting: first, choice: rest.slice(first.length + 1) });
}
