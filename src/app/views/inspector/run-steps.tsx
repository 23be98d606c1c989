import { actions, hopIndex, useApp } from '#store';
import { AFTER_THE_REPLY, type Answer } from '#view';
import './distribution.css';

/** The requests of a run that has several, each with what its sender experienced; a click goes to its first hop. */
export function RunSteps({ answer }: { readonly answer: Answer }) {
  const now = useApp(hopIndex);
  const steps = answer.steps ?? [];
  if (steps.length === 0) return null;
  const starts = steps.map(({ first }) => answer.trace.hops.findIndex((hop) => hop.key === first));
  const current = starts.findLastIndex((start) => start !== -1 && start <= now);
  return (
    <section className="run-steps" aria-label="Requests of this run">
      <h2 className="label">One run of {steps.length} requests</h2>
      <ol>
        {steps.map((step, index) => {
          const start = starts[index] ?? -1;
          return (
            <li key={step.path}>
              <button
                type="button"
                disabled={start === -1}
                aria-current={index === current ? 'step' : undefined}
                onClick={() => actions.goTo(start)}
              >
                <b className={step.verdict.good ? 'ok' : 'bad'} aria-hidden="true">
                  {step.verdict.good ? '✓' : '✕'}
                </b>
                <span>
                  {index === 0 ? null : <span className="quiet">then </span>}
                  {step.name}
                  <span className="visually-hidden">: </span>
                  <span className="quiet run-step-end"> {step.verdict.sentence}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className="faint">Each is sent {AFTER_THE_REPLY}. A real program may send it while its caller still waits.</p>
    </section>
  );
}
