import { hasScenarioKey } from '#view';
import type { DocumentText, LinkPlace, Mending, TypedRequest } from '#worker';
import { freeName, splitScenario } from '#worker';
import type { Began, DocumentSlice } from './document.ts';
import { editOfNow } from './edit-of-now.ts';
import type { Environment } from './environment.ts';
import type { Changing } from './history-actions.ts';
import { isReplacement } from './replacement.ts';
import { nameFor } from './request-name.ts';
import { asShown } from './shown-text.ts';
import type { Store } from './state.ts';

/** Opening, editing and keeping texts. */
export interface DocumentActions {
  /** Opens what the link holds, else the last own text, else the example. */
  readonly start: (fragment: string) => Promise<void>;
  readonly openExample: () => Promise<void>;
  /** Opens a scenario of the gallery by its name. */
  readonly openGallery: (name: string) => Promise<void>;
  readonly openKept: (id: string) => Promise<void>;
  /**
   * Opens a text from a file or the clipboard: a scenario if it says so, else manifests. `label` is what undo calls it
   * (`file shop.yaml`).
   */
  readonly openText: (text: string, label?: string, began?: Began) => Promise<void>;
  readonly openLink: (fragment: string) => Promise<void>;
  readonly editManifests: (text: string) => void;
  readonly editRest: (text: string) => void;
  /** Makes an edit of the manifests that the engine offers. */
  readonly mend: (mending: Mending) => Promise<void>;
  /** Adds a request from the request bar to the scenario under a name of its own. */
  readonly saveRequest: (request: TypedRequest) => Promise<void>;
}

