import type { Cluster } from '#cluster';

/** Whether kube-proxy on a node does not follow changes any more, so that its rules are those of before. */
export function isStaleOn(node: string, { faults }: Cluster): boolean {
  return faults.some(({ type, target }) => type === 'kubeProxyStale' && target?.name === node);
}
