import type { Cluster } from '#cluster';
import type { Loaded, SenderChoice } from '#view';

const MOST = 300;

/** Whom a request can come from: outside, each workload (its first pod), bare pods, nodes; a few hundred of each are listed. */
export function sendersOf(cluster: Cluster): Pick<Loaded, 'senders' | 'moreSenders'> {
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
  const groups = [workloads.sort(byLabel), pods.sort(byLabel), nodes];
  return {
    senders: [
      { ref: 'client', label: 'client 203.0.113.7', group: 'outside' },
      ...groups.flatMap((group) => group.slice(0, MOST)),
    ],
    moreSenders: groups.reduce((sum, group) => sum + Math.max(0, group.length - MOST), 0),
  };
}

function byLabel(a: SenderChoice, b: SenderChoice): number {
  return a.label < b.label ? -1 : a.label > b.label ? 1 : 0;
}
