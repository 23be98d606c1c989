import type { Problem } from '#view';

/** Height of a row, and of the margin above the first one, in pixels; as in Monaco. */
export const ROW = 18;
export const TOP = 8;
/** Texts up to so many characters wrap; the rows of longer ones are all alike, so that only those in sight are drawn. */
const WRAPPED_UP_TO = 60_000;
const SIGNS = { error: '✕', warning: '▲', info: '' } as const;

export function wraps(text: string): boolean {
  return text.length <= WRAPPED_UP_TO;
}

interface RowsProps {
  readonly value: string;
  readonly lit: readonly number[];
  readonly problems: readonly Problem[];
  readonly scrolled: number;
}

/**
 * Numbers, signs and marks behind the text field. Where the text wraps, each line stands here once more, unseen, so that
 * its number and mark are as high as the line.
 */
export function LightRows({ value, lit, problems, scrolled }: RowsProps) {
  const lines = value.split('\n');
  const signs = signsOf(problems);
  const marked = new Set(lit);
  const from = wraps(value) ? 0 : Math.max(0, Math.floor(scrolled / ROW) - 2);
  const drawn = wraps(value) ? lines : lines.slice(from, from + 80);
  return (
    <div className="light-lines" data-wraps={wraps(value)} aria-hidden="true">
      <div style={{ transform: `translateY(${TOP + from * ROW - scrolled}px)` }}>
        {drawn.map((text, index) => {
          const line = from + index + 1;
          return (
            <div className={marked.has(line) ? 'light-row lit-line lit-edge' : 'light-row'} key={line}>
              <span data-severity={signs.get(line)}>
                {line}
                <i>{SIGNS[signs.get(line) ?? 'info']}</i>
              </span>
              <b>{text === '' ? ' ' : text}</b>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** How far below the text's beginning a line begins, in pixels. */
export function topOfLine(pane: Element | null, text: string, line: number): number {
  const row = wraps(text) ? pane?.querySelectorAll('.light-row')[line - 1] : undefined;
  return row instanceof HTMLElement ? row.offsetTop : (line - 1) * ROW;
}

/** The line whose beginning is nearest to so many pixels below the text's. */
export function lineAtTop(pane: Element | null, text: string, top: number): number {
  const rows = wraps(text) && pane ? Array.from(pane.querySelectorAll<HTMLElement>('.light-row')) : [];
  const after = rows.findIndex(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight / 2 > top);
  if (after !== -1) return after + 1;
  return rows.length > 0 ? rows.length : Math.round(top / ROW) + 1;
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
