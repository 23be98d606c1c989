import type { Family } from '#net';

/** `table ip kube-proxy` or `table ip6 kube-proxy` of one node: sets and maps, then chains, each in the order in which kube-proxy makes them. */
export interface NftTable {
  readonly family: Family;
  readonly sets: readonly (NftSet | NftMap)[];
  readonly chains: readonly NftChain[];
}

/** A set of addresses, or of `SOURCE . DESTINATION . PROTOCOL . PORT`. One with `timeout` (in seconds) is filled by packets on their way, so it is empty here. */
export interface NftSet {
  readonly kind: 'set';
  readonly name: string;
  readonly comment: string | null;
  readonly of: 'addresses' | 'connections';
  readonly timeout: number | null;
  readonly elements: readonly string[];
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

/** One rule: a match and what follows from it, or the choice of one chain or (for `dnat`) one endpoint by chance. */
export type NftRule =
  | { readonly kind: 'rule'; readonly match: string; readonly verdict: string; readonly comment: string | null }
  | { readonly kind: 'choice'; readonly among: readonly NftChoice[] }
  | { readonly kind: 'dnat'; readonly protocol: string; readonly family: Family; readonly among: readonly NftChoice[] };

export interface NftChoice {
  /** `endpoint-…`: the chain, or the name that it would have. */
  readonly chain: string;
  readonly endpoint: string;
  /** `10.0.0.1 . 8080`: as a map of addresses writes it. */
  readonly parts: string;
}

export function nftRule(match: string, verdict: string, comment: string | null = null): NftRule {
  return { kind: 'rule', match, verdict, comment };
}

/** `ip` or `ip6`: the family as nft writes it, for the table and for addresses in rules. */
export function ipWord(family: Family): 'ip' | 'ip6' {
  return family === 'IPv4' ? 'ip' : 'ip6';
}
