import type { Verdict } from '#view';

export function VerdictBox({ verdict }: { readonly verdict: Verdict }) {
  return (
    <fieldset className="verdict" data-good={verdict.good} aria-label="Verdict">
      <b className={verdict.good ? 'ok' : 'bad'} aria-hidden="true">
        {verdict.good ? '✓' : '✕'}
      </b>
      <div>
        <p>
          <strong>{verdict.sentence}</strong>
        </p>
        {verdict.facts.map((fact) => (
          <p className="quiet" key={fact}>
            {fact}
          </p>
        ))}
      </div>
    </fieldset>
  );
}
