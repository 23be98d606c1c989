import type { Cluster, ClusterService } from '#cluster';
import { matchesLabels } from '#cluster';
import type { Labels } from '#manifests';
import { nearestWords } from '#source';
import type { LabelSets } from './label-sets.ts';

/** Pods that a Service which selects nothing may have meant: their labels, and where they are. */
export interface Meant {
  readonly namespace: string;
  readonly labels: Labels;
}

/**
 * The pods that a selector misses by a slip: those it would match in another namespace, else such that no Service selects
 * and that differ in one label, which they lack or whose value is much alike. Pods of another Service are meant only where
 * the value is not this Service's own name. `null` where it looks as if the pods were simply not there.
 */
export function meantBy(service: ClusterService, cluster: Cluster, sets: LabelSets): Meant | null {
  const selector = service.spec.selector ?? {};
  for (const [namespace, inside] of sets) {
    const labels = inside.find((one) => namespace !== service.namespace && matchesLabels(selector, one));
    if (labels !== undefined) return { namespace, labels: only(labels, Object.keys(selector)) };
  }
  const others = cluster.services.filter(({ namespace }) => namespace === service.namespace);
  const inside = sets.get(service.namespace) ?? [];
  const free = inside.filter(
    (labels) => !others.some(({ spec }) => spec.selector !== null && matchesLabels(spec.selector, labels)),
  );
  const labels =
    free.find((one) => missesByOne(selector, one)) ?? inside.find((one) => isMistyped(service.name, selector, one));
  return labels === undefined ? null : { namespace: service.namespace, labels: only(labels, Object.keys(selector)) };
}

function missesByOne(selector: Labels, labels: Labels): boolean {
  const wrong = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  const [first, second] = wrong;
  if (first === undefined || second !== undefined) return false;
  const [key, wanted] = first;
  const found = labels[key];
  if (found === undefined) return Object.keys(selector).length > 1;
  return isSlip(wanted, found) || found.startsWith(`${wanted}-`) || wanted.startsWith(`${found}-`);
}

/** Whether one value is mistyped, in a Service that is not called so: versions of one thing differ in their numbers only. */
function isMistyped(name: string, selector: Labels, labels: Labels): boolean {
  const [first, second] = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  if (first === undefined || second !== undefined) return false;
  const [key, wanted] = first;
  const found = labels[key];
  if (found === undefined || name === wanted || !isSlip(wanted, found)) return false;
  return name === found || wanted.replaceAll(/\d/g, '') !== found.replaceAll(/\d/g, '');
}

/** Whether one word is likely the other, mistyped: much alike and long enough to tell, or the same letters in another order. */
export function isSlip(one: string, other: string): boolean {
  const letters = (word: string) =>
    word
      .split('')
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join('');
  const isLong = Math.min(one.length, other.length) >= 5;
  return (isLong && nearestWords(one, [other]).length > 0) || letters(one) === letters(other);
}

function only(labels: Labels, keys: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keys.includes(key)));
}
