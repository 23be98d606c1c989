import type { DocumentText, LinkPlace, Mending, TypedRequest } from '#worker';
import { splitScenario } from '#worker';
import { hopAt, hopIndex, titleOf } from './derive.ts';
import { isReplacement } from './replacement.ts';
import type { DocumentSlice } from './document.ts';
import type { Environment } from './environment.ts';
import type { Kept } from './keep.ts';
import type { RunActions } from './run-actions.ts';
import type { Store } from './state.ts';

const PAUSE_MS = 350;

/** Opening, editing and keeping texts. */
export interface DocumentActions {
  /** Opens what the link holds, else the last own text, else the example. */
  readonly start: (fragment: string) => Promise<void>;
  readonly openExample: () => Promise<void>;
  /** Opens a scenario of the gallery by its name. */
  readonly openGallery: (name: string) => Promise<void>;
  readonly openKept: (id: string) => Promise<void>;
  /** Opens a text from a file or the clipboard: a scenario if it says so, else manifests. */
  readonly openText: (text: string) => Promise<void>;
  readonly openLink: (fragment: string) => Promise<void>;
  readonly editManifests: (text: string) => void;
  readonly editRest: (text: string) => void;
  /** Makes an edit of the manifests that the engine offers. */
  readonly mend: (mending: Mending) => Promise<void>;
  /** Adds a request from the request bar to the scenario under a name of its own. */
  readonly saveRequest: (request: TypedRequest) => Promise<void>;
  /** The fragment of a link to what is open, at the current request and hop. */
  readonly link: () => Promise<string | null>;
  readonly kept: () => readonly Kept[];
}

