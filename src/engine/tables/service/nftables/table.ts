import type { Family, Ip } from '#net';

/** `table ip kube-proxy` or `table ip6 kube-proxy` of one node: sets and maps, then chains, each in the order in which kube-proxy makes them. */
export interface NftTable {
  readonly family: Family;
  readonly sets: readonly (NftSet | NftMap)[];
  readonly chains: readonly NftChain[];
}

/** A set of addresses. One with `timeout` (in seconds) is filled by packets on their way, so it is empty here. */
export interface NftSet {
  readonly kind: 'set';
  readonly name: string;
  readonly comment: string | null;
  readonly timeout: number | null;
  readonly elements: readonly Ip[];
}

/** A verdict map: by destination address, protocol and port, or by protocol and node port. */
export interface NftMap {
  readonly kind: 'map';
  readonly name: string;
  readonly by: 'address' | 'nodePort';
  readonly comment: string;
  readonly elements: readonly NftElement[];
}

export interface NftElement {
  /** `10.96.0.10 . udp . 53` or `tcp . 30080`. */
  readonly key: string;
  readonly comment: string | null;
  /** `goto CHAIN` or `drop`. */
  readonly verdict: string;
}

export interface NftChain {
  readonly name: string;
  /** `type nat hook output priority -100; policy accept;`, `null` for chains that others jump to. */
  readonly hook: string | null;
  readonly comment: string | null;
  readonly rules: readonly NftRule[];
}

/** One rule: a match and what follows from it, or the choice of one chain by chance. */
export type NftRule =
  | { readonly kind: 'rule'; readonly match: string; readonly verdict: string; readonly comment: string | null }
  | { readonly kind: 'choice'; readonly among: readonly { readonly chain: string; readonly endpoint: string }[] };

export function nftRule(match: string, verdict: string, comment: string | null = null): NftRule {
  return { kind: 'rule', match, verdict, comment };
}

/** `ip` or `ip6`: the family as nft writes it, for the table and for addresses in rules. */
export function ipWord(family: Family): 'ip' | 'ip6' {
  return family === 'IPv4' ? 'ip' : 'ip6';
}

export const MARK = 'mark-for-masquerade';
