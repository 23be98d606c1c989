import type { Family } from '#net';
import { cidrRange } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import { byText } from '../endpoints.ts';
import { refuseWithoutEndpoints } from '../netfilter.ts';
import type { ServiceIndex } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import { isNodeAdmitted } from '../node-view.ts';
import { endpointChain, portChain } from '../print/chain-name.ts';
import type { ServicePort } from '../service-port.ts';
import { healthCheckPort, isExternallyAccessible, usesClusterEndpoints } from '../service-port.ts';
import type { EndpointSets } from '../topology.ts';
import type { Rule } from './rule.ts';
import { block, probability, rule, single } from './rule.ts';

/** The rules of one Service port in both tables (`syncProxyRules` of `pkg/proxy/iptables/proxier.go`). */
export interface ServiceRules {
  readonly nat: readonly Rule[];
  readonly filter: readonly Rule[];
}

const REJECT = {
  IPv4: { target: 'REJECT', options: '--reject-with icmp-port-unreachable' },
  IPv6: { target: 'REJECT', options: '--reject-with icmp6-port-unreachable' },
} as const;

export function serviceRules(view: NodeView, port: ServicePort): ServiceRules {
  const sets = view.sets(port);
  return { nat: natRules(view, port, sets), filter: filterRules(view, port, sets) };
}

/** The rules of one Service port in the chains that all Services share: those that lead to its own chains, and those that refuse. */
export function entryRules(view: NodeView, port: ServicePort): ServiceRules {
  const sets = view.sets(port);
  return { nat: sets.hasAny ? portalRules(view, port, sets) : [], filter: filterRules(view, port, sets) };
}

function natRules(view: NodeView, port: ServicePort, sets: EndpointSets): readonly Rule[] {
  if (!sets.hasAny) return [];
  return [
    ...portalRules(view, port, sets),
    ...(usesClusterEndpoints(port) && sets.cluster.length > 0 ? choiceRules(view, port, 'SVC', sets.cluster) : []),
    ...(sets.local.length > 0 ? choiceRules(view, port, 'SVL', sets.local) : []),
    ...(isExternallyAccessible(port) ? externalRules(view, port, sets) : []),
    ...(isGuardedByChain(port) ? firewallRules(view, port) : []),
    ...endpointRules(view, port, sets),
  ];
}

function isGuardedByChain({ vips, sourceRanges }: ServicePort): boolean {
  return vips.length > 0 && sourceRanges.length > 0;
}

function portalRules(view: NodeView, port: ServicePort, sets: EndpointSets): readonly Rule[] {
  const { title } = port;
  const protocol = port.port.protocol;
  const external = portChain('EXT', port);
  const internal = port.internalPolicy === 'Local' ? 'local' : 'cluster';
  const internalChain = portChain(internal === 'local' ? 'SVL' : 'SVC', port);
  const toAddress = { protocol, dport: port.port.port, title };
  const rules: Rule[] = [];
  if (sets[internal].length > 0) {
    rules.push(
      rule({
        ...toAddress,
        chain: 'KUBE-SERVICES',
        destination: single(port.clusterIp),
        comment: `${title} cluster IP`,
        target: internalChain,
      }),
    );
  }
  for (const address of port.externalIps) {
    rules.push(
      rule({
        ...toAddress,
        chain: 'KUBE-SERVICES',
        destination: single(address),
        comment: `${title} external IP`,
        target: external,
      }),
    );
  }
  const entry = isGuardedByChain(port) ? portChain('FW', port) : external;
  for (const address of port.vips) {
    rules.push(
      rule({
        ...toAddress,
        chain: 'KUBE-SERVICES',
        destination: single(address),
        comment: `${title} loadbalancer IP`,
        target: entry,
      }),
    );
  }
  if (port.port.nodePort !== 0) rules.push(...nodePortRules(view, port, external));
  return rules;
}

function nodePortRules(view: NodeView, port: ServicePort, target: string): readonly Rule[] {
  const made = {
    chain: 'KUBE-NODEPORTS',
    protocol: port.port.protocol,
    comment: port.title,
    dport: port.port.nodePort,
    target,
    title: port.title,
  };
  return view.cluster.settings.serviceProxy.mode === 'iptables' ? [rule(made)] : [];
}

