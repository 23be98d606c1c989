import { useEffect } from 'react';

interface Opened {
  readonly close: () => void;
}

/** What is open and closes by Escape, the last one opened last. */
const opened: Opened[] = [];

/** Where Escape means something of its own. */
const OWN_ESCAPE = 'input, textarea, .monaco-editor, dialog, [role="menu"]';

/** Escape closes what is open, one press only what was opened last, and nothing where it has a meaning of its own. `close` has to be the same function each time. */
export function useEscape(state: 'open' | 'closed', close: () => void): void {
  useEffect(() => {
    if (state === 'closed') return undefined;
    const own = { close };
    opened.push(own);
    if (opened.length === 1) addEventListener('keydown', onKey);
    return () => {
      opened.splice(opened.indexOf(own), 1);
      if (opened.length === 0) removeEventListener('keydown', onKey);
    };
  }, [state, close]);
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(OWN_ESCAPE)) return;
  event.preventDefault();
  opened.at(-1)?.close();
}
