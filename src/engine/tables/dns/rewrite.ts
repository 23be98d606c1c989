import type { DnsMessage, DnsRecord } from '#net';
import type { Question } from './asking.ts';
import { afterReply } from './asking.ts';
import type { PluginConfig } from './corefile.ts';
import { isValidName } from './name.ts';
import type { Plugin } from './plugin.ts';
import { rewriteRules } from './rewrite-rule.ts';

/**
 * CoreDNS' rewrite for names (`plugin/rewrite/name.go`): exact, prefix, suffix, substring, regex; the first rule that fits
 * counts, those marked `continue` let the next one look too. The answer gets the asked name back for exact rules and with
 * `answer auto`, or by `answer name FROM TO`.
 * Not modelled, and reported: rules for type, class, ttl, edns0, cname and rcode.
 */
export function rewritePlugin(plugins: readonly PluginConfig[]): Plugin {
  const rules = plugins.flatMap(rewriteRules);
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

function renamedAnswers(message: DnsMessage, rename: (name: string) => string): DnsMessage {
  const record = (one: DnsRecord): DnsRecord => ({
    ...one,
    name: rename(one.name),
    data: one.type === 'CNAME' ? rename(one.data) : one.data,
  });
  return { ...message, answers: message.answers.map(record), additional: message.additional.map(record) };
}
