import type { Actions } from '#store';

export type KeyGroup = 'Player' | 'Picture' | 'Page';

/** One key of the page: the sheet of keys and the handler read the same row. */
export interface PageKey {
  readonly group: KeyGroup;
  /** As a keyboard event names it; letters in lower case. */
  readonly press: string;
  /** `ctrl` is Cmd as well. With it alone a key works in fields and in the editor too, else outside of them. */
  readonly with: 'nothing' | 'shift' | 'ctrl' | 'ctrl-outside' | 'ctrl-shift-outside';
  /** What the sheet prints. */
  readonly shown: string;
  readonly what: string;
  readonly run: (actions: Actions) => void;
}

/** All keys of the page itself. Controls that have keys of their own (tabs, sliders, the editor) keep them. */
export const PAGE_KEYS: readonly PageKey[] = [
  key('Player', ' ', 'Space', 'play or pause', (actions) => actions.toggle()),
  key('Player', 'ArrowRight', '→', 'one hop on', (actions) => actions.step(1)),
  key('Player', 'ArrowLeft', '←', 'one hop back', (actions) => actions.step(-1)),
  shifted('Player', 'ArrowRight', 'Shift →', 'on, over what opens here (a lookup, a connection)', (actions) =>
    actions.stepOver(1),
  ),
  shifted('Player', 'ArrowLeft', 'Shift ←', 'back, over what was opened', (actions) => actions.stepOver(-1)),
  key('Player', 'Home', 'Home', 'first hop', (actions) => actions.first()),
  key('Player', 'End', 'End', 'last hop', (actions) => actions.last()),
  key('Player', 'p', 'P', 'first problem', (actions) => actions.toFirstProblem()),
  key('Picture', '/', '/', 'search the picture', () => tell('hopscope:search')),
  key('Picture', 'f', 'F', 'fit the picture', () => tell('hopscope:fit')),
  key('Page', 'u', 'U', 'to the URL of the request', () => document.getElementById('request-target')?.focus()),
  key('Page', '?', '?', 'this sheet', (actions) => actions.openDialog('keys')),
  {
    ...key('Page', 'z', 'Ctrl Z', 'undo; a field takes back its own letters', (actions) => void actions.undo()),
    with: 'ctrl-outside',
  },
  {
    ...key('Page', 'z', 'Ctrl Shift Z', 'redo', (actions) => void actions.redo()),
    with: 'ctrl-shift-outside',
  },
  {
    ...key('Page', 'y', 'Ctrl Y', 'redo', (actions) => void actions.redo()),
    with: 'ctrl-outside',
  },
  {
    ...key('Page', 'k', 'Ctrl K', 'every command, by its name', (actions) => actions.openDialog('palette')),
    with: 'ctrl',
  },
];

/** The row that a key press means; `null` if none does. Shift is part of signs such as `?`, and no matter for letters. */
export function pageKey(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): PageKey | null {
  if (press.altKey) return null;
  const ctrl = press.ctrlKey || press.metaKey;
  const name = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const shift = press.shiftKey && press.key.length > 1;
  const outside = press.shiftKey ? 'ctrl-shift-outside' : 'ctrl-outside';
  const held: readonly PageKey['with'][] = ctrl ? ['ctrl', outside] : [shift ? 'shift' : 'nothing'];
  return PAGE_KEYS.find((one) => one.press === name && held.includes(one.with)) ?? null;
}

/** Whether a key works without Ctrl, and can be switched off for that. */
export function isSingle(row: PageKey): boolean {
  return row.with === 'nothing' || row.with === 'shift';
}

function key(group: KeyGroup, press: string, shown: string, what: string, run: PageKey['run']): PageKey {
  return { group, press, with: 'nothing', shown, what, run };
}

function shifted(group: KeyGroup, press: string, shown: string, what: string, run: PageKey['run']): PageKey {
  return { ...key(group, press, shown, what, run), with: 'shift' };
}

/** The picture listens for what concerns it alone: `hopscope:fit`, `hopscope:search`. */
function tell(name: string): void {
  dispatchEvent(new Event(name));
}
