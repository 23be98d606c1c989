import type { ChipStep, RequestChip } from '#view';
import { OUTCOME_WORDS } from '#views/common';

type Judged = Pick<ChipStep, 'word' | 'status' | 'good' | 'expected'>;

/** What the sender experienced, as a sign; the words stand behind the name. */
export function Sign({ of: { word, good } }: { readonly of: Judged }) {
  if (word === null) return null;
  return (
    <b className={good ? 'ok' : 'bad'} aria-hidden="true">
      {good ? '✓' : '✕'}
    </b>
  );
}

/** What the sender experienced, in words: `delivered 200`, `timed out`. */
export function experienced({ word, status }: Pick<Judged, 'word' | 'status'>): string {
  if (word === null) return 'not sent';
  return status === null ? OUTCOME_WORDS[word] : `${OUTCOME_WORDS[word]} ${status}`;
}

/** The words of a chip: what came of it where that is not plain delivery, what it was before, and a failed expectation. */
export function Words({ of, was }: { readonly of: Judged; readonly was: RequestChip['word'] | undefined }) {
  if (of.word === null && was === undefined) return null;
  return (
    <>
      <span className="visually-hidden">: </span>
      {was ? (
        <span className="chip-word changed">
          now {experienced(of)}, was {OUTCOME_WORDS[was]}
        </span>
      ) : (
        <span className={of.good ? 'visually-hidden' : 'chip-word'}>{experienced(of)}</span>
      )}
      {of.expected === false ? (
        <span className="chip-unexpected">
          <span className="visually-hidden">, </span>
          <i aria-hidden="true" />
          not as expected
        </span>
      ) : null}
    </>
  );
}
