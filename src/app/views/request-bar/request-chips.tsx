import { useLayoutEffect, useRef, useState } from 'react';
import { actions, changedVerdicts, useApp } from '#store';
import { MenuButton } from '#views/common';
import { Chip, type ChipDeed } from './chip.tsx';
import { experienced, Sign } from './chip-words.tsx';
import { fitChips } from './fit-chips.ts';
import './chips.css';

const GAP = 8;
const MORE_WIDTH = 84;
const ROWS = 2;

/** The scenario's requests, each with its verdict as sign and word; those that do not fit stand in a menu. */
export function RequestChips({ canSave, onSave }: { readonly canSave: boolean; readonly onSave: () => void }) {
  const chips = useApp((state) => state.run.loaded?.requests ?? NONE);
  const before = useApp((state) => state.run.before);
  const asked = useApp((state) => state.run.asked);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [said, setSaid] = useState({ kind: 'done' as 'done' | 'refused', sentence: '' });
  const row = useRef<HTMLFieldSetElement>(null);
  const changed = changedVerdicts(chips, before);
  const current = asked?.kind === 'saved' ? chips.findIndex((one) => one.name === asked.name) : -1;
  const shown = useShown(row, { names: chips.map((one) => one.name).join('\n'), current });
  const hidden = shown === null ? [] : chips.filter((_, index) => !shown.includes(index));

  const focusOn = (name: string | undefined) =>
    requestAnimationFrame(() => {
      const chip = row.current?.querySelector(`[data-chip="${CSS.escape(name ?? '')}"] .chip-main`);
      if (chip instanceof HTMLElement) chip.focus();
    });
  /** Focus that was lost with a button goes to a chip; where a person went on meanwhile, it stays. */
  const keepFocus = (name: string | undefined) =>
    requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body) focusOn(name);
    });

  const named = async (name: string, to: string | null) => {
    if (renaming !== name) return;
    setRenaming(null);
    if (to !== null && to.trim() !== name) {
      const sentence = await actions.editRequests({ kind: 'rename', name, to });
      setSaid(sentence === null ? { kind: 'done', sentence: '' } : { kind: 'refused', sentence });
      keepFocus(sentence === null ? to.trim() : name);
    } else keepFocus(name);
  };

  const deed = async (name: string, what: ChipDeed) => {
    setSaid({ kind: 'done', sentence: '' });
    const at = chips.findIndex((one) => one.name === name);
    switch (what) {
      case 'rename':
        return setRenaming(name);
      case 'edit':
        await actions.look(name);
        return actions.openDialog('request');
      case 'duplicate': {
        const sentence = await actions.editRequests({ kind: 'duplicate', name });
        return setSaid(
          sentence === null ? { kind: 'done', sentence: `${name} is copied.` } : { kind: 'refused', sentence },
        );
      }
      case 'left':
      case 'right': {
        const to = at + (what === 'left' ? 0 : 2);
        const sentence = await actions.editRequests({ kind: 'move', name, by: what === 'left' ? -1 : 1 });
        const place = Math.max(1, Math.min(to, chips.length));
        setSaid(
          sentence === null
            ? { kind: 'done', sentence: `${name} is number ${place} of ${chips.length}.` }
            : { kind: 'refused', sentence },
        );
        return keepFocus(name);
      }
      case 'delete': {
        const sentence = await actions.editRequests({ kind: 'delete', name });
        setSaid(
          sentence === null
            ? { kind: 'done', sentence: `${name} is deleted; undo brings it back.` }
            : { kind: 'refused', sentence },
        );
        return keepFocus((chips[at + 1] ?? chips[at - 1])?.name);
      }
    }
  };

  return (
    <div className="chip-pane">
      <fieldset className="chips" aria-label="Saved requests" ref={row}>
        {chips.map((chip, index) => (
          <Chip
            key={chip.name}
            chip={chip}
            was={changed.get(chip.name)}
            isCurrent={index === current}
            place={{ index, count: chips.length }}
            state={renaming === chip.name ? 'renaming' : shown === null || shown.includes(index) ? 'shown' : 'hidden'}
            onDeed={(what) => void deed(chip.name, what)}
            onNamed={(to) => void named(chip.name, to)}
          />
        ))}
        {hidden.length === 0 ? null : (
          <MenuButton
            name={`${hidden.length} more saved requests`}
            className="chip-button"
            items={hidden.map((chip) => ({
              id: chip.name,
              label: (
                <>
                  <Sign of={chip} /> {chip.name}{' '}
                  <span className="quiet">
                    {experienced(chip)}
                    {chip.expected === false ? ', not as expected' : ''}
                  </span>
                </>
              ),
              run: () => void actions.choose(chip.name).then(() => focusOn(chip.name)),
            }))}
          >
            +{hidden.length} more
          </MenuButton>
        )}
        <button
          type="button"
          className="chip-button add"
          disabled={!canSave}
          title="Keep this request in the scenario"
          onClick={onSave}
        >
          + request
        </button>
      </fieldset>
      {said.kind === 'refused' && said.sentence !== '' ? (
        <p className="complaint" role="alert">
          {said.sentence}
        </p>
      ) : (
        <output className="visually-hidden">{said.sentence}</output>
      )}
    </div>
  );
}

const NONE: readonly never[] = [];

/** Numbers of the chips that fit, measured; `null` before that. */
function useShown(
  row: { readonly current: HTMLFieldSetElement | null },
  { names, current }: { readonly names: string; readonly current: number },
): readonly number[] | null {
  const [shown, setShown] = useState<readonly number[] | null>(null);
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return;
    const chips = [...element.querySelectorAll<HTMLElement>('[data-chip]')];
    const measure = () => {
      // Without chips nothing is asked of the browser, which would lay out the whole page to answer.
      if (chips.length === 0) {
        setShown((last) => (last?.length === 0 ? last : []));
        return;
      }
      const room = {
        chips: chips.map((chip) => chip.offsetWidth),
        add: element.querySelector<HTMLElement>('.add')?.offsetWidth ?? 0,
        more: MORE_WIDTH,
        gap: GAP,
        width: element.clientWidth - 4,
        rows: ROWS,
      };
      const next = fitChips(room, current);
      setShown((last) => (last?.join() === next.join() ? last : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const one of [element, ...chips.slice(0, 200)]) observer.observe(one);
    return () => observer.disconnect();
  }, [row, names, current]);
  return shown;
}
