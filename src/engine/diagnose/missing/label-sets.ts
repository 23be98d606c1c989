import type { Cluster, ClusterService } from '#cluster';
import { matchesLabels } from '#cluster';
import type { Labels } from '#manifests';

/** The different label sets of pods in each namespace, with those that templates would give though no pod of them runs. */
export type LabelSets = ReadonlyMap<string, readonly Labels[]>;

export function labelSetsOf(cluster: Cluster): LabelSets {
  const sets = new Map<string, Map<string, Labels>>();
  const add = (namespace: string, labels: Labels) => {
    const key = JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const inside = sets.get(namespace);
    if (inside === undefined) sets.set(namespace, new Map([[key, labels]]));
    else inside.set(key, labels);
  };
  for (const { namespace, labels } of cluster.pods) add(namespace, labels);
  for (const object of cluster.manifests)
    if ('template' in object) add(object.ref.namespace ?? 'default', object.template.labels);
  return new Map([...sets].map(([namespace, inside]) => [namespace, [...inside.values()]]));
}

/** A written Service that selects pods, has no written endpoints, and none of whose pods is there. */
export function servicesWithoutPods(cluster: Cluster, sets: LabelSets): readonly ClusterService[] {
  return cluster.services.filter(({ key, namespace, spec, origin }) => {
    const { selector } = spec;
    if (origin.kind !== 'written' || selector === null || spec.type === 'ExternalName') return false;
    if ((cluster.slicesOf.get(key) ?? []).some((slice) => slice.origin.kind === 'written')) return false;
    return !(sets.get(namespace) ?? []).some((labels) => matchesLabels(selector, labels));
  });
}

/** `app=web, tier=front`. */
export function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}
