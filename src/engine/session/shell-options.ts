import type { Problem } from '#source';
import { nearestWords, problem } from '#source';

/**
 * What an option of a command does to a request here: one of the command's own words, `nothing` (it changes nothing on
 * the way), or `left` (it would change something that no request can state; it is named).
 */
export interface Option<Does extends string> {
  readonly does: Does | 'nothing' | 'left';
  readonly takes: 'value' | 'flag';
}

export interface Given<Does extends string> extends Option<Does> {
  readonly name: string;
  readonly value: string;
}

/** A command's words read apart. */
export interface CommandLine<Does extends string> {
  readonly program: string;
  readonly words: readonly string[];
  readonly given: readonly Given<Does>[];
}

export type OptionTable<Does extends string> = ReadonlyMap<string, Option<Does>>;

/** A table from rows of names, what they do, and whether a value follows. */
export function optionTable<Does extends string>(
  rows: readonly (readonly [names: string, does: Does | 'nothing' | 'left', takes: 'value' | 'flag'])[],
): OptionTable<Does> {
  return new Map(
    rows.flatMap(([names, does, takes]) => names.split(' ').map((name) => [name, { does, takes }] as const)),
  );
}

/** Reads the words after a program's name; a word of which nothing is known is refused with the nearest one. */
export function readOptions<Does extends string>(
  program: string,
  all: readonly string[],
  table: OptionTable<Does>,
): CommandLine<Does> | Problem {
  const words: string[] = [];
  const given: Given<Does>[] = [];
  const queue = all.flatMap((word) => unbundled(word, table));
  for (let at = 0; at < queue.length; at++) {
    const word = queue[at] ?? '';
    if (!/^-./.test(word)) {
      words.push(word);
      continue;
    }
    const option = table.get(word);
    if (option === undefined) {
      const nearest = nearestWords(word, [...table.keys()]);
      return { ...brokenCommand(`The ${program} option ${word} is not understood here.`), nearest };
    }
    const value = option.takes === 'value' ? queue[++at] : '';
    if (value === undefined) return brokenCommand(`The ${program} option ${word} needs a value.`);
    given.push({ ...option, name: word, value });
  }
  return { program, words, given };
}

/** `-sSL` as `-s -S -L`, `-XPOST` as `-X POST`, `--timeout=3` as `--timeout 3`. */
function unbundled(word: string, table: OptionTable<string>): readonly string[] {
  if (table.has(word) || !/^-./.test(word)) return [word];
  const [, long, value] = /^(--?[a-z][^=]*)=([^]*)$/.exec(word) ?? [];
  if (long !== undefined && value !== undefined && table.get(long)?.takes === 'value') return [long, value];
  if (word.startsWith('--')) return [word];
  const first = `-${word.charAt(1)}`;
  const option = table.get(first);
  if (option === undefined || word.length === 2) return [word];
  const rest = word.slice(2);
  return option.takes === 'value' ? [first, rest] : [first, ...unbundled(`-${rest}`, table)];
}

export function valuesOf<Does extends string>({ given }: CommandLine<Does>, does: Does): readonly string[] {
  return given.flatMap((one) => (one.does === does ? [one.value] : []));
}

export function has<Does extends string>({ given }: CommandLine<Does>, does: Does): boolean {
  return given.some((one) => one.does === does);
}

/** Options that no request can state, as they were written. */
export function leftOver({ given }: CommandLine<string>): readonly string[] {
  return given.flatMap((one) =>
    one.does === 'left' ? [one.takes === 'value' ? `${one.name} ${one.value}` : one.name] : [],
  );
}

export function brokenCommand(sentence: string): Problem {
  return problem('InvalidCommand', 'error', sentence);
}
