import type { PodSpec } from '#manifests';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { ClusterPod } from '../model.ts';
import type { Assumption } from '../origin.ts';

/**
 * Two containers of a pod that list one port. The list is only informational (`containerPort` in the API reference), but
 * they share one network: if both bind the port, the second fails with EADDRINUSE.
 */
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
  const sentence = `Containers ${first} and ${second} of pod ${pod.key} both say that they listen on ${port}/${protocol}, and share one network. If both do, the second to bind fails with “address already in use”. The pod is taken to be not ready.`;
  return problem('PortTwiceInPod', 'warning', sentence, {
    object: refText(pod.template.object),
    field: [...pod.template.path, 'spec', ...field],
  });
}

/** That the pod is not ready rests on the list alone. */
export function clashAssumption({ key, ref }: ClusterPod, { port, protocol, first, second }: PortClash): Assumption {
  return {
    key: `portClash:${key}`,
    object: ref,
    sentence: `Pod ${key} is not ready, for containers ${first} and ${second} both list port ${port}/${protocol}.`,
    change: 'List the port where it is bound only, or write the Ready condition into status.conditions.',
    setting: null,
  };
}
