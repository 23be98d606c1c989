import type { Answer, Loaded, ReachTable, TableRef, TableView } from '#view';
import type { Asked, Result, TypedRequest } from '#worker';
import { isScenarioUnreadable } from '#worker';
import type { Beside } from './beside-actions.ts';
import { hopAt, hopIndex, hopLike } from './derive.ts';
import type { Environment } from './environment.ts';
import { afterChoice, meant } from './not-http.ts';
import { completed, fieldsOf, sameRequest, suggestion } from './request-text.ts';
import { emptyPicture } from './picture.ts';
import type { RunSlice } from './run.ts';
import type { AppState, Store } from './state.ts';

/** Loading and asking. */
export interface RunActions {
  /** Loads the document and asks again, staying at the same hop. `hop`: the hop to open at instead. */
  readonly load: (how: {
    readonly asked: Asked | null;
    readonly hop: string | null;
    readonly play: 'from-start' | 'stay';
  }) => Promise<void>;
  readonly choose: (name: string) => Promise<void>;
  /** Shows a saved request where the packet is, without playing it. */
  readonly look: (name: string) => Promise<void>;
  readonly send: (request: TypedRequest) => Promise<void>;
  readonly table: (table: TableRef, row: string | null) => Promise<TableView | null>;
  /** Who may talk to whom on a port; the result says so where the engine gave up. */
  readonly reach: (protocol: ReachTable['protocol'], port: number) => Promise<Result<ReachTable | null>>;
  /** Fills the request bar from a curl or `kubectl exec … -- curl` line; whether the fields now hold all of it. */
  readonly readCommand: (line: string) => Promise<boolean>;
  /** Changes the request bar's fields. */
  readonly editDraft: (change: Partial<TypedRequest>) => void;
  readonly dismissNotice: () => void;
  /** Stops the question that takes long. */
  readonly stopLong: () => void;
}

