import type { NodeView } from './node-view.ts';

/** kube-proxy's mark for masquerading as `iptables-save` prints it: `1 << masqueradeBit` (`NewProxier` in pkg/proxy/iptables). */
export function masqueradeMark({ cluster }: NodeView): string {
  return `0x${markOf(cluster.settings.serviceProxy.kernel.masqueradeBit)}`;
}

/** The same as `nft list` prints it, with all eight digits. */
export function nftMasqueradeMark({ cluster }: NodeView): string {
  return `0x${markOf(cluster.settings.serviceProxy.kernel.masqueradeBit).padStart(8, '0')}`;
}

function markOf(bit: number): string {
  return (2 ** bit).toString(16);
}
