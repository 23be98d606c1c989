import type { Cluster } from '#cluster';
import type { Ref } from '#document';
import { nearestWords } from '#source';

/**
 * References that somebody may have meant by one that names nothing, best first, at most three: what has that name but
 * another kind or namespace, else what is written nearly so. A target may be a Service too. Not named: pods of workloads.
 */
export function nearRefs(cluster: Cluster, ref: Ref, as: 'sender' | 'target'): readonly string[] {
  const places = candidates(cluster, as);
  const namesake = places.filter(({ name }) => name === ref.name);
  const own = ref.namespace ?? 'default';
  const sorted = [...namesake].sort((a, b) => Number(b.namespace === own) - Number(a.namespace === own));
  if (sorted.length > 0) return [...new Set(sorted.slice(0, 3).map(textOf))];
  const near = nearestWords(ref.name, [...new Set(places.map(({ name }) => name))]);
  return near.flatMap((name) => places.filter((place) => place.name === name).map(textOf)).slice(0, 3);
}

interface Candidate {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

function candidates(cluster: Cluster, as: 'sender' | 'target'): readonly Candidate[] {
  return [
    ...[...cluster.workloads.values()].filter(({ pods }) => pods.length > 0),
    ...cluster.pods.filter(({ workload }) => workload === null).map(({ ref }) => ref),
    ...(as === 'target' ? cluster.services.map(({ ref }) => ref) : []),
    ...cluster.nodes.map(({ ref }) => ref),
  ];
}

function textOf({ kind, namespace, name }: Candidate): string {
  return [kind.toLowerCase(), ...(namespace === null ? [] : [namespace]), name].join('/');
}
