import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { actions, appStore, completed, fieldsOf, freeName, nameFor, sameRequest, useApp, wayOf } from '#store';
import type { RequestCheck } from '#worker';
import { Dialog, DIALOG_TITLES, SenderSelect } from '#views/common';
import { Choice, Text, Truth } from './bound-fields.tsx';
import { Field, Wrong } from './field.tsx';
import { formOf, type FormFields, formProblems, typedOf } from './form-fields.ts';
import { OUTCOMES } from './outcomes.ts';
import { toWay } from './way-change.ts';
import { ThenFields } from './then-fields.tsx';
import { CommonFields, MoreFields } from './way-fields.tsx';
import './request-form.css';

const WAYS = [
  ['http', 'HTTP'],
  ['connect', 'Connection'],
  ['dns', 'DNS lookup'],
  ['grpc', 'gRPC'],
] as const satisfies readonly (readonly [FormFields['way'], string])[];

const EXPECTED = [['', 'nothing stated'], ...OUTCOMES] as const;

/** What the bar holds, with all that can be stated of it: the common case first, the lines that it makes below. */
export function RequestForm() {
  const start = useMemo(() => begun(), []);
  const senders = useApp((state) => state.run.loaded?.senders);
  const moreSenders = useApp((state) => state.run.loaded?.moreSenders);
  const [form, setForm] = useState(start.form);
  const [touched, setTouched] = useState<readonly string[]>([]);
  const [check, setCheck] = useState<RequestCheck>({ lines: '', problems: [] });
  const [refused, setRefused] = useState<string | null>(null);
  const root = useRef<HTMLFormElement>(null);
  const close = () => actions.openDialog(null);

  useEffect(() => {
    const look = async () => {
      const next = await actions.checkRequest(typedOf(form), form.name, start.own);
      if (next !== null) setCheck(next);
    };
    void look();
  }, [form, start.own]);

  const set = (change: Partial<FormFields>, field: string) => {
    setForm((last) => {
      const next = { ...last, ...change };
      const isAutomatic = field !== 'name' && last.name === automaticName(last, start.own);
      return isAutomatic ? { ...next, name: automaticName(next, start.own) } : next;
    });
    setTouched((last) => [...last, field]);
    setRefused(null);
  };
  const part = { form, set };
  const problems = [...formProblems(form), ...check.problems];
  const wrong = new Map(
    problems
      .filter(({ field }) => touched.some((one) => field.startsWith(one) || one === '*'))
      .map((one) => [one.field, one.sentence]),
  );
  // The reader names the port, the form's host and port are one target.
  const shown = new Map([...wrong].map(([field, sentence]) => [SHOWN_AT.get(field) ?? field, sentence]));

  const isRight = () => {
    if (problems.length === 0) return true;
    setTouched(['*']);
    requestAnimationFrame(() => {
      const field = root.current?.querySelector<HTMLElement>('[aria-invalid=true]');
      const part = field?.closest('details');
      if (part) part.open = true;
      field?.focus();
    });
    return false;
  };
  const save = async (how: 'over' | 'new') => {
    if (!isRight()) return;
    const request = typedOf(form);
    const { loaded } = appStore.getState().run;
    const name = form.name.trim();
    const sentence = await actions.editRequests(
      how === 'over' && start.own !== null
        ? { kind: 'replace', name: start.own, to: name, request }
        : { kind: 'add', name: freeName(name, loaded?.requests.map((one) => one.name) ?? []), request },
    );
    if (sentence === null) close();
    else setRefused(sentence);
  };
  const send = () => {
    if (!isRight()) return;
    const { more, ...request } = typedOf(form);
    const { expect: _, ...sent } = more ?? {};
    close();
    void actions.send(Object.keys(sent).length === 0 ? request : { ...request, more: sent });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(start.own === null ? 'new' : 'over');
  };

  return (
    <Dialog
      title={start.own === null ? DIALOG_TITLES.request : `${DIALOG_TITLES.request} ${start.own}`}
      onClose={close}
    >
      <Wrong value={shown}>
        <form className="request-form" ref={root} onSubmit={submit} noValidate>
          <fieldset className="form-ways">
            <legend className="visually-hidden">What is sent</legend>
            {WAYS.map(([way, label]) => (
              <label key={way}>
                <input
                  type="radio"
                  name="way"
                  checked={form.way === way}
                  onChange={() => set(toWay(form, way), 'way')}
                />
                {label}
              </label>
            ))}
          </fieldset>
          <div className="form-grid">
            <Field label="From" field="from" wide="wide">
              {(hook) => (
                <SenderSelect
                  senders={senders}
                  more={moreSenders}
                  id={hook.id}
                  describedBy={hook['aria-describedby']}
                  value={form.from}
                  onChange={(from) => set({ from }, 'from')}
                />
              )}
            </Field>
            <CommonFields {...part} />
          </div>
          <details open={start.hasMore}>
            <summary>Headers, protocol and way there</summary>
            <div className="form-grid">
              <MoreFields {...part} />
              <Text {...part} of="via" label="Arrives at" hint="node/NAME, for who comes from outside" field="via" />
            </div>
          </details>
          <div className="form-grid form-count">
            <Text {...part} of="count" label="How often" hint="1, if not said" field="count" numeric="numeric" />
            <Truth {...part} of="sameConnection" label="All on one connection" field="sameConnection" />
          </div>
          <details open={start.expects}>
            <summary>What is expected</summary>
            <div className="form-grid">
              <Choice {...part} of="outcome" label="Outcome" field="expect.outcome" words={EXPECTED} />
              <Text {...part} of="status" label="Status" field="expect.status" numeric="numeric" />
              <Text
                {...part}
                of="backend"
                label="Received by"
                hint="NS/NAME of pod, workload or Service"
                field="expect.backend"
                wide="wide"
              />
            </div>
            <p className="faint">More can be expected in the Scenario text; what stands there stays.</p>
          </details>
          <details open={start.form.then.length > 0}>
            <summary>What its receiver sends in turn</summary>
            <ThenFields {...part} />
          </details>
          <div className="form-grid">
            <Text {...part} of="name" label="Called" field="name" wide="wide" />
          </div>
          <section className="form-lines" aria-label="Lines in the scenario">
            <h3 className="label">Lines in the scenario</h3>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys have to reach it */}
            <pre className="mono" tabIndex={0} aria-label="Lines in the scenario, as text">
              {check.lines === '' ? 'Something is missing or wrong above.' : check.lines}
            </pre>
          </section>
          {refused === null ? null : (
            <p className="form-wrong" role="alert">
              {refused}
            </p>
          )}
          <div className="form-deeds">
            <button type="submit" className="button primary">
              {start.own === null ? 'Save and send' : 'Save'}
            </button>
            {start.own === null ? null : (
              <button type="button" className="button" onClick={() => void save('new')}>
                Save as new
              </button>
            )}
            <button type="button" className="button" onClick={send}>
              Send without saving
            </button>
          </div>
        </form>
      </Wrong>
    </Dialog>
  );
}

