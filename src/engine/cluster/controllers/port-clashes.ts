import type { PodSpec } from '#manifests';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { ClusterPod } from '../model.ts';

/** Two containers of a pod that list one port: they share its network, so only the first can bind it. */
export interface PortClash {
  readonly port: number;
  readonly protocol: string;
  readonly first: string;
  readonly second: string;
  /** Path of the second's port below the spec. */
  readonly field: readonly (string | number)[];
}

const known = new WeakMap<PodSpec, PortClash | null>();

/** The first port that two containers list, `null` if none. Sidecars (init containers that stay) start before the others. */
export function portClashIn(spec: PodSpec): PortClash | null {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const found = clashIn(spec);
  known.set(spec, found);
  return found;
}

function clashIn({ initContainers, containers }: PodSpec): PortClash | null {
  const holders = new Map<string, string>();
  const all = [
    ...initContainers
      .map((container, index) => ({ container, list: 'initContainers', index }))
      .filter(({ container }) => container.restartPolicy === 'Always'),
    ...containers.map((container, index) => ({ container, list: 'containers', index })),
  ];
  for (const { container, list, index } of all) {
    for (const [at, { containerPort: port, protocol }] of container.ports.entries()) {
      const key = `${port}/${protocol}`;
      const first = holders.get(key);
      if (first === undefined) holders.set(key, container.name);
      else if (first !== container.name)
        return { port, protocol, first, second: container.name, field: [list, index, 'ports', at] };
    }
  }
  return null;
}

/** Told once for each workload. */
export function clashProblem(pod: ClusterPod, clash: PortClash): Problem {
  const { port, protocol, first, second, field } = clash;
  const sentence = `Containers ${first} and ${second} of pod ${pod.key} both list port ${port}/${protocol}: they share one network, so ${second} cannot bind it and crashes. The pod is taken to be not ready.`;
  return problem('PortTwiceInPod', 'warning', sentence, {
    object: refText(pod.template.object),
    field: [...pod.template.path, 'spec', ...field],
  });
}
