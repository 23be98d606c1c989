import type { Written } from '../written.ts';

const KUBE_PROXY = /(?:^|\/)kube-proxy(?:-[a-z0-9]+)?(?:[:@]|$)/;

/** Whether the manifests hold kube-proxy itself: its DaemonSet, or a pod of it in a dump. */
export function runsKubeProxy({ workloads, pods }: Written): boolean {
  const specs = [...workloads.map(({ template }) => template.spec), ...pods.map(({ spec }) => spec)];
  return specs.some(({ containers }) => containers.some(({ image }) => KUBE_PROXY.test(image)));
}
