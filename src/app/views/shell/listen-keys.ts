import { useEffect } from 'react';
import { actions, useApp } from '#store';
import { isSingle, type PageKey, pageKey } from '#views/common';
import { takesText } from './takes-text.ts';

/** Listens for the keys of the page. Single keys keep out of fields, the editor and dialogs, and can be switched off. */
export function usePageKeys(): void {
  const singleKeys = useApp((state) => state.preferences.singleKeys);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const pressed = pageKey(event);
      if (!pressed || event.defaultPrevented || isInDialog()) return;
      if (isSingle(pressed) ? singleKeys === 'off' || belongsElsewhere(event) : undoesItself(pressed, event)) return;
      event.preventDefault();
      event.stopPropagation();
      pressed.run(actions);
    };
    // The editor would take Ctrl+K for itself, so that one is caught on the way down.
    const onWayDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey) onKey(event);
    };
    addEventListener('keydown', onKey);
    addEventListener('keydown', onWayDown, true);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('keydown', onWayDown, true);
    };
  }, [singleKeys]);
}

/** A dialog that Escape has just closed takes no keys any more, though the page learns of it a moment later. */
function isInDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** A field for letters takes back its own; a choice or a switch has nothing to take back. */
function undoesItself(pressed: PageKey, { target }: KeyboardEvent): boolean {
  return pressed.with !== 'ctrl' && takesText(target);
}

function belongsElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (takesText(target) || target.closest('select, [role="menu"]')) return true;
  // A switch, a choice of a few or a slider knows no letters.
  if (key === ' ') return target.closest('button, a, summary, input, [role="button"]') !== null;
  const moves = key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return moves && target.closest('input, [role="tablist"], [role="radiogroup"]') !== null;
}
