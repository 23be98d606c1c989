import type { RunEnd } from '#view';

/** What a run came to: sign and sentence. */
export function End({ end }: { readonly end: RunEnd }) {
  return (
    <>
      <b className={`end-sign ${end.good ? 'ok' : 'bad'}`} aria-hidden="true">
        {end.good ? '✓' : '✕'}
      </b>
      {end.sentence}
    </>
  );
}
