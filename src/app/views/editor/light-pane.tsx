import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { actions } from '#store';
import { LightRows, lineAtTop, ROW, topOfLine, wraps } from './light-rows.tsx';
import type { EditorPaneProps } from './pane-props.ts';
import { keepPlace, placeKept, takeJump } from './place-kept.ts';

/** A plain text field with line numbers and marked lines: what is there before Monaco, and instead of it on a phone. */
export function LightPane({ name, label, value, hint, lit, hop, problems, jump, onChange, onLine }: EditorPaneProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // What was looked at before goes on being looked at: only lines that are lit later are brought into sight.
  const revealed = useRef(placeKept(name) === null ? 0 : hop);
  const [scrolled, setScrolled] = useState(0);

  useEffect(() => {
    const place = placeKept(name);
    const element = field.current;
    if (place && element) element.scrollTop = topOfLine(element.parentElement, element.value, place.top);
  }, [name]);
  useEffect(() => {
    const element = field.current;
    if (!jump || !element || !takeJump(jump)) return;
    const start = startOf(element.value, jump.line);
    element.focus({ preventScroll: true });
    element.setSelectionRange(start, start);
    element.scrollTop = Math.max(0, topOfLine(element.parentElement, element.value, jump.line) - 3 * ROW);
  }, [jump]);
  useEffect(() => {
    const [first] = lit;
    const element = field.current;
    const isNew = revealed.current !== hop;
    revealed.current = hop;
    if (!isNew || first === undefined || !element || element === document.activeElement) return;
    const y = topOfLine(element.parentElement, element.value, first) + ROW;
    if (y < element.scrollTop + ROW || y > element.scrollTop + element.clientHeight - ROW)
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

  const caretLine = () => value.slice(0, field.current?.selectionStart ?? 0).split('\n').length;
  return (
    <div className="light-pane">
      <LightRows value={value} lit={lit} problems={problems} scrolled={scrolled} />
      <textarea
        ref={field}
        aria-label={label}
        value={value}
        placeholder={hint}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap={wraps(value) ? 'soft' : 'off'}
        onScroll={(event) => {
          const { scrollTop, parentElement, value: text } = event.currentTarget;
          setScrolled(scrollTop);
          keepPlace(name, { top: lineAtTop(parentElement, text, scrollTop), caret: caretLine() });
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

function startOf(text: string, line: number): number {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return start;
    start = end + 1;
  }
  return start;
}
