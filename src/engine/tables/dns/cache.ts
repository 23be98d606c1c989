import type { DnsMessage, DnsRecord } from '#net';
import type { PluginConfig } from './corefile.ts';
import { longestZone, zonesWritten } from './name.ts';
import { afterReply } from './asking.ts';
import type { Plugin } from './plugin.ts';

/**
 * CoreDNS' cache, as far as one question shows it: a reply that is stored carries one TTL for all its records, the
 * lowest of them, at most the cache's own and at least its minimum (`plugin/cache/cache.go`). SERVFAIL is left alone.
 * Not modelled: answers from an earlier question, prefetch, serve_stale.
 */
export function cachePlugin(plugin: PluginConfig, blockZones: readonly string[]): Plugin {
  const isNumber = (text: string | undefined): boolean => text !== undefined && /^\d+$/.test(text);
  const first = plugin.args[0];
  const cap = isNumber(first) ? Number(first) : null;
  const written = isNumber(first) ? plugin.args.slice(1) : plugin.args;
  const zones = written.length === 0 ? blockZones : written.flatMap(zonesWritten);
  const limits = (kind: 'success' | 'denial'): { cap: number; min: number; off: readonly string[] } => {
    const args = plugin.block.find(({ name }) => name === kind)?.args ?? [];
    const disabled = plugin.block.filter(({ name, args: [which] }) => name === 'disable' && which === kind);
    return {
      cap: Number(args[1] ?? cap ?? (kind === 'success' ? 3600 : 1800)),
      min: Number(args[2] ?? 5),
      off: disabled.flatMap(({ args: [, ...of] }) => (of.length === 0 ? ['.'] : of.flatMap(zonesWritten))),
    };
  };
  const success = limits('success');
  const denial = limits('denial');
  return {
    name: 'cache',
    handle: (question, context) => {
      const asking = context.next(question);
      if (longestZone(zones, question.name) === null) return asking;
      return afterReply(asking, (reply) => {
        const isStored = reply.message.rcode === 'NOERROR' || reply.message.rcode === 'NXDOMAIN';
        const limit = reply.message.rcode === 'NOERROR' && reply.message.answers.length > 0 ? success : denial;
        const isOff = longestZone(limit.off, question.name) !== null;
        if (!isStored || isOff || reply.message.truncated) return { then: 'reply', reply };
        return { then: 'reply', reply: { ...reply, message: capped(reply.message, limit.cap, limit.min) } };
      });
    },
  };
}

function capped(answer: DnsMessage, cap: number, min: number): DnsMessage {
  const records = [...answer.answers, ...answer.authority, ...answer.additional];
  if (records.length === 0) return answer;
  const ttl = Math.max(min, Math.min(cap, ...records.map((record) => record.ttl)));
  const set = (record: DnsRecord): DnsRecord => ({ ...record, ttl });
  return {
    ...answer,
    answers: answer.answers.map(set),
    authority: answer.authority.map(set),
    additional: answer.additional.map(set),
  };
}