export function createRunActions(store: Store, beside: Beside, { client, prefersStill }: Environment): RunActions {
  const setRun = (change: Partial<RunSlice>) =>
    store.setState((state) => ({ ...state, run: { ...state.run, ...change } }));
  /** What was typed meanwhile still waits to be run. */
  const stepOf = ({ run }: AppState, step: 'asking' | 'idle') => (run.state === 'waiting' ? 'waiting' : step);
  const setStep = (step: 'asking' | 'idle', change: Partial<RunSlice> = {}) =>
    store.setState((state) => ({ ...state, run: { ...state.run, ...change, state: stepOf(state, step) } }));
  let turn = 0;
  let answered: { readonly asked: Asked; readonly answer: Answer } | null = null;
  /** What belongs to the answer that stays when this one has none: links, tables and comparisons are asked for by it. */
  const askedOfShown = (asked: Asked): Asked =>
    answered !== null && store.getState().run.answer === answered.answer ? answered.asked : asked;
  const currentHopKey = () => {
    const state = store.getState();
    return hopAt(state.run.answer, hopIndex(state))?.key ?? null;
  };

  /** What was searched, filtered, opened and unfolded in the picture of another document. */
  const forgetLooks = () =>
    store.setState((state) => ({
      ...state,
      picture: emptyPicture,
      panes: { ...state.panes, node: null, unfolded: [] },
    }));

  const draftOf = (asked: Asked): TypedRequest => {
    const { loaded, draft } = store.getState().run;
    if (asked.kind === 'typed') return asked.request;
    const chip = loaded?.requests.find((one) => one.name === asked.name);
    return chip ? fieldsOf(chip) : draft;
  };

  async function ask(asked: Asked, hop: string | null, play: 'from-start' | 'stay'): Promise<void> {
    setStep('asking', { asked, refused: null, said: null, draft: draftOf(asked) });
    const result = await client.ask({ kind: 'ask', asked });
    switch (result.kind) {
      case 'superseded':
        return;
      case 'failed':
        setStep('idle', { notice: result.sentence, asked: askedOfShown(asked) });
        return;
      case 'done': {
        if (result.value.kind === 'refused') {
          setStep('idle', { refused: result.value.sentence, asked: askedOfShown(asked) });
          return;
        }
        const { answer } = result.value;
        answered = { asked, answer };
        const found = hopLike(answer, hop, store.getState().run.answer);
        store.setState((state) => ({
          ...state,
          run: { ...state.run, answer, state: stepOf(state, 'idle') },
          player: {
            ...state.player,
            t: found,
            playing: play === 'from-start' && !prefersStill(),
          },
        }));
        void beside.tryOthers();
        return;
      }
    }
  }

  return {
    async load({ asked, hop, play }) {
      const mine = ++turn;
      const { id, manifests, rest, copyOf } = store.getState().document;
      setRun({ state: 'loading' });
      const first = store.getState().run.loaded === null;
      // Of what is put in the place of another nothing is left, and it has no before.
      const { of } = store.getState().run;
      const isOther = of === null || (of !== id && of !== copyOf);
      if (isOther) {
        beside.clear();
        forgetLooks();
      }
      if (first) {
        const sketch = await client.ask({ kind: 'draw', document: { manifests, rest } });
        if (turn !== mine) return;
        if (sketch.kind === 'done') setRun({ loaded: sketch.value, problems: sketch.value.problems });
      }
      const result = await client.ask({
        kind: 'load',
        document: { manifests, rest },
        after: isOther ? 'opening' : 'edit',
      });
      if (result.kind === 'superseded' || turn !== mine) return;
      if (result.kind === 'failed') {
        setStep('idle', { notice: result.sentence });
        return;
      }
      const loaded = result.value;
      const { run } = store.getState();
      if (!isOther && isScenarioUnreadable(loaded.problems)) {
        setStep('idle', { problems: loaded.problems });
        return;
      }
      setRun({ loaded, of: id, problems: loaded.problems });
      // What was sent to another text says nothing of this one.
      const was = isOther || isSuggested(run.loaded, run.asked) ? null : run.asked;
      const next = stillAsked(loaded, asked ?? was) ?? firstAsked(loaded);
      if (!next) {
        const draft = isOther || was !== null ? { from: 'client', method: 'GET', target: '' } : run.draft;
        setStep('idle', { asked: null, answer: null, before: [], refused: null, draft });
        return;
      }
      await ask(next, hop ?? (isOther ? null : currentHopKey()), play);
      await beside.findChanges(isOther ? 'now' : 'edit');
    },
    choose: (name) => ask({ kind: 'saved', name }, null, 'from-start'),
    look: (name) => ask({ kind: 'saved', name }, currentHopKey(), 'stay'),
    async send(typed) {
      const { request, said } = meant(typed, store.getState().run.loaded);
      const sent = ask({ kind: 'typed', request: completed(request) }, null, 'from-start');
      if (said !== null) setRun({ said });
      await sent;
    },
    async table(table, row) {
      const result = await client.ask({ kind: 'table', table, row });
      return result.kind === 'done' ? result.value : null;
    },
    reach: (protocol, port) => client.ask({ kind: 'reach', protocol, port }),
    async readCommand(line) {
      const result = await client.ask({ kind: 'command', line, from: store.getState().run.draft.from });
      if (result.kind !== 'done') return false;
      const command = result.value;
      if (command.kind === 'refused') setRun({ refused: command.sentence });
      else setRun({ draft: command.request, refused: command.left });
      return command.kind === 'understood' && command.left === null;
    },
    editDraft(change) {
      const { draft, loaded } = store.getState().run;
      const next = { ...draft, ...change };
      setRun({ draft: change.target === undefined ? next : afterChoice(next, loaded), refused: null, said: null });
    },
    dismissNotice: () => setRun({ notice: null }),
    stopLong: () => client.stopLong(),
  };
}

/** A request that the page chose itself follows the text; one that a person chose stays. */
function isSuggested(loaded: Loaded | null, asked: Asked | null): boolean {
  const chosen = loaded === null || loaded.requests.length > 0 ? null : suggestion(loaded);
  return chosen !== null && asked?.kind === 'typed' && sameRequest(asked.request, chosen);
}

function stillAsked(loaded: Loaded, asked: Asked | null): Asked | null {
  if (asked?.kind === 'saved') return loaded.requests.some((one) => one.name === asked.name) ? asked : null;
  return loaded.senders.some((one) => one.ref === asked?.request.from) ? asked : null;
}

function firstAsked(loaded: Loaded): Asked | null {
  const first = loaded.requests[0];
  if (first) return { kind: 'saved', name: first.name };
  const request = suggestion(loaded);
  return request ? { kind: 'typed', request } : null;
}