function choiceRules(
  view: NodeView,
  port: ServicePort,
  kind: 'SVC' | 'SVL',
  endpoints: readonly ServiceEndpoint[],
): readonly Rule[] {
  const chain = portChain(kind, port);
  const { title } = port;
  const sorted = [...endpoints].sort(byText);
  const isTerse = leavesCommentsOut(view.index, port.family);
  const comment = (endpoint: ServiceEndpoint) => (isTerse ? {} : { comment: `${title} -> ${endpoint.text}` });
  const affine = sorted.map((endpoint) => {
    const target = endpointChain(port, endpoint);
    return rule({
      chain,
      ...comment(endpoint),
      middle: recent(`--rcheck --seconds ${port.affinitySeconds} --reap`, port, target),
      target,
      title,
    });
  });
  const chosen = sorted.map((endpoint, index) => {
    const left = sorted.length - index;
    return rule({
      chain,
      ...comment(endpoint),
      ...(left > 1 ? { middle: `-m statistic --mode random --probability ${probability(left)}` } : {}),
      target: endpointChain(port, endpoint),
      title,
    });
  });
  return [...masqueradeRules(view, port, chain, kind), ...(port.affinitySeconds === null ? [] : affine), ...chosen];
}

/** Rule 1 of the chain that the cluster IP jumps to. */
function masqueradeRules(view: NodeView, port: ServicePort, chain: string, kind: 'SVC' | 'SVL'): readonly Rule[] {
  if ((kind === 'SVL') !== (port.internalPolicy === 'Local')) return [];
  const common = {
    chain,
    destination: single(port.clusterIp),
    protocol: port.port.protocol,
    comment: `${port.title} cluster IP`,
    dport: port.port.port,
    target: 'KUBE-MARK-MASQ',
    title: port.title,
  };
  if (view.cluster.settings.serviceProxy.masqueradeAll) return [rule(common)];
  const detector = view.detector(port.family);
  if (detector === null) return [];
  const [only] = detector.blocks;
  return [
    rule(
      only === undefined ? { ...common, device: interfaceMatch(view, '! ') } : { ...common, notSource: block(only) },
    ),
  ];
}

/** The interface that the detector matches. */
export function interfaceMatch(view: NodeView, not: string): string {
  return `${not}-i ${(view.detector('IPv4') ?? view.detector('IPv6'))?.incoming ?? 'cali+'}`;
}

function externalRules(view: NodeView, port: ServicePort, sets: EndpointSets): readonly Rule[] {
  const chain = portChain('EXT', port);
  const cluster = portChain('SVC', port);
  const { title } = port;
  if (port.externalPolicy === 'Cluster') {
    return [
      rule({
        chain,
        comment: `masquerade traffic for ${title} external destinations`,
        target: 'KUBE-MARK-MASQ',
        title,
      }),
      rule({ chain, target: cluster, title }),
    ];
  }
  const detector = view.detector(port.family);
  const [only] = detector?.blocks ?? [];
  const fromPods = { chain, comment: `pod traffic for ${title} external destinations`, target: cluster, title };
  const srcLocal = '-m addrtype --src-type LOCAL';
  return [
    ...(detector === null
      ? []
      : [
          rule(
            only === undefined
              ? { ...fromPods, device: interfaceMatch(view, '') }
              : { ...fromPods, source: block(only) },
          ),
        ]),
    rule({
      chain,
      comment: `masquerade LOCAL traffic for ${title} external destinations`,
      middle: srcLocal,
      target: 'KUBE-MARK-MASQ',
      title,
    }),
    rule({
      chain,
      comment: `route LOCAL traffic for ${title} external destinations`,
      middle: srcLocal,
      target: cluster,
      title,
    }),
    ...(sets.local.length > 0 ? [rule({ chain, target: portChain('SVL', port), title })] : []),
  ];
}

function firewallRules(view: NodeView, port: ServicePort): readonly Rule[] {
  const chain = portChain('FW', port);
  const target = portChain('EXT', port);
  const { title } = port;
  const comment = `${title} loadbalancer IP`;
  return [
    ...port.sourceRanges.map((range) =>
      rule({ chain, ...(cidrRange(range).length === 0 ? {} : { source: block(range) }), comment, target, title }),
    ),
    ...(isNodeAdmitted(view, port)
      ? port.vips.map((vip) => rule({ chain, source: single(vip), comment, target, title }))
      : []),
    rule({ chain, comment: `other traffic to ${title} will be dropped by KUBE-PROXY-FIREWALL`, title }),
  ];
}