/** Fields of the scenario's reader that another control of the form holds. */
const SHOWN_AT: ReadonlyMap<string, string> = new Map([
  ['connect.to', 'target'],
  ['dns.name', 'target'],
  ['http.url', 'target'],
  ['grpc.url', 'target'],
  ['http', 'target'],
]);

/** The form of what the bar holds; `own` is the saved request that it is. */
function begun() {
  const { draft, loaded } = appStore.getState().run;
  const typed = completed(draft);
  const saved = loaded?.requests.find((one) => sameRequest(fieldsOf(one), typed));
  const form =
    saved === undefined
      ? named(formOf('', typed, wayOf(typed.method)), null)
      : formOf(saved.name, { ...typed, more: saved.more }, wayOf(typed.method));
  const { more = {} } = typed;
  return {
    form,
    own: saved?.name ?? null,
    hasMore: more.http !== undefined || more.dns !== undefined || more.connect !== undefined || more.via !== undefined,
    expects: saved?.more?.expect !== undefined,
  };
}

function named(form: FormFields, own: string | null): FormFields {
  return { ...form, name: automaticName(form, own) };
}

/** What a request is called as long as nobody calls it otherwise; the name that it is saved under is its own to keep. */
function automaticName(form: FormFields, own: string | null): string {
  const { loaded } = appStore.getState().run;
  const typed = typedOf(form);
  if (typed.target === '') return '';
  const taken = loaded?.requests.map((one) => one.name).filter((name) => name !== own) ?? [];
  return freeName(nameFor(typed, loaded?.picture.pods), taken);
}
