import { cidr } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import { byText } from '../endpoints.ts';
import { refuseWithoutEndpoints } from '../netfilter.ts';
import type { NodeView } from '../node-view.ts';
import { isNodeAdmitted } from '../node-view.ts';
import type { NftKind } from '../print/chain-name.ts';
import { nftName } from '../print/chain-name.ts';
import type { ServicePort } from '../service-port.ts';
import { isExternallyAccessible, usesClusterEndpoints } from '../service-port.ts';
import { addressRanges } from './address-ranges.ts';
import type { NftChain, NftRule, NftSet } from './table.ts';
import { podSource } from './pod-source.ts';
import { markRule, nftRelease } from './release.ts';
import { ipWord, nftRule } from './table.ts';

/**
 * The chains of one Service port in the order in which kube-proxy makes them: endpoints, then those that are in use of
 * `service-`, `local-`, `external-` and `firewall-` (`syncProxyRules` of `pkg/proxy/nftables/proxier.go`).
 */
export function serviceChains(view: NodeView, port: ServicePort): readonly NftChain[] {
  const { cluster, local, hasAny } = view.sets(port);
  const hasEndpointChains = nftRelease(view) === 'endpointChains' || port.affinitySeconds !== null;
  const chains = hasEndpointChains ? reachable(view, port).map((one) => endpointRules(view, port, one)) : [];
  const add = (kind: NftKind, rules: readonly NftRule[]): void => {
    chains.push({ name: nftName(kind, port, null), hook: null, comment: null, rules });
  };
  if (cluster.length > 0 && usesClusterEndpoints(port)) add('service', choiceRules(view, port, 'service', cluster));
  if (local.length > 0) add('local', choiceRules(view, port, 'local', local));
  if (hasAny && isExternallyAccessible(port)) add('external', externalRules(view, port));
  if (port.vips.length > 0 && port.sourceRanges.length > 0) add('firewall', [firewallRule(view, port)]);
  return chains;
}

/** With session affinity a set for each endpoint, which remembers who was sent there and forgets after the timeout. */
export function affinitySets(view: NodeView, port: ServicePort): readonly NftSet[] {
  const timeout = port.affinitySeconds;
  if (timeout === null) return [];
  return reachable(view, port).map((endpoint) => ({
    kind: 'set',
    name: nftName('affinity', port, endpoint),
    comment: null,
    of: 'addresses',
    timeout,
    elements: [],
  }));
}

/** Endpoints that this node may send to, by any policy. */
export function reachable(view: NodeView, port: ServicePort): readonly ServiceEndpoint[] {
  const { cluster, local } = view.sets(port);
  return [...new Map([...cluster, ...local].map((one) => [one.text, one])).values()].sort(byText);
}

function endpointRules(view: NodeView, port: ServicePort, endpoint: ServiceEndpoint): NftChain {
  const release = nftRelease(view);
  const ip = ipWord(port.family);
  const remembered = () => nftRule('', `update @${nftName('affinity', port, endpoint)} { ${ip} saddr }`);
  return {
    name: nftName('endpoint', port, endpoint),
    hook: null,
    comment: null,
    rules: [
      ...(release === 'endpointChains' ? [markRule(view, `${ip} saddr ${endpoint.ip}`)] : []),
      ...(port.affinitySeconds === null ? [] : [remembered()]),
      nftRule(`meta l4proto ${port.port.protocol.toLowerCase()}`, `dnat to ${endpoint.text}`),
    ],
  };
}

function choiceRules(
  view: NodeView,
  port: ServicePort,
  kind: 'service' | 'local',
  endpoints: readonly ServiceEndpoint[],
): readonly NftRule[] {
  const ip = ipWord(port.family);
  const release = nftRelease(view);
  const among = endpoints.map((endpoint) => ({
    chain: nftName('endpoint', port, endpoint),
    endpoint: endpoint.text,
    parts: `${endpoint.ip} . ${endpoint.port}`,
  }));
  const remember = (endpoint: ServiceEndpoint) =>
    nftRule(`${ip} saddr @${nftName('affinity', port, endpoint)}`, `goto ${nftName('endpoint', port, endpoint)}`);
  if (release === 'addressMaps' && port.affinitySeconds === null)
    return [{ kind: 'dnat', protocol: port.port.protocol.toLowerCase(), family: port.family, among }];
  const isEntry = (kind === 'local') === (port.internalPolicy === 'Local');
  return [
    ...(release === 'endpointChains' && isEntry ? masqueradeRules(view, port) : []),
    ...(port.affinitySeconds === null ? [] : endpoints.map(remember)),
    { kind: 'choice', among },
  ];
}

/** First in the chain that the cluster IP goes to. */
function masqueradeRules(view: NodeView, port: ServicePort): readonly NftRule[] {
  if (refuseWithoutEndpoints(view, { port, via: 'clusterIP', address: port.clusterIp }) !== null) return [];
  const toService = `${ipWord(port.family)} daddr ${port.clusterIp}`;
  if (view.cluster.settings.serviceProxy.masqueradeAll) return [markRule(view, toService)];
  const from = podSource(view, port.family, '!= ');
  return from === null ? [] : [markRule(view, `${toService} ${from}`)];
}

function externalRules(view: NodeView, port: ServicePort): readonly NftRule[] {
  const service = nftName('service', port, null);
  const release = nftRelease(view);
  if (port.externalPolicy === 'Cluster') {
    const comment = release === 'endpointChains' ? null : 'masquerade';
    return [markRule(view, '', comment), nftRule('', `goto ${service}`)];
  }
  const pods = podSource(view, port.family, '');
  const node = 'fib saddr type local';
  return [
    ...(pods === null ? [] : [nftRule(pods, `goto ${service}`, 'short-circuit pod traffic')]),
    markRule(view, node, 'masquerade local traffic'),
    nftRule(node, `goto ${service}`, 'short-circuit local traffic'),
    ...(view.sets(port).local.length > 0 ? [nftRule('', `goto ${nftName('local', port, null)}`)] : []),
  ];
}

function firewallRule(view: NodeView, port: ServicePort): NftRule {
  const admitted = isNodeAdmitted(view, port) ? port.vips.map((vip) => cidr(vip)) : [];
  return nftRule(`${ipWord(port.family)} saddr != ${addressRanges([...port.sourceRanges, ...admitted])}`, 'drop');
}
