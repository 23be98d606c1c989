import type { Cluster } from '#cluster';
import type { SenderChoice } from '#view';

const MOST = 300;

/** Whom a request can come from: outside, each workload (its first pod), bare pods, nodes; at most a few hundred. */
export function sendersOf(cluster: Cluster): readonly SenderChoice[] {
  const workloads: SenderChoice[] = [...cluster.workloads.values()]
    .filter(({ pods }) => pods.length > 0)
    .map(({ kind, namespace, name }) => ({
      ref: `${kind.toLowerCase()}/${namespace}/${name}`,
      label: `${name}  ${namespace}`,
      group: 'workloads',
    }));
  const pods: SenderChoice[] = cluster.pods
    .filter(({ workload }) => workload === null)
    .map(({ name, namespace }) => ({ ref: `pod/${namespace}/${name}`, label: `${name}  ${namespace}`, group: 'pods' }));
  const nodes: SenderChoice[] = cluster.nodes.map(({ name }) => ({ ref: `node/${name}`, label: name, group: 'nodes' }));
  return [
    { ref: 'client', label: 'client 203.0.113.7', group: 'outside' },
    ...workloads.sort(byLabel).slice(0, MOST),
    ...pods.sort(byLabel).slice(0, MOST),
    ...nodes.slice(0, MOST),
  ];
}

function byLabel(a: SenderChoice, b: SenderChoice): number {
  return a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
}
