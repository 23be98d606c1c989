/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a combobox's list as ARIA describes it: its keys go to the field, and no native list can show two columns */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { actions, appStore } from '#store';
import { count, Dialog, DIALOG_TITLES, PAGE_KEYS } from '#views/common';
import { type Exhibit, fetchExhibits } from './exhibits.ts';
import './dialogs.css';
import { type Command, commandsOf } from './palette-commands.ts';
import { matching } from './palette-match.ts';

const SHOWN = 50;

/** Every command by its name: type a few letters, choose with the arrows, Enter does it. */
export function PaletteDialog() {
  const [typed, setTyped] = useState(() => appStore.getState().panes.typedAhead);
  const [at, setAt] = useState(0);
  const [exhibits, setExhibits] = useState<readonly Exhibit[]>([]);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
    fetchExhibits().then(setExhibits, () => undefined);
  }, []);
  const all = useMemo(() => [...commandsOf(appStore.getState(), actions), ...galleryCommands(exhibits)], [exhibits]);
  const found = useMemo(() => matching(all, typed), [all, typed]);
  const shown = found.slice(0, SHOWN);
  const chosen = shown[at];
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, typed]);

  const close = () => actions.openDialog(null);
  const choose = (command: Command | undefined) => {
    if (!command) return;
    // First the focus goes back to where it was, then the command may move it.
    flushSync(close);
    command.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = Math.max(0, shown.length - 1);
    const to = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(at + 8, last),
      PageUp: Math.max(at - 8, 0),
    }[event.key];
    if (to !== undefined) setAt(to);
    else if (event.key === 'Enter') choose(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={DIALOG_TITLES.palette} onClose={close}>
      <input
        ref={field}
        className="field palette-field"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${at}` : undefined}
        placeholder="Type a few letters of what you want to do or see"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div className="palette-list" role="listbox" aria-label="Commands" id={`${id}-list`} ref={list}>
        {shown.map((one, index) => (
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => choose(one)}
            onMouseMove={() => setAt(index)}
          >
            <span className="palette-group">{one.group}</span> <span>{one.label}</span>
            <KeyOf label={one.label} />
          </div>
        ))}
      </div>
      <output className="faint">
        {found.length === 0
          ? `Nothing is called ${typed}.`
          : found.length > SHOWN
            ? `${SHOWN} of ${count(found.length, 'command')}; type more to narrow them down.`
            : count(found.length, 'command')}
      </output>
    </Dialog>
  );
}

/** The key that does the same, where there is one. */
function KeyOf({ label }: { readonly label: string }) {
  const key = PAGE_KEYS.find((one) => SAME[label] === one.what);
  return key ? <kbd aria-hidden="true">{key.shown}</kbd> : null;
}

const SAME: Readonly<Record<string, string>> = {
  Play: 'play or pause',
  Pause: 'play or pause',
  'First hop': 'first hop',
  'Last hop': 'last hop',
  'First problem': 'first problem',
  'Fit the picture': 'fit the picture',
  'Search the picture': 'search the picture',
  Keys: 'this sheet',
};

function galleryCommands(exhibits: readonly Exhibit[]): readonly Command[] {
  const picture = PAGE_KEYS.filter(({ group }) => group === 'Picture').map((one): Command => {
    const label = `${one.what.charAt(0).toUpperCase()}${one.what.slice(1)}`;
    return { id: label, group: 'Page', label, run: () => one.run(actions) };
  });
  return [
    ...picture,
    ...exhibits.map(
      (one): Command => ({
        id: `gallery ${one.name}`,
        group: 'Gallery',
        label: `Open ${one.title}`,
        run: () => void actions.openGallery(one.name),
      }),
    ),
  ];
}
