/** The first command of a line, split into words, and what follows it after a pipe, a redirection or a semicolon. */
export interface ShellLine {
  readonly words: readonly string[];
  readonly rest: string;
}

const TOKEN = /\\\r?\n|\\([^])|'([^']*)'|"((?:[^"\\]|\\[^])*)"|(\s+)|([^\s\\'"]+)|([^])/g;
const OPERATOR = /^(?:\|\|?|&&?|;|[\d&]?>.*|<.*)/;

/** Splits a line into words as a POSIX shell does: quotes, backslashes, continued lines. Nothing is expanded. */
export function shellWords(line: string): readonly string[] {
  return readShell(line, () => false).words;
}

/** As `shellWords`, up to what a shell would not hand to the command: `| jq`, `> file`, `; echo`. */
export function firstCommand(line: string): ShellLine {
  return readShell(line, (plain) => OPERATOR.test(plain));
}

function readShell(line: string, ends: (plain: string) => boolean): ShellLine {
  const words: string[] = [];
  let word: string | null = null;
  for (const match of line.matchAll(TOKEN)) {
    const [, escaped, single, double, blank, plain, stray] = match;
    if (plain !== undefined && word === null && words.length > 0 && ends(plain))
      return { words, rest: line.slice(match.index).trim() };
    const stops =
      plain !== undefined && plain.endsWith(';') && ends(';') && /^\s/.test(line.slice(match.index + plain.length));
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      const part = escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? plain ?? stray;
      if (part !== undefined) word = (word ?? '') + (stops ? part.slice(0, -1) : part);
    }
    if (stops && word !== null)
      return { words: [...words, word], rest: line.slice(match.index + (plain?.length ?? 0)).trim() };
  }
  return { words: word === null ? words : [...words, word], rest: '' };
}