export function createDocumentActions(store: Store, changing: Changing, environment: Environment): DocumentActions {
  const { client, shelf, tab } = environment;

  let openings = 0;
  /** Of several openings under way the last that was asked for counts, whichever text comes first. */
  function begin(): IsWanted {
    const mine = ++openings;
    return () => mine === openings;
  }
  /** What is opened because nothing else is: not over a text that was typed meanwhile. */
  const unlessTyped =
    (isWanted: IsWanted): IsWanted =>
    () =>
      isWanted() && store.getState().document.id === '';

  const open = async (
    label: string,
    text: DocumentText,
    how: Pick<DocumentSlice, 'began' | 'from'>,
    isWanted: IsWanted,
    place = nowhere,
  ) => {
    if (!isWanted()) return;
    await changing.open(
      label,
      { manifests: text.manifests, rest: text.rest, id: environment.fresh(), ...how },
      { asked: place.request === null ? null : { kind: 'saved', name: place.request }, hop: place.hop },
    );
  };

  async function readScenario(text: string): Promise<DocumentText> {
    const parts = splitScenario(text);
    if (parts) return parts;
    const result = await client.ask({ kind: 'open', scenario: text });
    return result.kind === 'done' ? result.value : { manifests: '', rest: text };
  }

  /** A text put in place of another takes nothing over from the scenario around that one. */
  function editManifests(manifests: string): void {
    const { document, history } = store.getState();
    const before = history.past.at(-1)?.moment.document;
    if (before && before.id !== document.id && asShown(before.manifests) === manifests) void changing.undo();
    else if (isReplacement(asShown(document.manifests), manifests)) {
      const began: Began = manifests.trim() === '' ? 'nothing' : 'paste';
      const label = began === 'nothing' ? 'manifests emptied' : 'manifests pasted over the others';
      changing.replace(label, { manifests, rest: EMPTY, id: environment.fresh(), began, from: 'own' });
    } else changing.type('typing in manifests', 'manifests', manifests);
  }

  async function openGallery(name: string, isWanted: IsWanted): Promise<boolean> {
    const example = /^[a-z0-9-]+$/.test(name) ? await environment.example(name) : null;
    if (example === null) return false;
    const text = await readScenario(example);
    const label = name === 'shop' ? 'the example opened' : `gallery: ${titleIn(text.rest) ?? name}`;
    await open(label, text, { began: name === 'shop' ? 'example' : 'gallery', from: 'example' }, isWanted);
    return true;
  }

  function notify(notice: string): void {
    store.setState((state) => ({ ...state, run: { ...state.run, notice } }));
  }

  async function openExample(isWanted: IsWanted): Promise<void> {
    if ((await openGallery('shop', isWanted)) || !isWanted()) return;
    notify('The example could not be loaded; paste your own manifests on the left.');
  }

  async function openExhibit(name: string, isWanted: IsWanted): Promise<void> {
    if ((await openGallery(name, isWanted)) || !isWanted()) return;
    if (!store.getState().run.loaded) await openOwnOrExample(unlessTyped(isWanted));
    notify(`The gallery has nothing called ${name}, or it could not be fetched.`);
  }

  async function openLink(fragment: string): Promise<void> {
    const exhibit = /^#g=(.*)$/.exec(fragment)?.[1];
    const isWanted = begin();
    if (exhibit !== undefined) return openExhibit(exhibit, isWanted);
    const result = await client.ask({ kind: 'decode', fragment });
    const decoded = result.kind === 'done' ? result.value : null;
    if (decoded?.kind === 'opened') {
      await open('a link opened', decoded.document, { began: 'link', from: 'link' }, isWanted, decoded.place);
      return;
    }
    if (!isWanted()) return;
    if (!store.getState().run.loaded) await openOwnOrExample(unlessTyped(isWanted));
    const sentence = decoded?.sentence ?? (result.kind === 'failed' ? result.sentence : 'The link could not be read.');
    notify(sentence);
  }

  async function openKept(id: string | null, isWanted: IsWanted): Promise<boolean> {
    const found = id === null ? null : await shelf.take(id);
    if (!found) return false;
    if (!isWanted()) return true;
    const { began, manifests, rest, place } = found;
    // As it is kept now: what another tab did to it before is in it.
    store.setState(({ tabs, ...state }) => ({
      ...state,
      tabs: { ...tabs, superseded: tabs.superseded.filter((one) => one !== found.id) },
    }));
    await changing.open(
      `kept text ${found.title}`,
      { id: found.id, began, manifests, rest, from: 'kept' },
      place ?? anywhere,
    );
    return true;
  }

  /** What this tab held before it was closed or crashed, else what was worked on last. */
  async function openOwnOrExample(isWanted: IsWanted): Promise<void> {
    if (await openKept(tab.remembered(), isWanted)) return;
    const [last] = await shelf.list();
    if (!(await openKept(last?.id ?? null, isWanted))) await openExample(isWanted);
  }

  return {
    start: (fragment) => (fragment.length > 1 ? openLink(fragment) : openOwnOrExample(unlessTyped(begin()))),
    openExample: () => openExample(begin()),
    openGallery: (name) => openExhibit(name, begin()),
    async openKept(id) {
      if (!(await openKept(id, begin()))) notify('This text is no longer kept in this browser.');
    },
    async openText(text, label, began = text === '' ? 'nothing' : 'file') {
      const isWanted = begin();
      const document = hasScenarioKey(text) ? await readScenario(text) : { manifests: text, rest: EMPTY };
      await open(
        label ?? (text === '' ? 'an empty editor' : 'a text opened'),
        document,
        { began, from: 'own' },
        isWanted,
      );
    },
    openLink,
    editManifests,
    editRest: (rest) => changing.type('typing in scenario', 'rest', rest),
    async mend(mending) {
      const result = await editOfNow(store, (document) => client.ask({ kind: 'mend', document, mending }));
      if (result.kind !== 'done') return;
      if (result.value === null) notify(UNSURE[mending]);
      else await changing.change(MENDED[mending], { manifests: result.value });
    },
    async saveRequest(request) {
      const { run } = store.getState();
      const automatic = nameFor(request, run.loaded?.picture.pods);
      const name = freeName(automatic, run.loaded?.requests.map((one) => one.name) ?? []);
      const result = await editOfNow(store, (document) => client.ask({ kind: 'save', document, request, name }));
      if (result.kind !== 'done') return;
      await changing.change(`request ${name} added`, { rest: result.value }, { kind: 'saved', name });
    },
  };
}

/** Whether an opening that took its time is still what the user waits for. */
type IsWanted = () => boolean;

const EMPTY = 'hopscope: 1\n';
const nowhere: LinkPlace = { request: null, hop: null };
const anywhere = { asked: null, hop: null };

const MENDED: Readonly<Record<Mending, string>> = {
  samples: 'sample workloads added',
  indentation: 'indentation put back',
};

/** What is said where an edit that was asked for cannot be made. */
const UNSURE: Readonly<Record<Mending, string>> = {
  samples: 'No sample workload fits what was pasted; the text stays as it is.',
  indentation:
    'What is left has to be indented by hand: it has a kind or key that is not known here, a text of several lines, or lines that could belong in two places.',
};

/** The title that a scenario's text gives itself, if it is written on one line. */
function titleIn(rest: string): string | null {
  return /^title:[ \t]*["']?([^"'\n#]+)/m.exec(rest)?.[1]?.trim() ?? null;
}
