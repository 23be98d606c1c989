import type { ChipStep, RequestChip } from '#view';
import { outcomeText } from '#views/common';

type Judged = Pick<ChipStep, 'word' | 'status' | 'reason' | 'good' | 'expected'>;

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
export function experienced({ word, status, reason }: Pick<Judged, 'word' | 'status' | 'reason'>): string {
  if (word === null) return 'not sent';
  const text = outcomeText({ word, reason });
  return status === null ? text : `${text} ${status}`;
}

/** All that a chip says, as one sentence for who hears it. */
export function spoken(
  name: string,
  of: Judged,
  was: Pick<RequestChip, 'word' | 'status' | 'reason'> | undefined,
): string {
  if (of.word === null && was === undefined) return name;
  const now = was ? `now ${experienced(of)}, was ${experienced(was)}` : experienced(of);
  return `${name}: ${now}${of.expected === false ? ', not as expected' : ''}`;
}

/** The words of a chip: what came of it where that is not plain delivery, what it was before, and a failed expectation. */
export function Words({
  of,
  was,
}: {
  readonly of: Judged;
  readonly was: Pick<RequestChip, 'word' | 'status' | 'reason'> | undefined;
}) {
  return (
    <>
      {was ? (
        <span className="chip-word changed">
          now {experienced(of)}, was {experienced(was)}
        </span>
      ) : of.good || of.word === null ? null : (
        <span className="chip-word">{experienced(of)}</span>
      )}
      {of.expected === false ? (
        <span className="chip-unexpected">
          <i aria-hidden="true" />
          not as expected
        </span>
      ) : null}
    </>
  );
}
