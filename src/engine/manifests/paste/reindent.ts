import { isJsonObject, readYaml } from '#source';
import { type FlatLine, type FlatValue, flatLine, unglued } from './flat-line.ts';
import { type FieldShape, type Shape, shapeOf } from './shapes.ts';

/** Something that is open: an object of a known shape, a list of such, or free keys and scalars. */
type Frame =
  | { readonly kind: 'object'; readonly shape: Shape; readonly seen: ReadonlySet<string>; readonly column: number }
  | { readonly kind: 'free'; readonly seen: ReadonlySet<string>; readonly column: number }
  | { readonly kind: 'list'; readonly of: string; readonly isFilled: boolean; readonly column: number }
  | { readonly kind: 'scalars'; readonly isFilled: boolean; readonly column: number };

/** One way to read the lines so far: what is open now, and the column of every line. */
interface Reading {
  readonly stack: readonly Frame[];
  readonly columns: Columns | null;
  /** Whether the keys of every object so far stand in the order of the alphabet, as kubectl prints them. */
  readonly isSorted: boolean;
}

interface Columns {
  readonly column: number;
  readonly before: Columns | null;
}

/** A place for a line; `sure` where nobody would write that key as a label of their own. */
interface Placing {
  readonly reading: Reading;
  readonly sure: boolean;
  readonly free: boolean;
}

const MOST_READINGS = 200;
const MOST_LINES = 3_000;

/**
 * Indents a document again that lost its indentation, by the shape of its kind: every way to read the lines is followed
 * that the shapes allow, with all required fields there. Of several the one counts in which every object is sorted as
 * kubectl prints it; where none is left, or more than one, nobody can be sure, and it is `null`. Whatever indentation
 * there still is does not count. A sentence glued to the last line becomes a comment.
 */
export function reindent(text: string): string | null {
  const lines = withoutGlue(text.split(/\r\n|\r|\n/).map((line) => line.trim()));
  const kind = lines
    .map((line) => /^["']?kind["']?\s*:\s*["']?(\w+)/.exec(line)?.[1])
    .find((word) => word !== undefined);
  const shape = kind === undefined ? null : shapeOf(kind);
  if (shape === null || lines.length > MOST_LINES) return null;
  const content = lines.map(flatLine);
  let readings: readonly Reading[] = [
    { stack: [{ kind: 'object', shape, seen: new Set(), column: 0 }], columns: null, isSorted: true },
  ];
  for (const line of content) {
    if (line === null) return null;
    if (line.kind === 'neutral') continue;
    readings = readings.flatMap((reading) => placed(reading, line));
    if (readings.length === 0 || readings.length > MOST_READINGS) return null;
  }
  const finished = readings.filter(({ stack }) => stack.every(isComplete));
  const sorted = finished.filter(({ isSorted }) => isSorted);
  const [only, second] = sorted.length === 1 ? sorted : finished;
  return only === undefined || second !== undefined ? null : print(lines, content, only);
}

function withoutGlue(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line !== '' && !line.startsWith('#'));
  const parts = unglued(lines[last] ?? '');
  return parts === null ? lines : [...lines.slice(0, last), parts.line, `# ${parts.rest}`, ...lines.slice(last + 1)];
}

function print(lines: readonly string[], content: readonly (FlatLine | null)[], reading: Reading): string | null {
  const columns: number[] = [];
  for (let at = reading.columns; at !== null; at = at.before) columns.push(at.column);
  let next = columns.pop() ?? 0;
  const printed = lines.map((line, index) => {
    const column = next;
    if (content[index]?.kind !== 'neutral') next = columns.pop() ?? 0;
    return line === '' || line.startsWith('---') ? line : ' '.repeat(column) + line;
  });
  const text = printed.join('\n');
  const value = readYaml(text);
  return value.kind === 'read' && !value.repeatsKeys && value.values.every(isJsonObject) ? text : null;
}

/** All places that a line can have; frames inside its place are closed, which they must be fit for. */
function placed(reading: Reading, line: Exclude<FlatLine, { kind: 'neutral' }>): readonly Reading[] {
  const found: Placing[] = [];
  for (let depth = reading.stack.length - 1; depth >= 0; depth--) {
    const frame = reading.stack[depth];
    if (frame === undefined) break;
    const outer = reading.stack.slice(0, depth);
    const placing = placeIn(frame, line);
    if (placing !== null) {
      const columns = { column: frame.column, before: reading.columns };
      const isSorted = reading.isSorted && placing.frames.every(isInOrder);
      found.push({ ...placing, reading: { stack: [...outer, ...placing.frames], columns, isSorted } });
    }
    if (!isComplete(frame)) break;
  }
  const isSure = found.some(({ sure }) => sure);
  return found.filter(({ free }) => !free || !isSure).map((placing) => placing.reading);
}

