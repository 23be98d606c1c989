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
  const wanted = new Map<string, Set<string>>();
  for (const selector of selectors) {
    for (const [key, value] of Object.entries(selector)) {
      const values = wanted.get(key);
      if (values === undefined) wanted.set(key, new Set([value]));
      else values.add(value);
    }
  }
  const found = new Map<string, ClusterPod[]>();
  for (const pod of pods) {
    for (const key in pod.labels) {
      const value = pod.labels[key];
      if (value === undefined || wanted.get(key)?.has(value) !== true) continue;
      const place = pairKey(pod.namespace, key, value);
      const list = found.get(place);
      if (list === undefined) found.set(place, [pod]);
      else list.push(pod);
    }
  }
  return {
    select(namespace, selector) {
      let fewest: readonly ClusterPod[] | null = null;
      for (const [key, value] of Object.entries(selector)) {
        const list = found.get(pairKey(namespace, key, value)) ?? [];
        if (fewest === null || list.length < fewest.length) fewest = list;
      }
      return (fewest ?? []).filter((pod) => matchesLabels(selector, pod.labels));
    },
  };
}

function pairKey(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}
