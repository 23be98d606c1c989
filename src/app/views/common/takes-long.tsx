import type { LongQuestion } from '#store';

/** What the engine has been at for long, and a way to stop it; nothing else waits for it. */
export function TakesLong({
  question,
  onStop,
}: {
  readonly question: LongQuestion | null;
  readonly onStop: () => void;
}) {
  const sentence = question === null ? undefined : SENTENCES[question];
  return (
    <div aria-live="polite">
      {sentence === undefined ? null : (
        <div className="takes-long">
          <p>{sentence}</p>
          <button type="button" className="button" onClick={onStop}>
            Stop
          </button>
        </div>
      )}
    </div>
  );
}

/** Other settings are tried when nobody asks, and give way by themselves. */
const SENTENCES: Readonly<Partial<Record<LongQuestion, string>>> = {
  share: 'Making the link takes long.',
  changes: 'Finding out what changed takes long.',
  run: 'The run to compare with takes long.',
  ways: 'The ways of all requests take long.',
  reach: 'Who may talk to whom takes long to find out.',
  twin: 'The run as text takes long.',
  mend: 'The edit takes long to make.',
};
