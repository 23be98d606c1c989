import type { Cluster, Evidence } from '#cluster';
import { parseIp } from '#net';
import type { Answered, Question, Upstream } from './asking.ts';
import { message, replied } from './asking.ts';
import type { PluginConfig } from './corefile.ts';
import { isWithin, longestZone, zonesWritten } from './name.ts';
import type { Plugin } from './plugin.ts';

/** Milliseconds that one try of an upstream may take (CoreDNS `plugin/forward`, read timeout). */
const TRY_MS = 2000;

/**
 * CoreDNS' forward: names below FROM go to the upstreams, by the asker's own transport unless `force_tcp` or
 * `prefer_udp` say otherwise. All of them silent: SERVFAIL after two tries each.
 * Not modelled: the random order of several upstreams (they are tried as written), health checks, TLS.
 */
export function forwardPlugin(plugin: PluginConfig, cluster: Cluster): Plugin {
  const from = zonesWritten(plugin.args[0] ?? '.');
  const upstreams = plugin.args.slice(1).flatMap((text) => upstreamsWritten(text, cluster));
  const except = plugin.block.filter(({ name }) => name === 'except').flatMap(({ args }) => args.flatMap(zonesWritten));
  const has = (option: string): boolean => plugin.block.some(({ name }) => name === option);
  const because = plugin.args.slice(1).some((text) => text.startsWith('/')) ? [settingEvidence(cluster)] : [];
  const transportFor = (question: Question): Question['transport'] => {
    if (has('force_tcp')) return 'tcp';
    return has('prefer_udp') ? 'udp' : question.transport;
  };
  return {
    name: 'forward',
    handle: (question, context) => {
      const isMine = from.some((zone) => isWithin(zone, question.name)) && longestZone(except, question.name) === null;
      if (!isMine) return context.next(question);
      const by: Answered = {
        plugin: 'forward',
        zone: from[0] ?? '.',
        object: null,
        because,
        why: 'no zone of the server holds the name, so it is forwarded',
      };
      if (upstreams.length === 0)
        return replied(
          { ...by, why: 'there is no upstream to forward to' },
          message('SERVFAIL', [], { authoritative: false }),
        );
      return {
        then: 'ask',
        by,
        question: { ...question, transport: transportFor(question) },
        upstreams,
        tries: 2,
        waitMs: TRY_MS,
        resume: (answer) =>
          answer === null
            ? replied({ ...by, why: 'no upstream answered' }, message('SERVFAIL', [], { authoritative: false }))
            : replied({ ...by, why: 'the upstream answered' }, answer),
      };
    },
  };
}

/** `10.0.0.2`, `10.0.0.2:5353`, `dns://…`, `tls://…`; a file is a resolv.conf, which stands for the setting `dns.forward`. */
function upstreamsWritten(text: string, cluster: Cluster): readonly Upstream[] {
  if (text.startsWith('/')) return cluster.settings.dns.forward.map((ip) => ({ ip, port: 53 }));
  const match = /^(?:(dns|tls):\/\/)?(?:\[([^\]]+)\]|([^:[\]]+)|([0-9a-fA-F:]+))(?::(\d+))?(?:%.*)?$/.exec(text);
  const ip = parseIp(match?.[2] ?? match?.[3] ?? match?.[4] ?? '');
  return match === null || ip === null ? [] : [{ ip, port: Number(match[5] ?? (match[1] === 'tls' ? 853 : 53)) }];
}

function settingEvidence(cluster: Cluster): Evidence {
  const { origins } = cluster.settings;
  return {
    object: { kind: 'Setting', namespace: null, name: 'dns.forward' },
    field: ['dns', 'forward'],
    origin: origins.get('dns.forward') ?? origins.get('dns') ?? { kind: 'default', setting: 'dns.forward' },
  };
}
