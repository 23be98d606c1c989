import type { DnsMessage, DnsRecord } from '#net';
import type { Question } from './asking.ts';
import { afterReply } from './asking.ts';
import type { Directive, PluginConfig } from './corefile.ts';
import { absolute, isValidName, sameName } from './name.ts';
import type { Plugin } from './plugin.ts';

/** Turns one name into another, or says that the rule does not fit. */
type Renaming = (name: string) => string | null;

interface RewriteRule {
  readonly renames: Renaming;
  /** What is done to names in the answer, given the name asked and the name it became. */
  answers(asked: string, became: string): (name: string) => string;
}

/**
 * CoreDNS' rewrite for names (`plugin/rewrite/name.go`): exact, prefix, suffix, substring, regex; the first rule that fits
 * counts, those marked `continue` let the next one look too. The answer gets the asked name back for exact rules and with
 * `answer auto`, or by `answer name FROM TO`.
 * Not modelled, and reported: rules for type, class, ttl, edns0, cname and rcode.
 */
export function rewritePlugin(plugins: readonly PluginConfig[]): Plugin {
  const rules = plugins.flatMap(ruleOf);
  return {
    name: 'rewrite',
    handle: (question, context) => {
      let { name } = question;
      const back: ((name: string) => string)[] = [];
      for (const { rule, mode } of rules) {
        const became = rule.renames(name.toLowerCase());
        if (became === null || !isValidName(became)) continue;
        back.unshift(rule.answers(name, became));
        name = became;
        if (mode === 'stop') break;
      }
      if (back.length === 0) return context.next(question);
      const renamed: Question = { ...question, name };
      return afterReply(context.next(renamed), (reply) => {
        const message = back.reduce(renamedAnswers, reply.message);
        return { then: 'reply', reply: { ...reply, message, why: `${reply.why}; asked as ${name} by a rewrite rule` } };
      });
    },
  };
}

function ruleOf(plugin: PluginConfig): readonly { readonly rule: RewriteRule; readonly mode: 'stop' | 'continue' }[] {
  const [first, ...rest] = plugin.args;
  const hasMode = first === 'stop' || first === 'continue';
  const mode = first === 'continue' ? 'continue' : 'stop';
  const words = [
    ...(hasMode ? rest : plugin.args),
    ...plugin.block.flatMap((line: Directive) => [line.name, ...line.args]),
  ];
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
      const pattern = compiled(from);
      if (pattern === null) return null;
      return (name) => {
        const match = pattern.exec(name);
        return match === null
          ? null
          : absolute(to.replace(/\{(\d+)\}/g, (_, group: string) => match[Number(group)] ?? ''));
      };
    }
  }
}

function compiled(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}

function renamedAnswers(message: DnsMessage, rename: (name: string) => string): DnsMessage {
  const record = (one: DnsRecord): DnsRecord => ({
    ...one,
    name: rename(one.name),
    data: one.type === 'CNAME' ? rename(one.data) : one.data,
  });
  return { ...message, answers: message.answers.map(record), additional: message.additional.map(record) };
}
