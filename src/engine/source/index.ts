export { nearestWords } from './nearest.ts';
export { lineStarts, positionAt } from './text.ts';
export type { Position, Range } from './text.ts';
export { problem } from './problem.ts';
export type { DocId, FieldPath, Place, Problem, Severity, SourceName } from './problem.ts';
export { fieldText } from './problem.ts';
