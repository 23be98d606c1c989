import { type ClipboardEvent, type FormEvent, useId } from 'react';
import { actions, appStore, completed, fieldsOf, METHODS, moreOf, OTHERS, sameRequest, useApp } from '#store';
import { isCommandLine } from '#view';
import { SenderSelect } from '#views/common';
import { RequestChips } from './request-chips.tsx';
import { Said } from './said.tsx';
import './request-bar.css';

/** Who sends what to where, as in a browser's bar; and the scenario's requests as chips. */
export function RequestBar() {
  const loaded = useApp((state) => state.run.loaded);
  const refused = useApp((state) => state.run.refused);
  const fields = useApp((state) => state.run.draft);
  const targets = useId();
  const complaintId = useId();

  const saved = loaded?.requests.find((one) => sameRequest(fieldsOf(one), completed(fields)));
  const more = moreOf(fields);
  const methods = [...METHODS, ...OTHERS, ...([...METHODS, ...OTHERS].includes(fields.method) ? [] : [fields.method])];

  const paste = (event: ClipboardEvent) => {
    const line = event.clipboardData.getData('text');
    if (!isCommandLine(line)) return;
    event.preventDefault();
    void actions.readCommand(line);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isCommandLine(fields.target)) {
      void actions.readCommand(fields.target).then((whole) => {
        if (whole) void actions.send(appStore.getState().run.draft);
      });
    } else if (saved) void actions.choose(saved.name);
    else void actions.send(fields);
  };

  return (
    <section className="request-bar" aria-label="Request">
      <form onSubmit={send}>
        <div className="from">
          <label className="quiet" htmlFor="request-from">
            From
          </label>
          <SenderSelect
            senders={loaded?.senders}
            more={loaded?.moreSenders}
            id="request-from"
            value={fields.from}
            onChange={(from) => actions.editDraft({ from })}
          />
        </div>
        <select
          className="field mono"
          aria-label="Method or protocol"
          value={fields.method}
          onChange={(event) => actions.editDraft({ method: event.target.value })}
        >
          {methods.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <input
          id="request-target"
          className="field mono target"
          aria-label="URL, name or address"
          aria-invalid={refused !== null}
          aria-describedby={refused === null ? undefined : complaintId}
          title={moreText(loaded?.moreTargets ?? 0)}
          placeholder="https://shop.example.com/ or db:5432"
          list={targets}
          spellCheck={false}
          autoComplete="off"
          value={fields.target}
          onPaste={paste}
          onChange={(event) => actions.editDraft({ target: event.target.value })}
        />
        <datalist id={targets}>
          {loaded?.targets.map((one) => (
            <option key={one.text} value={one.text}>
              {one.label}
            </option>
          ))}
        </datalist>
        <button
          type="button"
          className="button more"
          aria-label={more.length === 0 ? 'More of this request' : `More of this request: ${more.join(', ')}`}
          title={more.length === 0 ? 'Headers, protocol, how often, what is expected' : more.join(', ')}
          onClick={() => actions.openDialog('request')}
        >
          More{more.length === 0 ? '' : ':'}{' '}
          {more.length === 0 ? null : <span className="more-words">{more.join(', ')}</span>}
        </button>
        <button type="submit" className="button primary">
          Send
        </button>
        {refused === null ? null : (
          <p className="complaint" id={complaintId} role="alert">
            {refused}
          </p>
        )}
      </form>
      <div className="bar-side">
        <RequestChips
          canSave={saved === undefined && fields.target.trim() !== ''}
          onSave={() => void actions.saveRequest(completed(fields))}
        />
        <Said />
      </div>
    </section>
  );
}

function moreText(more: number): string | undefined {
  if (more === 0) return undefined;
  return `${more.toLocaleString('en')} more can be sent to than are suggested: write any name, URL or address.`;
}
