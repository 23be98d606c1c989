import type { Problem } from '#view';
import { literal } from './markdown-literal.ts';
import { monaco } from './monaco.ts';

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

/** Underlines for problems, and the sentences that their hovers show. */
export function showMarkers(model: monaco.editor.ITextModel, problems: readonly Problem[]): void {
  monaco.editor.setModelMarkers(
    model,
    'hopscope',
    problems.flatMap((found): readonly monaco.editor.IMarkerData[] => {
      if (!found.place) return [];
      const { start, end } = found.place.range;
      // A problem of something long is underlined in its first line: the rest is what it concerns, not where it is.
      const last =
        end.line === start.line ? end.column : model.getLineMaxColumn(Math.min(start.line, model.getLineCount()));
      return [
        {
          severity: SEVERITIES[found.severity],
          message: found.sentence,
          startLineNumber: start.line,
          startColumn: start.column,
          endLineNumber: start.line,
          endColumn: Math.max(last, start.column + 1),
        },
      ];
    }),
  );
}

const SIGNS = { error: 'sign-error', warning: 'sign-warning', info: 'sign-info' } as const;
const ORDER = { error: 2, warning: 1, info: 0 } as const;

/** A sign beside the number of each line with a problem, by its worst, and a bar beside the lines that decide now. */
export function lineSigns(
  lit: readonly number[],
  problems: readonly Problem[],
): readonly monaco.editor.IModelDeltaDecoration[] {
  const worst = new Map<number, Problem>();
  for (const one of problems) {
    const line = one.place?.range.start.line;
    if (line === undefined) continue;
    const other = worst.get(line);
    if (!other || ORDER[one.severity] > ORDER[other.severity]) worst.set(line, one);
  }
  return [
    ...lit.map((line) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: { isWholeLine: true, className: 'lit-line', linesDecorationsClassName: 'lit-edge' },
    })),
    ...[...worst].map(([line, { severity, sentence }]) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: {
        glyphMarginClassName: `line-sign ${SIGNS[severity]}`,
        glyphMarginHoverMessage: { value: literal(sentence) },
      },
    })),
  ];
}
