import { actions, changedVerdicts, useApp } from '#store';
import type { RequestChip } from '#view';
import { OUTCOME_WORDS } from '#views/common';

/** The scenario's requests, each with its verdict as sign and word, and what it was before the last edit. */
export function RequestChips({ canSave, onSave }: { readonly canSave: boolean; readonly onSave: () => void }) {
  const loaded = useApp((state) => state.run.loaded);
  const before = useApp((state) => state.run.before);
  const asked = useApp((state) => state.run.asked);
  const changed = changedVerdicts(loaded?.requests ?? [], before);
  return (
    <fieldset className="chips" aria-label="Saved requests">
      {loaded?.requests.map((chip) => (
        <button
          type="button"
          className="chip"
          key={chip.name}
          title={`${chip.from}: ${chip.text}`}
          aria-pressed={asked?.kind === 'saved' && asked.name === chip.name}
          onClick={() => void actions.choose(chip.name)}
        >
          <Sign chip={chip} />
          <span className="chip-name">{chip.name}</span>
          <Word chip={chip} was={changed.get(chip.name)} />
        </button>
      ))}
      <button
        type="button"
        className="chip"
        disabled={!canSave}
        title="Keep this request in the scenario"
        onClick={onSave}
      >
        + request
      </button>
    </fieldset>
  );
}

function Sign({ chip }: { readonly chip: RequestChip }) {
  if (chip.word === null) return null;
  return (
    <b className={chip.good ? 'ok' : 'bad'} aria-hidden="true">
      {chip.good ? '✓' : '✕'}
    </b>
  );
}

function Word({ chip, was }: { readonly chip: RequestChip; readonly was: RequestChip['word'] | undefined }) {
  if (chip.word === null) return null;
  const word = OUTCOME_WORDS[chip.word];
  const said = chip.status === null ? word : `${word}, ${chip.status}`;
  const unexpected = chip.expected === false ? <span className="bad">, not as expected</span> : null;
  if (was) {
    return (
      <span className="chip-word changed">
        now {said}, was {OUTCOME_WORDS[was]}
        {unexpected}
      </span>
    );
  }
  return (
    <span className={chip.good && !unexpected ? 'visually-hidden' : 'chip-word'}>
      {chip.good ? `, ${said}` : said}
      {unexpected}
    </span>
  );
}
