import type { Cluster } from '#cluster';
import { kernelStrip } from '#picture';
import type { Hop, HookStep, NodeStop, Stop } from '#trace';

const ORDER: readonly Stop[] = [
  'in',
  'prerouting',
  'routing',
  'input',
  'programs',
  'output',
  'forward',
  'postrouting',
  'out',
];

const OTHERS: Readonly<Partial<Record<Stop, { readonly label: string; readonly why: string }>>> = {
  in: { label: 'in', why: 'From a pod or from the network, by an interface of the node.' },
  routing: { label: 'routing', why: 'The route table says whether the packet is for the node itself or goes on.' },
  programs: { label: 'programs', why: 'Processes of the node itself, and pods on the host’s network.' },
  out: { label: 'out', why: 'By the interface that the route names: to a pod of this node, or to the network.' },
};

/** The stops of a node in order, with what happened there in this run. */
export function stopsOf(
  cluster: Cluster,
  steps: readonly { readonly stop: Stop; readonly step: HookStep }[],
): readonly NodeStop[] {
  const strip = kernelStrip(cluster);
  return ORDER.map((stop) => {
    const hook = strip.find((one) => one.hook === stop);
    const { label, why } = hook ?? OTHERS[stop] ?? { label: stop, why: '' };
    return { stop, label, why, steps: steps.filter((one) => one.stop === stop).map(({ step }) => step) };
  });
}

/** At which stop of a node a hop is; `null` if it is not on that node. */
export function stopAt(cluster: Cluster, node: string, { kind, at: { place, hook } }: Hop): Stop | null {
  if (place.kind === 'pod') {
    const pod = cluster.podByKey.get(place.pod);
    if (pod?.node !== node) return null;
    if (pod.hostNetwork) return 'programs';
    // A reply that is back with who asked has left the kernel by the pod's own interface.
    if (kind === 'returned') return 'out';
    return hook === 'receive' || hook === 'pod-in' ? 'out' : 'in';
  }
  if (place.kind !== 'node' || place.node !== node) return null;
  switch (hook) {
    case 'prerouting':
    case 'input':
    case 'forward':
    case 'output':
    case 'postrouting':
      return hook;
    case 'wire':
      return 'out';
    case 'send':
    case 'socket':
    case 'receive':
      return 'programs';
    case 'pod-out':
      return 'in';
    case 'pod-in':
    case 'balancer':
      return 'out';
  }
}
