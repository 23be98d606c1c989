import type { Labels } from '#manifests';
import type { ClusterPod } from './model.ts';
import { matchesLabels } from './selector.ts';

/** Finds the pods that plain label selectors mean, without going through all of them. */
export interface PodIndex {
  /** In the order of the pods. */
  select(namespace: string, selector: Labels): readonly ClusterPod[];
}

/** An index for these selectors only; others find nothing. */
export function podIndex(pods: readonly ClusterPod[], selectors: readonly Labels[]): PodIndex {
  const wanted = new Map<string, Map<string, Map<string, ClusterPod[]>>>();
  for (const selector of selectors) {
    for (const [key, value] of Object.entries(selector)) {
      const values = wanted.get(key) ?? new Map<string, Map<string, ClusterPod[]>>();
      wanted.set(key, values);
      if (!values.has(value)) values.set(value, new Map());
    }
  }
  for (const pod of pods) {
    for (const key in pod.labels) {
      const spaces = wanted.get(key)?.get(pod.labels[key] ?? '');
      if (spaces === undefined) continue;
      const list = spaces.get(pod.namespace);
      if (list === undefined) spaces.set(pod.namespace, [pod]);
      else list.push(pod);
    }
  }
  return {
    select(namespace, selector) {
      const pairs = Object.entries(selector);
      let fewest: readonly ClusterPod[] | null = null;
      for (const [key, value] of pairs) {
        const list = wanted.get(key)?.get(value)?.get(namespace) ?? [];
        if (fewest === null || list.length < fewest.length) fewest = list;
      }
      if (fewest === null || pairs.length === 1) return fewest ?? [];
      return fewest.filter((pod) => matchesLabels(selector, pod.labels));
    },
  };
}
