import { actions, useApp } from '#store';

const ARROWS = {
  Undo: 'M5.500 2.500L2 6l3.500 3.500M2 6h6.500a3.500 3.500 0 0 1 0 7H5',
  Redo: 'M8.500 2.500L12 6 8.500 9.500M12 6H5.500a3.500 3.500 0 0 0 0 7H9',
} as const;

/** Undo and redo of everything: texts, requests, settings, and what was opened. */
export function HistoryButtons() {
  const undo = useApp((state) => state.history.past.at(-1)?.label ?? null);
  const redo = useApp((state) => state.history.future.at(-1)?.label ?? null);
  return (
    <>
      <HistoryButton word="Undo" label={undo} keys="Ctrl+Z" run={actions.undo} />
      <HistoryButton word="Redo" label={redo} keys="Ctrl+Shift+Z" run={actions.redo} />
    </>
  );
}

/** It keeps the focus when there is nothing more to take back, so it is not `disabled` but says so. */
function HistoryButton({
  word,
  label,
  keys,
  run,
}: {
  readonly word: 'Undo' | 'Redo';
  readonly label: string | null;
  readonly keys: string;
  readonly run: () => Promise<void>;
}) {
  return (
    <button
      type="button"
      className="button plain topbar-history"
      aria-label={label === null ? word : `${word}: ${label}`}
      aria-disabled={label === null}
      title={label === null ? `Nothing to ${word.toLowerCase()}` : `${word}: ${label} (${keys})`}
      onClick={() => (label === null ? undefined : void run())}
    >
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.600"
        aria-hidden="true"
      >
        <path d={ARROWS[word]} />
      </svg>
      <span className="topbar-word">{word}</span>
    </button>
  );
}