export function createDocumentActions(store: Store, run: RunActions, environment: Environment): DocumentActions {
  const { client, shelf } = environment;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let id = String(environment.now());

  const keep = () => {
    const { document, run: last } = store.getState();
    if (document.from !== 'own') return;
    shelf.keep({
      id,
      title: titleOf(last.loaded),
      at: environment.now(),
      manifests: document.manifests,
      rest: document.rest,
    });
  };

  async function open(document: DocumentSlice, place: LinkPlace): Promise<void> {
    keep();
    clearTimeout(timer);
    id = String(environment.now());
    store.setState((state) => ({
      ...state,
      document,
      run: { ...state.run, loaded: null, problems: [], asked: null, answer: null, before: [], notice: null },
      selection: { ...state.selection, object: null },
      player: { ...state.player, t: 0, playing: false },
      panes: { ...state.panes, dialog: null, unfolded: [] },
    }));
    const asked = place.request === null ? null : { kind: 'saved' as const, name: place.request };
    await run.load({ asked, hop: place.hop, play: document.from === 'example' ? 'from-start' : 'stay' });
  }

  async function readScenario(text: string): Promise<DocumentText> {
    const parts = splitScenario(text);
    if (parts) return parts;
    const result = await client.ask({ kind: 'open', scenario: text });
    return result.kind === 'done' ? result.value : { manifests: '', rest: text };
  }

  function edit(change: Partial<DocumentText>): void {
    store.setState((state) => ({
      ...state,
      document: { ...state.document, ...change, from: 'own' },
      run: { ...state.run, state: 'waiting' },
    }));
    clearTimeout(timer);
    timer = setTimeout(() => {
      keep();
      void run.load({ asked: null, hop: null, play: 'stay' }).then(keep);
    }, PAUSE_MS);
  }

  /** A text put in place of another takes nothing over from the scenario around that one, until it is undone. */
  let replaced: DocumentText | null = null;
  function editManifests(manifests: string): void {
    const { manifests: before, rest } = store.getState().document;
    if (replaced?.manifests === manifests) {
      edit(replaced);
      replaced = null;
    } else if (isReplacement(before, manifests)) {
      if (rest !== EMPTY) replaced = { manifests: before, rest };
      keep();
      id = String(environment.now());
      edit({ manifests, rest: EMPTY });
    } else edit({ manifests });
  }

  async function openGallery(name: string): Promise<boolean> {
    const example = /^[a-z0-9-]+$/.test(name) ? await environment.example(name) : null;
    if (example === null) return false;
    await open({ ...(await readScenario(example)), from: 'example' }, nowhere);
    return true;
  }

  function notify(notice: string): void {
    store.setState((state) => ({ ...state, run: { ...state.run, notice } }));
  }

  async function openExample(): Promise<void> {
    if (!(await openGallery('shop'))) notify('The example could not be loaded; paste your own manifests on the left.');
  }

  async function openExhibit(name: string): Promise<void> {
    if (await openGallery(name)) return;
    if (!store.getState().run.loaded) await openOwnOrExample();
    notify(`The gallery has nothing called ${name}, or it could not be fetched.`);
  }

  async function openLink(fragment: string): Promise<void> {
    const exhibit = /^#g=(.*)$/.exec(fragment)?.[1];
    if (exhibit !== undefined) return openExhibit(exhibit);
    const result = await client.ask({ kind: 'decode', fragment });
    const decoded = result.kind === 'done' ? result.value : null;
    if (decoded?.kind === 'opened') {
      await open({ ...decoded.document, from: 'link' }, decoded.place);
      return;
    }
    if (!store.getState().run.loaded) await openOwnOrExample();
    const sentence = decoded?.sentence ?? (result.kind === 'failed' ? result.sentence : 'The link could not be read.');
    notify(sentence);
  }

  async function openOwnOrExample(): Promise<void> {
    const last = shelf.list()[0];
    if (!last) return openExample();
    await open({ manifests: last.manifests, rest: last.rest, from: 'kept' }, nowhere);
    id = last.id;
  }

  return {
    start: (fragment) => (fragment.length > 1 ? openLink(fragment) : openOwnOrExample()),
    openExample,
    openGallery: openExhibit,
    async openKept(wanted) {
      const found = shelf.list().find((one) => one.id === wanted);
      if (!found) return;
      await open({ manifests: found.manifests, rest: found.rest, from: 'kept' }, nowhere);
      id = found.id;
    },
    async openText(text) {
      const document = /^["']?\{?\s*["']?hopscope["']?\s*:/m.test(text)
        ? await readScenario(text)
        : { manifests: text, rest: EMPTY };
      await open({ ...document, from: 'own' }, nowhere);
      keep();
    },
    openLink,
    editManifests,
    editRest: (rest) => edit({ rest }),
    async mend(mending) {
      const result = await client.ask({ kind: 'mend', mending });
      if (result.kind !== 'done') return;
      if (result.value === null) notify('There is no edit of which this is sure; the text stays as it is.');
      else edit({ manifests: result.value });
    },
    async saveRequest(request) {
      const { document, run: last } = store.getState();
      const name = freeName(request, last.loaded?.requests.map((one) => one.name) ?? []);
      const result = await client.ask({ kind: 'save', document, request, name });
      if (result.kind !== 'done') return;
      store.setState((state) => ({ ...state, document: { ...state.document, rest: result.value, from: 'own' } }));
      await run.load({ asked: { kind: 'saved', name }, hop: null, play: 'stay' });
      keep();
    },
    async link() {
      const state = store.getState();
      const { manifests, rest } = state.document;
      const hop = hopAt(state.run.answer, hopIndex(state))?.key ?? null;
      const { asked } = state.run;
      const result = await client.ask({ kind: 'encode', document: { manifests, rest }, asked, hop });
      return result.kind === 'done' ? result.value : null;
    },
    kept: () => shelf.list(),
  };
}

const EMPTY = 'hopscope: 1\n';
const nowhere: LinkPlace = { request: null, hop: null };

function freeName(request: TypedRequest, taken: readonly string[]): string {
  const base = nameFor(request);
  let name = base;
  for (let number = 2; taken.includes(name); number++) name = `${base} ${number}`;
  return name;
}

function nameFor({ from, method, target }: TypedRequest): string {
  const sender = from.split('/').at(-1) ?? from;
  const where = target.replace(/^[a-z]+:\/\//i, '');
  return method === 'DNS' ? `${sender} looks up ${where}` : `${sender} to ${where}`;
}
