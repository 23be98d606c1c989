import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { actions } from '#store';
import type { Problem } from '#view';
import type { EditorPaneProps } from './pane-props.ts';
import { keepPlace, placeKept, takeJump } from './place-kept.ts';

const LINE = 18;
const TOP = 8;
const SIGNS = { error: '✕', warning: '▲', info: '' } as const;

/** A plain text field with line numbers and marked lines: what is there before Monaco, and instead of it on a phone. */
export function LightPane({ name, label, value, hint, lit, hop, problems, jump, onChange, onLine }: EditorPaneProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // What was looked at before goes on being looked at: only lines that are lit later are brought into sight.
  const revealed = useRef(placeKept(name) === null ? 0 : hop);
  const [scrolled, setScrolled] = useState(0);
  const lines = value.split('\n').length;

  useEffect(() => {
    const place = placeKept(name);
    if (place && field.current) field.current.scrollTop = (place.top - 1) * LINE;
  }, [name]);
  useEffect(() => {
    const element = field.current;
    if (!jump || !element || !takeJump(jump)) return;
    const start = startOf(element.value, jump.line);
    element.focus({ preventScroll: true });
    element.setSelectionRange(start, start);
    element.scrollTop = Math.max(0, (jump.line - 4) * LINE);
  }, [jump]);
  useEffect(() => {
    const [first] = lit;
    const element = field.current;
    const isNew = revealed.current !== hop;
    revealed.current = hop;
    if (!isNew || first === undefined || !element || element === document.activeElement) return;
    const y = first * LINE;
    if (y < element.scrollTop + LINE || y > element.scrollTop + element.clientHeight - LINE)
      element.scrollTop = Math.max(0, y - element.clientHeight / 2);
  }, [lit, hop]);
  useEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    // The browser's own undo knows nothing of what the page changed.
    const take = (event: InputEvent) => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      event.preventDefault();
      void (event.inputType === 'historyUndo' ? actions.undo() : actions.redo());
    };
    element.addEventListener('beforeinput', take);
    return () => element.removeEventListener('beforeinput', take);
  }, []);

  const first = Math.max(0, Math.floor(scrolled / LINE) - 2);
  const numbers = Array.from({ length: Math.min(80, lines - first) }, (_, index) => first + index + 1);
  const signs = signsOf(problems);
  const caretLine = () => value.slice(0, field.current?.selectionStart ?? 0).split('\n').length;
  return (
    <div className="light-pane">
      <div className="light-lines" aria-hidden="true" style={{ transform: `translateY(${TOP - scrolled}px)` }}>
        {lit.map((line) => (
          <div className="lit-line lit-edge" key={line} style={{ top: (line - 1) * LINE }} />
        ))}
        {numbers.map((line) => (
          <span key={line} data-severity={signs.get(line)} style={{ top: (line - 1) * LINE }}>
            {line}
            <i>{SIGNS[signs.get(line) ?? 'info']}</i>
          </span>
        ))}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        value={value}
        placeholder={hint}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onScroll={(event) => {
          const { scrollTop } = event.currentTarget;
          setScrolled(scrollTop);
          keepPlace(name, { top: Math.round(scrollTop / LINE) + 1, caret: caretLine() });
        }}
        onKeyDown={takeUndo}
        onChange={(event) => onChange(event.target.value)}
        onClick={(event) => {
          const { selectionStart, selectionEnd } = event.currentTarget;
          if (selectionStart === selectionEnd) onLine(caretLine());
        }}
      />
    </div>
  );
}

function takeUndo(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
  event.preventDefault();
  void (key === 'y' || event.shiftKey ? actions.redo() : actions.undo());
}

/** The worst that is wrong in each line. */
function signsOf(problems: readonly Problem[]): ReadonlyMap<number, 'error' | 'warning'> {
  const signs = new Map<number, 'error' | 'warning'>();
  for (const { place, severity } of problems) {
    if (!place || severity === 'info') continue;
    const { line } = place.range.start;
    if (signs.get(line) !== 'error') signs.set(line, severity);
  }
  return signs;
}

function startOf(text: string, line: number): number {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return start;
    start = end + 1;
  }
  return start;
}
