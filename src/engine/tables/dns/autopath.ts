import type { Cluster } from '#cluster';
import type { DnsMessage } from '#net';
import type { Asking, Question, Reply } from './asking.ts';
import { afterReply } from './asking.ts';
import type { PluginConfig } from './corefile.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import { absolute, isWithin, joinNames, labelsBelow, longestZone, sameName, zonesWritten } from './name.ts';
import type { Context, Plugin } from './plugin.ts';

/**
 * CoreDNS' autopath with `@kubernetes`: the server walks the search list of the pod that asks, so that one question is
 * enough (`plugin/autopath/autopath.go`, `plugin/kubernetes/autopath.go`). Needs `pods verified` to know whose address it is.
 * Not modelled: autopath with a resolv.conf file instead of `@kubernetes` (passed on).
 */
export function autopathPlugin(
  plugin: PluginConfig,
  blockZones: readonly string[],
  kubernetes: KubernetesOptions | null,
  cluster: Cluster,
): Plugin {
  const written = plugin.args.filter((arg) => !arg.startsWith('@') && !arg.startsWith('/'));
  const zones = written.length === 0 ? blockZones : written.flatMap(zonesWritten);
  const usesKubernetes = plugin.args.includes('@kubernetes');
  return {
    name: 'autopath',
    handle: (question, context) => {
      const isAddress = question.type === 'A' || question.type === 'AAAA';
      if (!isAddress || !usesKubernetes || longestZone(zones, question.name) === null) return context.next(question);
      const path = searchPathOf(question, kubernetes, cluster);
      const first = path[0];
      if (first === undefined || !isWithin(first, question.name)) return context.next(question);
      const base = labelsBelow(first, question.name).join('.');
      return base === '' ? context.next(question) : walk(path, base, question, context);
    },
  };
}

/** Search list of the pod with that address, CoreDNS' own domains and the root after it; empty if autopath does not apply. */
function searchPathOf(question: Question, kubernetes: KubernetesOptions | null, cluster: Cluster): readonly string[] {
  if (kubernetes === null || kubernetes.pods !== 'verified' || question.client === null) return [];
  const zone = longestZone(kubernetes.zones, question.name);
  const pod = cluster.podByIp.get(question.client);
  if (zone === null || pod === undefined) return [];
  const own = [joinNames(`${pod.namespace}.svc`, zone), joinNames('svc', zone), zone];
  return [...own, ...cluster.settings.dns.nodeResolvConf.searches.map(absolute), '.'];
}

function walk(path: readonly string[], base: string, question: Question, context: Context): Asking {
  const step = (index: number, firstReply: Reply | null): Asking => {
    const domain = path[index];
    const answered = (reply: Reply): Asking => ({ then: 'reply', reply });
    if (domain === undefined) return firstReply === null ? context.next(question) : answered(firstReply);
    return afterReply(context.next({ ...question, name: joinNames(base, domain) }), (reply) => {
      if (reply.message.rcode === 'NXDOMAIN') return step(index + 1, firstReply ?? reply);
      if (index === 0) return answered(reply);
      const message = withAlias(reply.message, question.name);
      return answered({
        ...reply,
        message,
        plugin: 'autopath',
        why: `the server walked the search list itself and found ${joinNames(base, domain)}`,
      });
    });
  };
  return step(0, null);
}

function withAlias(found: DnsMessage, asked: string): DnsMessage {
  const owner = found.answers[0];
  if (owner === undefined || sameName(owner.name, asked)) return found;
  return { ...found, answers: [{ name: asked, type: 'CNAME', ttl: owner.ttl, data: owner.name }, ...found.answers] };
}
