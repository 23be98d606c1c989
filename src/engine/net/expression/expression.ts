import type { Program } from './program.ts';
import { programOf } from './program.ts';
import type { Dialect } from './read-tree.ts';
import { readTree } from './read-tree.ts';
import { search } from './run.ts';
import type { CharacterSet } from './tree.ts';

/** An expression from somebody's text, ready to be tried. */
export interface Expression {
  readonly program: Program;
  readonly groups: number;
}

/** What trying came to. `groups[0]` is all that fitted; a group that took no part is empty. `gaveUp`: it would take too long. */
export type Tried =
  | { readonly kind: 'fits'; readonly groups: readonly string[] }
  | { readonly kind: 'misses' }
  | { readonly kind: 'gaveUp' };

const MOST_STEPS = 4_000_000;
const MISSES: Tried = { kind: 'misses' };

/**
 * Reads a regular expression that stands in a manifest; `null` where it is wrong or has what is not modelled (`readTree`).
 * Such expressions never run as the language's own: those backtrack, and a few characters can keep them busy for ever.
 * Characters are UTF-16 units here, bytes in nginx.
 */
export function readExpression(
  text: string,
  dialect: Dialect,
  letters: CharacterSet['letters'] = 'exact',
): Expression | null {
  const tree = readTree(text, dialect, letters);
  const program = tree === null ? null : programOf(tree.root);
  return tree === null || program === null ? null : { program, groups: tree.groups };
}

/** Looks for the first place where the expression fits, and there takes what it prefers (as Perl, PCRE and Go do). */
export function tryExpression({ program, groups }: Expression, text: string): Tried {
  const budget = { left: MOST_STEPS };
  if (program.length * (text.length + 1) > MOST_STEPS * 4) return { kind: 'gaveUp' };
  const ran = search(program, text, (groups + 1) * 2, budget);
  if (ran === null) return budget.left < 0 ? { kind: 'gaveUp' } : MISSES;
  const part = (index: number): string => {
    const [from = -1, to = -1] = ran.marks.slice(index * 2, index * 2 + 2);
    return from < 0 || to < 0 ? '' : text.slice(from, to);
  };
  return { kind: 'fits', groups: Array.from({ length: groups + 1 }, (_, index) => part(index)) };
}

/** Whether an expression fits somewhere in the text. */
export function fitsExpression(expression: Expression, text: string): boolean {
  return tryExpression(expression, text).kind === 'fits';
}
