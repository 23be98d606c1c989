import type { NodeView } from '../node-view.ts';
import { nftMasqueradeMark } from '../masquerade-mark.ts';
import type { NftRule } from './table.ts';
import { nftRule } from './table.ts';

/**
 * How kube-proxy of the cluster's release builds its table: with a chain for each endpoint, or (since 1.36) with maps
 * of addresses, one set for hairpins and no chain that only marks. Both decide alike.
 */
export type NftRelease = 'endpointChains' | 'addressMaps';

export function nftRelease({ cluster }: NodeView): NftRelease {
  const { major, minor } = cluster.settings.version;
  return major > 1 || minor >= 36 ? 'addressMaps' : 'endpointChains';
}

export const MARK_CHAIN = 'mark-for-masquerade';
export function marking(view: NodeView): string {
  return `meta mark set meta mark | ${nftMasqueradeMark(view)}`;
}

/** Marks what matches for masquerading. */
export function markRule(view: NodeView, match: string, comment: string | null = null): NftRule {
  return nftRule(match, nftRelease(view) === 'endpointChains' ? `jump ${MARK_CHAIN}` : marking(view), comment);
}
