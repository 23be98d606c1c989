import { nearestWords } from '#engine';

/** What stood on the command line, read apart. `rest` is what followed `--`, `null` if nothing did. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly rest: readonly string[] | null;
}

/** A command line that cannot be understood; the message is the sentence shown. */
export class UsageError extends Error {}

/** Options by name; those named in `flags` take no value. Throws a UsageError with the nearest valid word. */
export function readArguments(
  argv: readonly string[],
  valid: readonly string[],
  flags: readonly string[] = [],
): Arguments {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') return { words, options, rest: argv.slice(at + 1) };
    if (!word.startsWith('--')) {
      if (word.startsWith('-') && word !== '-') throw new UsageError(unknownOption(word, valid));
      words.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    if (!valid.includes(name)) throw new UsageError(unknownOption(word, valid));
    if (flags.includes(name)) {
      if (equals >= 0) throw new UsageError(`--${name} takes no value.`);
      options.set(name, '');
      continue;
    }
    const value = equals < 0 ? argv[++at] : word.slice(equals + 1);
    if (value === undefined || value === '--') throw new UsageError(`--${name} needs a value.`);
    options.set(name, value);
  }
  return { words, options, rest: null };
}

/** The value of an option that takes one of several words; the first of them if it is left out. */
export function choiceOf<T extends string>({ options }: Arguments, name: string, choices: readonly [T, ...T[]]): T {
  const word = options.get(name);
  if (word === undefined) return choices[0];
  const choice = choices.find((one) => one === word);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${name} ${word}: there is no such ${name}; choose one of ${choices.join(', ')}.`);
}

/** The sentence for a word that means nothing. */
export function unknownWord(what: string, word: string, valid: readonly string[]): string {
  const [nearest] = nearestWords(word, valid);
  return nearest === undefined
    ? `There is no ${what} ${word}.`
    : `There is no ${what} ${word}; did you mean ${nearest}?`;
}

function unknownOption(word: string, valid: readonly string[]): string {
  const name = word.replace(/^-+/, '').replace(/=.*$/, '');
  const [nearest] = nearestWords(name, valid);
  return nearest === undefined
    ? `There is no option ${word}.`
    : `There is no option ${word}; did you mean --${nearest}?`;
}
