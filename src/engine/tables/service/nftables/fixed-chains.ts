import type { Family } from '#net';
import { cidrRange } from '#net';
import { nodePortBlocks } from '../node-port-addresses.ts';
import { nftMasqueradeMark } from '../masquerade-mark.ts';
import type { NodeView } from '../node-view.ts';
import { addressRanges } from './address-ranges.ts';
import type { NftChain } from './table.ts';
import { podSource } from './pod-source.ts';
import type { NftRelease } from './release.ts';
import { MARK_CHAIN, marking, markRule, nftRelease } from './release.ts';
import { ipWord, nftRule } from './table.ts';

/**
 * The chains that are there without any Service (`setupNFTables` in `pkg/proxy/nftables/proxier.go` of 1.34 to 1.36). Source
 * ranges are judged before DNAT, everything else that refuses after it.
 */
export function fixedChains(view: NodeView, family: Family): readonly NftChain[] {
  const ip = ipWord(family);
  const toService = `${ip} daddr . meta l4proto . th dport`;
  const nodePorts = nodePortMatch(view, family);
  const release = nftRelease(view);
  const fresh = (chain: string) => nftRule('ct state new', `jump ${chain}`);
  return [
    base('filter-prerouting-pre-dnat', 'filter hook prerouting priority dstnat - 10', [fresh('firewall-check')]),
    base('filter-output-pre-dnat', 'filter hook output priority -110', [fresh('firewall-check')]),
    base('filter-input', 'filter hook input priority filter', [
      fresh('nodeport-endpoints-check'),
      fresh('service-endpoints-check'),
    ]),
    base('filter-forward', 'filter hook forward priority filter', [
      fresh('service-endpoints-check'),
      fresh('cluster-ips-check'),
    ]),
    base('filter-output', 'filter hook output priority filter', [
      fresh('service-endpoints-check'),
      fresh('cluster-ips-check'),
    ]),
    base('nat-prerouting', 'nat hook prerouting priority dstnat', [nftRule('', 'jump services')]),
    base('nat-output', 'nat hook output priority -100', [nftRule('', 'jump services')]),
    base('nat-postrouting', 'nat hook postrouting priority srcnat', [nftRule('', 'jump masquerading')]),
    chain('nodeport-endpoints-check', [
      nftRule(`${nodePorts.atInput}meta l4proto . th dport`, 'vmap @no-endpoint-nodeports'),
    ]),
    chain('service-endpoints-check', [nftRule(toService, 'vmap @no-endpoint-services')]),
    chain('firewall-check', [nftRule(toService, 'vmap @firewall-ips')]),
    chain('services', [
      ...(release === 'addressMaps' ? masqueradeClusterIps(view, family) : []),
      nftRule(toService, 'vmap @service-ips'),
      nftRule(`${nodePorts.anywhere}meta l4proto . th dport`, 'vmap @service-nodeports'),
    ]),
    chain('masquerading', masquerading(view, release, ip)),
    chain('cluster-ips-check', clusterIpsCheck(view, family)),
    ...(release === 'endpointChains' ? [chain(MARK_CHAIN, [nftRule('', marking(view))])] : []),
    {
      ...chain('reject-chain', [nftRule('', 'reject')]),
      comment: 'helper for @no-endpoint-services / @no-endpoint-nodeports',
    },
  ];
}

function masquerading(view: NodeView, release: NftRelease, ip: 'ip' | 'ip6'): NftChain['rules'] {
  const mark = nftMasqueradeMark(view);
  const unmark = `meta mark set meta mark ^ ${mark}`;
  if (release === 'endpointChains') {
    return [
      nftRule(`meta mark & ${mark} == 0x00000000`, 'return'),
      nftRule('', unmark),
      nftRule('', 'masquerade fully-random'),
    ];
  }
  const connection = `${ip} saddr . ${ip} daddr . meta l4proto . th dport`;
  return [
    nftRule(`meta mark & ${mark} != 0x00000000`, `${unmark} masquerade fully-random`),
    nftRule(`ct status dnat ${connection} @hairpin-connections`, 'masquerade fully-random'),
  ];
}

function masqueradeClusterIps(view: NodeView, family: Family): NftChain['rules'] {
  const toServices = `${ipWord(family)} daddr @cluster-ips`;
  if (view.cluster.settings.serviceProxy.masqueradeAll)
    return [markRule(view, toServices, 'masquerade all clusterIP traffic')];
  const from = podSource(view, family, '!= ');
  const comment = 'masquerade clusterIP traffic from outside cluster';
  return from === null ? [] : [markRule(view, `${toServices} ${from}`, comment)];
}

/** Which packets node port maps are asked about; at input every packet is for this node already. */
function nodePortMatch(view: NodeView, family: Family): { readonly atInput: string; readonly anywhere: string } {
  const ip = ipWord(family);
  if (!takesEveryAddress(view, family)) {
    const listed = `${ip} daddr @nodeport-ips `;
    return { atInput: listed, anywhere: listed };
  }
  const notLocalhost = family === 'IPv4' ? 'ip daddr != 127.0.0.0/8 ' : 'ip6 daddr != ::1 ';
  return { atInput: notLocalhost, anywhere: `fib daddr type local ${notLocalhost}` };
}

/** Then there is no set `nodeport-ips`. A node without an address of the family has no primary one to limit them to. */
export function takesEveryAddress(view: NodeView, family: Family): boolean {
  const blocks = nodePortBlocks(view.cluster, family);
  return blocks === 'all' || (blocks === 'primary' && view.primary(family) === null);
}

function clusterIpsCheck(view: NodeView, family: Family) {
  const ip = ipWord(family);
  const blocks = view.cluster.settings.serviceCidrs.filter((block) => cidrRange(block).family === family);
  return [
    nftRule(`${ip} daddr @cluster-ips`, 'reject', 'Reject traffic to invalid ports of ClusterIPs'),
    ...(blocks.length === 0
      ? []
      : [nftRule(`${ip} daddr ${addressRanges(blocks)}`, 'drop', 'Drop traffic to unallocated ClusterIPs')]),
  ];
}

function base(name: string, hook: string, rules: NftChain['rules']): NftChain {
  return { name, hook: `type ${hook}; policy accept;`, comment: null, rules };
}

function chain(name: string, rules: NftChain['rules']): NftChain {
  return { name, hook: null, comment: null, rules };
}