interface PlacedFrames {
  readonly frames: readonly Frame[];
  readonly sure: boolean;
  readonly free: boolean;
}

function placeIn(frame: Frame, line: Exclude<FlatLine, { kind: 'neutral' }>): PlacedFrames | null {
  switch (frame.kind) {
    case 'object':
      return line.kind === 'entry' || line.dash ? null : keyIn(frame, line.key, line.value);
    case 'free': {
      if (line.kind === 'entry' || line.dash || frame.seen.has(line.key)) return null;
      if (line.value.kind !== 'scalar' || line.value.look === 'other') return null;
      return { frames: [{ ...frame, seen: new Set([...frame.seen, line.key]) }], sure: false, free: true };
    }
    case 'scalars':
      if (line.kind !== 'entry' || line.value.kind !== 'scalar') return null;
      return { frames: [{ ...frame, isFilled: true }], sure: false, free: false };
    case 'list':
      return line.kind === 'entry' || line.dash ? entryOf(frame, line) : null;
  }
}

function entryOf(
  frame: Frame & { readonly kind: 'list' },
  line: Exclude<FlatLine, { kind: 'neutral' }>,
): PlacedFrames | null {
  const list: Frame = { ...frame, isFilled: true };
  if (line.kind === 'entry') {
    const isObject = line.value.kind === 'flow' && line.value.of === 'object';
    return isObject ? { frames: [list], sure: false, free: false } : null;
  }
  const shape = shapeOf(frame.of);
  if (shape === null) return null;
  const object = { kind: 'object', shape, seen: new Set<string>(), column: frame.column + 2 } as const;
  const placing = keyIn(object, line.key, line.value);
  return placing === null ? null : { ...placing, frames: [list, ...placing.frames] };
}

function keyIn(frame: Frame & { readonly kind: 'object' }, key: string, value: FlatValue): PlacedFrames | null {
  const field = frame.shape.get(key);
  if (field === undefined || frame.seen.has(key)) return null;
  if (frame.seen.size > 0 && (field.alone || [...frame.seen].some((other) => frame.shape.get(other)?.alone === true)))
    return null;
  const object: Frame = { ...frame, seen: new Set([...frame.seen, key]) };
  if (value.kind === 'open') {
    const opened = frameOf(field, frame.column);
    return opened === null ? null : { frames: [object, opened], sure: true, free: false };
  }
  if (!takes(field, value)) return null;
  const isWord = field.kind === 'scalar' && field.words !== null;
  return { frames: [object], sure: isWord || /[a-z][A-Z]/.test(key), free: false };
}

/** Lists have their dashes in the column of their key, as kubectl prints them. */
function frameOf(field: FieldShape, column: number): Frame | null {
  switch (field.kind) {
    case 'object': {
      const shape = shapeOf(field.of);
      return shape === null ? null : { kind: 'object', shape, seen: new Set(), column: column + 2 };
    }
    case 'free':
      return { kind: 'free', seen: new Set(), column: column + 2 };
    case 'list':
      return { kind: 'list', of: field.of, isFilled: false, column };
    case 'scalars':
      return { kind: 'scalars', isFilled: false, column };
    case 'scalar':
      return null;
  }
}

function takes(field: FieldShape, value: Exclude<FlatValue, { kind: 'open' }>): boolean {
  if (value.kind === 'flow')
    return value.of === 'list'
      ? field.kind === 'list' || field.kind === 'scalars'
      : field.kind === 'object' || field.kind === 'free';
  return field.kind === 'scalar' && (field.words === null || field.words.includes(value.text));
}

function isComplete(frame: Frame): boolean {
  switch (frame.kind) {
    case 'object':
      return frame.seen.size > 0 && [...frame.shape].every(([key, { required }]) => !required || frame.seen.has(key));
    case 'free':
      return frame.seen.size > 0;
    case 'list':
    case 'scalars':
      return frame.isFilled;
  }
}

/** Whether the last two keys of an object stand in the order of the alphabet. */
function isInOrder(frame: Frame): boolean {
  if (frame.kind !== 'object' && frame.kind !== 'free') return true;
  const [before, last] = [...frame.seen].slice(-2);
  return before === undefined || last === undefined || before <= last;
}
