import { useApp } from '#store';
import { useNarrow } from '#views/common';

/** On a narrow page the verdict in one line above the picture; the inspector with the whole of it stands below. */
export function VerdictLine() {
  const narrow = useNarrow();
  const verdict = useApp((state) => state.run.answer?.verdict ?? null);
  if (!narrow || !verdict) return null;
  return (
    <p className="verdict-line" data-good={verdict.good}>
      <b className={verdict.good ? 'ok' : 'bad'} aria-hidden="true">
        {verdict.good ? '✓' : '✕'}
      </b>{' '}
      {verdict.sentence}
    </p>
  );
}
