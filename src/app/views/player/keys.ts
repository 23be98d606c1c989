import { useEffect } from 'react';
import { actions, useApp } from '#store';

/** The page's single keys; none of them works inside a field, the editor or a dialog. */
export function useKeys(): void {
  const dialog = useApp((state) => state.panes.dialog);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || dialog !== null) return;
      if (belongsElsewhere(event)) return;
      const action = KEYS[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [dialog]);
}

const KEYS: Readonly<Record<string, () => void>> = {
  ' ': () => actions.toggle(),
  ArrowRight: () => actions.step(1),
  ArrowLeft: () => actions.step(-1),
  Home: () => actions.first(),
  End: () => actions.last(),
  p: () => actions.toFirstProblem(),
  P: () => actions.toFirstProblem(),
  f: () => dispatchEvent(new Event('hopscope:fit')),
  F: () => dispatchEvent(new Event('hopscope:fit')),
  '/': () => document.getElementById('request-target')?.focus(),
  '?': () => actions.openDialog('keys'),
};

function belongsElsewhere({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input, textarea, select, [contenteditable], .monaco-editor, dialog')) return true;
  const isControl = target.closest('button, a, summary') !== null;
  if (key === ' ') return isControl;
  return target.closest('[role="tablist"]') !== null && (key.startsWith('Arrow') || key === 'Home' || key === 'End');
}
