import { actions, shownChange, useApp } from '#store';
import type { Change } from '#view';
import { count } from '#views/common';
import { End } from './run-end.tsx';
import { Parting } from './parting.tsx';

/** Requests that end otherwise since the last edit that changed an end: what was, what is now, and what decided it. */
export function ChangesBox() {
  const changes = useApp((state) => state.beside.changes);
  const shown = useApp((state) => shownChange(state.beside.changes, state.run));
  if (changes.length === 0) return null;
  const others = changes.filter((one) => one !== shown && one.request !== null);
  if (!shown && others.length === 0) return null;
  return (
    <section className="changed-box" aria-label="Changed">
      <h2>{shown ? 'What changed' : 'What changed for other requests'}</h2>
      {shown ? <Shown change={shown} /> : null}
      {others.length > 0 ? (
        <details open={!shown}>
          <summary>{count(others.length, shown ? 'other request' : 'request')} ended otherwise before</summary>
          <ul className="changed-others">
            {others.map((change) => (
              <Other key={change.request} change={change} />
            ))}
          </ul>
        </details>
      ) : null}
      <div className="box-actions">
        {shown ? (
          <button type="button" className="button" onClick={() => void actions.pin({ kind: 'before' })}>
            Compare with before
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => void actions.forgetChanges()}>
          Got it
        </button>
      </div>
    </section>
  );
}

function Shown({ change: { was, now, why } }: { readonly change: Change }) {
  return (
    <dl>
      <dt>was</dt>
      <dd>
        <End end={was} />
        <br />
        {why.was ? <Parting side={why.was} text="other" /> : null}
      </dd>
      <dt>now</dt>
      <dd>
        <End end={now} />
        <br />
        {why.now ? <Parting side={why.now} text="now" /> : null}
      </dd>
    </dl>
  );
}

function Other({ change: { request, was, now } }: { readonly change: Change }) {
  if (request === null) return null;
  return (
    <li>
      <button type="button" className="in-text" onClick={() => void actions.choose(request)}>
        {request}
      </button>
      <span className="visually-hidden">: </span>
      <dl>
        <dt>was</dt>
        <dd>
          <End end={was} />
        </dd>
        <dt>now</dt>
        <dd>
          <End end={now} />
        </dd>
      </dl>
    </li>
  );
}
