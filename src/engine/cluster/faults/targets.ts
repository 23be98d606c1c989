import type { Fault, Ref } from '#document';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Draft } from '../draft.ts';
import type { ClusterPod } from '../model.ts';
import { podsOfWorkload } from '../refs.ts';
import { matchesLabels } from '../selector.ts';

/** The pods that a fault's target means: one pod, or all of a workload or of a Service's selector. */
export function targetPods(draft: Draft, target: Ref | null): ReadonlySet<string> {
  if (target === null) return new Set();
  const namespace = target.namespace ?? 'default';
  if (target.kind === 'service') {
    const service = draft.services.find(({ key }) => key === `${namespace}/${target.name}`);
    const selector = service?.spec.selector ?? null;
    if (selector === null) return new Set();
    const own = draft.pods.filter((pod) => pod.namespace === namespace && matchesLabels(selector, pod.labels));
    return new Set(own.map(({ key }) => key));
  }
  if (target.kind === 'node')
    return new Set(draft.pods.filter(({ node }) => node === target.name).map(({ key }) => key));
  return new Set(podsOfWorkload(draft, target));
}

/** Changes those pods; a target that means none is a problem. */
export function changePods(draft: Draft, fault: Fault, change: (pod: ClusterPod) => ClusterPod): Draft {
  const pods = targetPods(draft, fault.target);
  if (pods.size === 0) return { ...draft, problems: [...draft.problems, unknownTarget(fault)] };
  const changed = draft.pods.map((pod) => (pods.has(pod.key) ? change(pod) : pod));
  const unready = changed.filter((pod) => pods.has(pod.key) && !pod.ready).map(({ key }) => key);
  return { ...draft, pods: changed, unready: new Set([...draft.unready, ...unready]) };
}

export function unknownTarget(fault: Fault): Problem {
  const target =
    fault.target === null ? 'nothing' : `${fault.target.kind}/${fault.target.namespace ?? ''}/${fault.target.name}`;
  return problem('UnknownTarget', 'error', `Fault ${fault.type} names ${target}, which is not there.`, {
    field: fault.path,
  });
}
