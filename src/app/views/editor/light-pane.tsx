import { useEffect, useRef, useState } from 'react';
import type { EditorPaneProps } from './pane-props.ts';

const LINE = 18;
const TOP = 8;

/** A plain text field with line numbers and marked lines: what is there before Monaco, and instead of it on a phone. */
export function LightPane({ label, value, lit, problems, jump, onChange, onLine }: EditorPaneProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const lines = value.split('\n').length;
  const bad = new Set(
    problems.flatMap((one) => (one.place && one.severity === 'error' ? [one.place.range.start.line] : [])),
  );

  useEffect(() => {
    if (!jump || !field.current) return;
    field.current.focus();
    field.current.scrollTop = Math.max(0, (jump.line - 4) * LINE);
  }, [jump]);
  useEffect(() => {
    const [first] = lit;
    const element = field.current;
    if (first === undefined || !element || element === document.activeElement) return;
    const y = first * LINE;
    if (y < element.scrollTop + LINE || y > element.scrollTop + element.clientHeight - LINE)
      element.scrollTop = Math.max(0, y - element.clientHeight / 2);
  }, [lit]);

  const first = Math.max(0, Math.floor(scrolled / LINE) - 2);
  const numbers = Array.from({ length: Math.min(80, lines - first) }, (_, index) => first + index + 1);
  return (
    <div className="light-pane">
      <div className="light-lines" aria-hidden="true" style={{ transform: `translateY(${TOP - scrolled}px)` }}>
        {lit.map((line) => (
          <div className="lit-line lit-edge" key={line} style={{ top: (line - 1) * LINE }} />
        ))}
        {numbers.map((line) => (
          <span key={line} data-bad={bad.has(line)} style={{ top: (line - 1) * LINE }}>
            {line}
          </span>
        ))}
      </div>
      <textarea
        ref={field}
        aria-label={label}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        onChange={(event) => onChange(event.target.value)}
        onClick={(event) => {
          const { selectionStart, selectionEnd } = event.currentTarget;
          if (selectionStart === selectionEnd) onLine(value.slice(0, selectionStart).split('\n').length);
        }}
      />
    </div>
  );
}
