import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { actions } from '#store';
import { AFTER_THE_REPLY, type RequestChip } from '#view';
import { MenuButton } from '#views/common';
import { experienced, Sign, spoken, Words } from './chip-words.tsx';

/** What can be done with a saved request; each is one step that undo takes back. */
export type ChipDeed = 'rename' | 'edit' | 'duplicate' | 'left' | 'right' | 'delete';

interface ChipProps {
  readonly chip: RequestChip;
  readonly was: Pick<RequestChip, 'word' | 'status' | 'reason'> | undefined;
  readonly isCurrent: boolean;
  readonly place: { readonly index: number; readonly count: number };
  readonly state: 'shown' | 'renaming' | 'hidden';
  readonly onDeed: (deed: ChipDeed) => void;
  readonly onNamed: (name: string | null) => void;
}

/** One saved request with its verdict, the steps that follow it, and a menu. */
export function Chip({ chip, was, isCurrent, place, state, onDeed, onNamed }: ChipProps) {
  const onKey = (event: KeyboardEvent) => {
    const deed = deedOf(event);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    onDeed(deed);
  };
  return (
    <div className="chip" data-chip={chip.name} data-current={isCurrent} data-state={state}>
      {state === 'renaming' ? (
        <Renaming name={chip.name} onNamed={onNamed} />
      ) : (
        <>
          <button
            type="button"
            className="chip-main"
            title={`${chip.from}: ${chip.text}`}
            aria-label={spoken(chip.name, chip, was)}
            aria-pressed={isCurrent}
            aria-keyshortcuts="Delete F2 Alt+ArrowLeft Alt+ArrowRight"
            onKeyDown={onKey}
            onClick={() => void actions.choose(chip.name)}
          >
            <Sign of={chip} />
            <span className="chip-name">{chip.name}</span>
            <Words of={chip} was={was} />
          </button>
          {chip.steps?.map((step) => (
            <span className="chip-step" key={step.path}>
              <span aria-hidden="true">→</span>
              <button
                type="button"
                aria-label={`then ${spoken(step.name, step, undefined)}`}
                title={`then, ${AFTER_THE_REPLY}, ${step.text}: ${experienced(step)}`}
                onClick={() => void actions.chooseStep(chip.name, step.path)}
              >
                <Sign of={step} />
                <span className="chip-name">{step.name}</span>
                <Words of={step} was={undefined} />
              </button>
            </span>
          ))}
        </>
      )}
      <MenuButton
        name={`Change ${chip.name}`}
        className="chip-menu"
        items={[...itemsOf(place, onDeed), comparing(chip.name, isCurrent)]}
      >
        <span aria-hidden="true">⋯</span>
      </MenuButton>
    </div>
  );
}

function deedOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): ChipDeed | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return key === 'ArrowLeft' ? 'left' : key === 'ArrowRight' ? 'right' : null;
  return key === 'Delete' ? 'delete' : key === 'F2' ? 'rename' : null;
}

function itemsOf({ index, count }: ChipProps['place'], onDeed: ChipProps['onDeed']) {
  const deed = (id: ChipDeed, label: string, keys?: string) => ({
    id,
    label,
    ...(keys === undefined ? {} : { keys }),
    run: () => onDeed(id),
  });
  return [
    deed('edit', 'Edit …'),
    deed('rename', 'Rename', 'F2'),
    deed('duplicate', 'Duplicate'),
    { ...deed('left', 'Move left', 'Alt+←'), off: index === 0 },
    { ...deed('right', 'Move right', 'Alt+→'), off: index === count - 1 },
    deed('delete', 'Delete', 'Del'),
  ];
}

function comparing(name: string, isCurrent: boolean) {
  const run = () => void actions.pin({ kind: 'saved', name });
  return { id: 'compare', label: 'Compare with the shown run', off: isCurrent, run };
}

function Renaming({ name, onNamed }: { readonly name: string; readonly onNamed: (name: string | null) => void }) {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  /** Once: a field that goes away because of Enter is left, too. */
  const end = (to: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    onNamed(to);
  };
  return (
    <input
      ref={input}
      className="chip-input"
      aria-label={`New name of ${name}`}
      value={text}
      size={Math.max(8, Math.min(text.length, 28))}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(text);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
