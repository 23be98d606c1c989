import { describe, isJsonObject, isList, type Json, type JsonObject } from './json.ts';
import { nearestWords } from './nearest.ts';
import { type FieldPath, fieldText, type Severity } from './problem.ts';

/** Takes what a reader finds wrong: the place comes later, from the path. */
export type Report = (
  code: string,
  severity: Severity,
  path: FieldPath,
  sentence: string,
  nearest?: readonly string[],
) => void;

/** What a reader needs from its text: somebody to tell, and how the value at a path is spelled there, if that is known. */
export interface ReaderHost {
  readonly report: Report;
  spelling(path: FieldPath): string | null;
}

const EMPTY: JsonObject = {};

/**
 * Reads the fields of one object and reports what has the wrong type; it goes on with the nearest sensible value, or with
 * `undefined`. A field that is `null` is absent, as in Go.
 */
export class Reader {
  readonly raw: JsonObject;
  private readonly host: ReaderHost;
  private readonly up: Reader | null;
  private readonly steps: FieldPath;

  constructor(raw: JsonObject, host: ReaderHost, up: Reader | null = null, steps: FieldPath = []) {
    this.raw = raw;
    this.host = host;
    this.up = up;
    this.steps = steps;
  }

  /** The path of this object, or of one of its fields. */
  path(...more: FieldPath): FieldPath {
    return this.up === null ? [...this.steps, ...more] : this.up.path(...this.steps, ...more);
  }

  report(...[code, severity, path, sentence, nearest]: Parameters<Report>): void {
    this.host.report(code, severity, path, sentence, nearest);
  }

  /** The raw value, `undefined` if absent or null. Keys of the prototype do not exist. */
  value(key: string): Json | undefined {
    return Object.hasOwn(this.raw, key) ? (this.raw[key] ?? undefined) : undefined;
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  keys(): readonly string[] {
    return Object.keys(this.raw);
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'string') return value;
    return this.asText(this.path(key), value);
  }

  /** Text where a number or a truth value is as good: taken as it is written, `1.30` with its zero. */
  looseText(key: string): string | undefined {
    const value = this.value(key);
    if (typeof value !== 'number' && typeof value !== 'boolean') return this.text(key);
    return this.host.spelling(this.path(key)) ?? String(value);
  }

  number(key: string): number | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (typeof value === 'number') {
      if (!Number.isInteger(value)) this.wrong(key, 'a whole number', value);
      return value;
    }
    this.wrong(key, 'a number', value);
    return typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : undefined;
  }

  truth(key: string): boolean | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'boolean') return value;
    this.wrong(key, 'true or false', value);
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }

  numberOrText(key: string): number | string | undefined {
    const value = this.value(key);
    if (value === undefined || typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value)))
      return value;
    this.wrong(key, 'a whole number or text', value);
    return undefined;
  }

  /** One of a closed set of words; any other is an error that names the nearest. */
  oneOf<Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const word = words.find((one) => one === value);
    if (word === undefined) this.unknownWord(this.path(key), value, words);
    return word;
  }

  unknownWord(path: FieldPath, value: string, words: readonly string[]): void {
    const nearest = nearestWords(value, words);
    this.report(
      'UnknownValue',
      'error',
      path,
      `${fieldText(path)}: ${describe(value)} is not one of ${words.join(', ')}.`,
      nearest,
    );
  }

  /** Text to text; numbers and truth values are reported, and read as text. */
  labels(key: string): Readonly<Record<string, string>> {
    return this.mapOf(key, (inner, name) => inner.text(name) ?? '');
  }

  mapOf<Value>(key: string, read: (inner: Reader, name: string) => Value): Readonly<Record<string, Value>> {
    const inner = this.object(key);
    if (inner === undefined) return {};
    return Object.fromEntries(inner.keys().map((name) => [name, read(inner, name)]));
  }

  /** A list of texts; absent is empty. */
  texts(key: string): readonly string[] {
    return this.items(key).flatMap((item, index) => {
      if (typeof item === 'string') return [item];
      return this.asText(this.path(key, index), item) ?? [];
    });
  }

  numbers(key: string): readonly number[] {
    return this.items(key).flatMap((item, index) => {
      if (typeof item === 'number') return [item];
      this.wrongAt(this.path(key, index), 'a number', item);
      return [];
    });
  }

  /** The object under a key, `undefined` if absent. */
  object(key: string): Reader | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (isJsonObject(value)) return new Reader(value, this.host, this, [key]);
    this.wrong(key, 'an object', value);
    return undefined;
  }

  /** The object under a key, or one without fields. */
  in(key: string): Reader {
    return this.object(key) ?? new Reader(EMPTY, this.host, this, [key]);
  }

  /** The objects of a list; absent is empty, what is no object is reported and left out. */
  objects(key: string): readonly Reader[] {
    return this.items(key).flatMap((item, index) => {
      if (isJsonObject(item)) return [new Reader(item, this.host, this, [key, index])];
      this.wrongAt(this.path(key, index), 'an object', item);
      return [];
    });
  }

  items(key: string): readonly Json[] {
    const value = this.value(key);
    if (value === undefined) return [];
    if (isList(value)) return value;
    this.wrong(key, 'a list', value);
    return [];
  }

  /** Reports every key that is not among the known ones, with the nearest of them. */
  onlyKeys(known: readonly string[], severity: Severity, code: string): void {
    for (const key of Object.keys(this.raw)) {
      if (known.includes(key)) continue;
      const nearest = nearestWords(key, known);
      const meant = nearest[0] === undefined ? '' : ` Did you mean ${nearest[0]}?`;
      this.report(code, severity, this.path(key), `There is no field ${key} here.${meant}`, nearest);
    }
  }

  /**
   * What should have been text, as it is written. A word like `y` or `off` that Go's YAML takes for a truth value is only
   * warned of: kubectl refuses it, but what is meant is clear.
   */
  private asText(path: FieldPath, value: Json): string | undefined {
    const written = this.host.spelling(path);
    const word = typeof value === 'boolean' && written !== null && !/^(?:true|false)$/i.test(written);
    if (word) {
      const sentence = `${fieldText(path)}: kubectl reads ${written} as ${String(value)} and refuses it; put it in quotes. It is read as text here.`;
      this.report('BooleanWord', 'warning', path, sentence);
    } else this.wrongAt(path, 'text', value);
    return typeof value === 'object' ? undefined : (written ?? String(value));
  }

  wrong(key: string, expected: string, found: Json): void {
    this.wrongAt(this.path(key), expected, found);
  }

  wrongAt(path: FieldPath, expected: string, found: Json): void {
    const quotes = expected === 'text' && typeof found !== 'object' ? '; put it in quotes' : '';
    this.report(
      'WrongType',
      'error',
      path,
      `${fieldText(path)}: expected ${expected}, found ${describe(found)}${quotes}.`,
    );
  }
}

/** The fields that have a value: an optional field that is `undefined` is left out, as exact optional types want it. */
export function present<T extends object>(
  fields: {
    readonly [K in keyof T]-?: T[K] | (object extends Pick<T, K> ? undefined : never);
  },
): T {
  const out: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) out[key] = fields[key];
  return out as T;
}
