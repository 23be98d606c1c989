import type { Cluster } from '#cluster';
import type { ConfigMapObject } from '#manifests';
import type { Ip } from '#net';
import type { Asking, Question } from './asking.ts';
import { message, replied } from './asking.ts';
import { autopathPlugin } from './autopath.ts';
import { cachePlugin } from './cache.ts';
import type { PluginConfig, ServerBlock } from './corefile.ts';
import { externalPlugin } from './external.ts';
import { forwardPlugin } from './forward.ts';
import { hostsPlugin } from './hosts.ts';
import { answerFromKubernetes } from './kubernetes.ts';
import { kubernetesOptions } from './kubernetes-options.ts';
import { longestZone } from './name.ts';
import { rewritePlugin } from './rewrite.ts';
import type { Context, Plugin } from './plugin.ts';
import type { Watched } from './watched.ts';
import { watch } from './watched.ts';

/** A running DNS server: its server blocks with their plugins, in CoreDNS' fixed order. */
export interface DnsServer {
  /** Zones it has a block for on port 53, for the table that is printed. */
  readonly zones: readonly string[];
  /** What its first kubernetes plugin has seen, `null` if it has none. */
  readonly watched: Watched | null;
  /** Whether some block listens on the port. */
  listensOn(port: number): boolean;
  /** Whether some block has the plugin. */
  uses(plugin: string): boolean;
  answer(question: Question, port: number): Asking;
}

/** What a server runs with. */
export interface ServerSetting {
  readonly blocks: readonly ServerBlock[];
  /** Addresses of the pod or node it runs in. */
  readonly serverIps: readonly Ip[];
  readonly configMap: ConfigMapObject | null;
  readonly access: 'all' | 'noEndpointSlices';
}

/** Order of `plugin.cfg`, as far as it matters here: the order of the Corefile does not. */
const ORDER = ['cache', 'rewrite', 'autopath', 'hosts', 'k8s_external', 'kubernetes', 'forward'] as const;

/** Aliases to aliases through the whole server end here; CoreDNS counts about the same. */
const DEEPEST_LOOKUP = 10;

export function dnsServer(setting: ServerSetting, cluster: Cluster): DnsServer {
  const blocks = setting.blocks.map((block) => ({ block, ...pluginsOf(block, setting, cluster) }));

  const answer = (question: Question, port: number, depth: number): Asking => {
    const open = blocks.filter(({ block }) => block.port === port);
    const zone = longestZone(
      open.flatMap(({ block }) => block.zones),
      question.name,
    );
    const chosen = open.find(({ block }) => zone !== null && block.zones.includes(zone));
    if (chosen === undefined) {
      return replied(
        {
          plugin: 'server',
          zone: null,
          object: null,
          because: [],
          why: 'no server block of the Corefile holds the name',
        },
        message('REFUSED', [], { authoritative: false }),
      );
    }
    return run(chosen.plugins, 0, question, {
      serverIps: setting.serverIps,
      lookup: (target) => (depth >= DEEPEST_LOOKUP ? exhausted() : answer(target, port, depth + 1)),
    });
  };

  return {
    zones: blocks.filter(({ block }) => block.port === 53).flatMap(({ block }) => block.zones),
    watched: blocks.find(({ watched }) => watched !== null)?.watched ?? null,
    listensOn: (port) => setting.blocks.some((block) => block.port === port),
    uses: (plugin) => setting.blocks.some((block) => block.plugins.some(({ name }) => name === plugin)),
    answer: (question, port) => answer(question, port, 0),
  };
}

function run(plugins: readonly Plugin[], at: number, question: Question, outer: Omit<Context, 'next'>): Asking {
  const plugin = plugins[at];
  if (plugin === undefined) {
    return replied(
      {
        plugin: 'server',
        zone: null,
        object: null,
        because: [],
        why: 'no plugin of the server block answers for the name',
      },
      message('SERVFAIL', [], { authoritative: false }),
    );
  }
  return plugin.handle(question, { ...outer, next: (passed) => run(plugins, at + 1, passed, outer) });
}

function exhausted(): Asking {
  return replied(
    { plugin: 'server', zone: null, object: null, because: [], why: 'the chain of aliases is too long' },
    message('SERVFAIL', [], { authoritative: false }),
  );
}

function pluginsOf(
  block: ServerBlock,
  setting: ServerSetting,
  cluster: Cluster,
): { readonly plugins: readonly Plugin[]; readonly watched: Watched | null } {
  const kubernetes = block.plugins.find(({ name }) => name === 'kubernetes');
  const options = kubernetes === undefined ? null : kubernetesOptions(kubernetes, block.zones);
  const watched = options === null ? null : watch(cluster, options, setting.access);
  const rewrites = block.plugins.filter(({ name }) => name === 'rewrite');
  const made = (config: PluginConfig, name: (typeof ORDER)[number]): readonly Plugin[] => {
    switch (name) {
      case 'cache':
        return [cachePlugin(config, block.zones)];
      case 'rewrite':
        return rewrites[0] === config ? [rewritePlugin(rewrites)] : [];
      case 'autopath':
        return [autopathPlugin(config, block.zones, options, cluster)];
      case 'hosts':
        return [hostsPlugin(config, block.zones, setting.configMap)];
      case 'k8s_external':
        return watched === null ? [] : [externalPlugin(config, watched, cluster)];
      case 'kubernetes':
        return watched === null
          ? []
          : [{ name: 'kubernetes', handle: (question, context) => answerFromKubernetes(watched, question, context) }];
      case 'forward':
        return [forwardPlugin(config, cluster)];
    }
  };
  const plugins = ORDER.flatMap((name) =>
    block.plugins.filter((config) => config.name === name).flatMap((config) => made(config, name)),
  );
  return { plugins, watched };
}