function endpointRules(view: NodeView, port: ServicePort, sets: EndpointSets): readonly Rule[] {
  const { title } = port;
  const comment = leavesCommentsOut(view.index, port.family) ? {} : { comment: title };
  const reachable = new Map([...sets.cluster, ...sets.local].map((endpoint) => [endpoint.text, endpoint]));
  return [...reachable.values()].sort(byText).flatMap((endpoint) => {
    const chain = endpointChain(port, endpoint);
    return [
      rule({ chain, source: single(endpoint.ip), ...comment, target: 'KUBE-MARK-MASQ', title }),
      rule({
        chain,
        protocol: port.port.protocol,
        ...comment,
        ...(port.affinitySeconds === null ? {} : { middle: recent('--set', port, chain) }),
        target: 'DNAT',
        options: `--to-destination ${endpoint.text}`,
        title,
      }),
    ];
  });
}

const LARGE = 1000;
const terse = new WeakMap<ServiceIndex, Map<Family, boolean>>();

/** With more than 1000 endpoints over all Services the rules that lead to endpoints have no comments (`largeClusterMode`). */
function leavesCommentsOut(index: ServiceIndex, family: Family): boolean {
  const known = terse.get(index) ?? new Map<Family, boolean>();
  terse.set(index, known);
  const decided = known.get(family);
  if (decided !== undefined) return decided;
  const ports = index.ports.filter((port) => port.family === family);
  const isLarge = ports.reduce((total, port) => total + port.endpoints().all.length, 0) > LARGE;
  known.set(family, isLarge);
  return isLarge;
}

function recent(what: string, port: ServicePort, name: string): string {
  const mask = port.family === 'IPv4' ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
  return `-m recent ${what} --name ${name} --mask ${mask} --rsource`;
}

function filterRules(view: NodeView, port: ServicePort, sets: EndpointSets): readonly Rule[] {
  const { title } = port;
  const protocol = port.port.protocol;
  const toAddress = { protocol, dport: port.port.port, title };
  const rules: Rule[] = [];
  const inside = refuseWithoutEndpoints(view, { port, via: 'clusterIP', address: port.clusterIp });
  if (inside !== null) {
    rules.push(
      rule({ ...toAddress, chain: 'KUBE-SERVICES', destination: single(port.clusterIp), ...refusalOf(inside, port) }),
    );
  }
  const outside = isExternallyAccessible(port)
    ? refuseWithoutEndpoints(view, { port, via: 'externalIP', address: port.clusterIp })
    : null;
  if (outside !== null) {
    const refusal = refusalOf(outside, port);
    for (const address of [...port.externalIps, ...port.vips]) {
      rules.push(rule({ ...toAddress, chain: 'KUBE-EXTERNAL-SERVICES', destination: single(address), ...refusal }));
    }
    if (port.port.nodePort !== 0) {
      const middle = '-m addrtype --dst-type LOCAL';
      rules.push(
        rule({ protocol, chain: 'KUBE-EXTERNAL-SERVICES', ...refusal, middle, dport: port.port.nodePort, title }),
      );
    }
  }
  if (sets.hasAny && port.sourceRanges.length > 0) {
    for (const address of port.vips) {
      const comment = `${title} traffic not accepted by ${portChain('FW', port)}`;
      rules.push(
        rule({ ...toAddress, chain: 'KUBE-PROXY-FIREWALL', destination: single(address), comment, target: 'DROP' }),
      );
    }
  }
  const healthPort = healthCheckPort(port.service);
  if (healthPort !== null) {
    const comment = `${title} health check node port`;
    rules.push(rule({ chain: 'KUBE-NODEPORTS', protocol: 'TCP', comment, dport: healthPort, target: 'ACCEPT', title }));
  }
  return rules;
}

function refusalOf(
  { kind, reason }: { readonly kind: 'reject' | 'drop'; readonly reason: string },
  { title, family }: ServicePort,
) {
  const comment = `${title} has no ${reason === 'NoLocalEndpoints' ? 'local ' : ''}endpoints`;
  return kind === 'reject' ? { comment, ...REJECT[family] } : { comment, target: 'DROP' };
}
