import { actions, isRead, shownChange, useApp } from '#store';
import type { Change } from '#view';
import type { TypedRequest } from '#worker';
import { count } from '#views/common';
import { End } from './run-end.tsx';
import { Parting } from './parting.tsx';

/**
 * Requests that end otherwise since the last edit that changed an end: in full what the shown one was, what it is now and
 * what decided it; the others on one line that opens.
 */
export function ChangesBox() {
  const { changes, typed } = useApp((state) => state.beside);
  const shown = useApp((state) => shownChange(state.beside, state.run));
  const others = changes.filter((one) => one !== shown);
  const read = useApp((state) => isRead(state.beside));
  if (changes.length === 0 || read) return null;
  return (
    <section className="changed-box" aria-label="Changed">
      {shown ? (
        <>
          <h2>What changed</h2>
          <Shown change={shown} />
        </>
      ) : null}
      {others.length > 0 ? (
        <details>
          <summary>
            {count(others.length, shown ? 'other request' : 'request')} ended otherwise before the last change
          </summary>
          <ul className="changed-others">
            {others.map((change) => (
              <Other key={change.request} change={change} typed={typed} />
            ))}
          </ul>
          {shown ? null : <Read />}
        </details>
      ) : null}
      {shown ? (
        <div className="box-actions">
          <button type="button" className="button" onClick={() => void actions.pin({ kind: 'before' })}>
            Compare with before
          </button>
          <Read />
        </div>
      ) : null}
    </section>
  );
}

function Read() {
  return (
    <button type="button" className="button" onClick={() => actions.readChanges()}>
      Got it
    </button>
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

function Other({
  change: { request, was, now },
  typed,
}: {
  readonly change: Change;
  readonly typed: TypedRequest | null;
}) {
  const name = request ?? (typed ? `${typed.method} ${typed.target}` : null);
  if (name === null) return null;
  const show = () => {
    if (request !== null) void actions.choose(request);
    else if (typed) void actions.send(typed);
  };
  return (
    <li>
      <button type="button" className="in-text" onClick={show}>
        {name}
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
