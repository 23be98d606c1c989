import { readExpression, tryExpression } from '#net';
import { absolute, sameName } from './name.ts';

/** A `rewrite` as it stands in the Corefile, on one line or in a block. */
interface Stated {
  readonly args: readonly string[];
  readonly block: readonly { readonly name: string; readonly args: readonly string[] }[];
}

/** Turns one name into another, or says that the rule does not fit. */
type Renaming = (name: string) => string | null;

/** One rule, and what it does to the answer. */
export interface RewriteRule {
  readonly renames: Renaming;
  /** What is done to names in the answer, given the name asked and the name it became. */
  answers(asked: string, became: string): (name: string) => string;
}

/** Whether the rule can be followed here: it says what becomes what, and its expressions can be read. */
export function isReadableRewrite(plugin: Stated): boolean {
  return rewriteRules(plugin).length > 0;
}

/** The rule that a directive states, none where it cannot be read. */
export function rewriteRules(
  plugin: Stated,
): readonly { readonly rule: RewriteRule; readonly mode: 'stop' | 'continue' }[] {
  const [first, ...rest] = plugin.args;
  const hasMode = first === 'stop' || first === 'continue';
  const mode = first === 'continue' ? 'continue' : 'stop';
  const words = [...(hasMode ? rest : plugin.args), ...plugin.block.flatMap((line) => [line.name, ...line.args])];
  if (words.shift() !== 'name') return [];
  const kinds = ['exact', 'prefix', 'suffix', 'substring', 'regex'] as const;
  const kind = kinds.find((word) => word === words[0]) ?? 'exact';
  if (kind === words[0]) words.shift();
  const [from, to, ...options] = words;
  if (from === undefined || to === undefined) return [];
  const renames = renaming(kind, from, to);
  if (renames === null) return [];
  const isAuto = kind === 'exact' || (options[0] === 'answer' && options[1] === 'auto');
  const [, which, answerFrom = '', answerTo = ''] = options;
  const stated = which === 'name' ? renaming('regex', answerFrom, answerTo) : null;
  const answers = (asked: string, became: string) => (name: string) => {
    if (isAuto && sameName(name, became)) return asked;
    return stated?.(name.toLowerCase()) ?? name;
  };
  return [{ rule: { renames, answers }, mode }];
}

function renaming(
  kind: 'exact' | 'prefix' | 'suffix' | 'substring' | 'regex',
  from: string,
  to: string,
): Renaming | null {
  const lower = from.toLowerCase();
  switch (kind) {
    case 'exact':
      return (name) => (sameName(name, from) ? absolute(to) : null);
    case 'prefix':
      return (name) => (name.startsWith(lower) ? `${to}${name.slice(lower.length)}` : null);
    case 'suffix': {
      const end = absolute(lower);
      return (name) => (name.endsWith(end) ? `${name.slice(0, -end.length)}${absolute(to)}` : null);
    }
    case 'substring':
      return (name) => (name.includes(lower) ? absolute(name.replaceAll(lower, to)) : null);
    case 'regex': {
      const pattern = readExpression(from, 'go');
      if (pattern === null) return null;
      return (name) => {
        const tried = tryExpression(pattern, name);
        if (tried.kind !== 'fits') return null;
        return absolute(to.replace(/\{(\d+)\}/g, (_, group: string) => tried.groups[Number(group)] ?? ''));
      };
    }
  }
}
