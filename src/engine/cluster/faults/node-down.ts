import type { FaultRule } from './fault-rule.ts';
import { unknownTarget } from './targets.ts';

/**
 * The node is gone: not Ready, and after the grace period its pods are not ready either; whatever reaches it is lost.
 * Not modelled: the first 40 seconds, in which its pods are still endpoints, and the eviction after five minutes.
 */
export const nodeDown: FaultRule = (draft, fault) => {
  const name = fault.target?.kind === 'node' ? fault.target.name : null;
  if (!draft.nodes.some((node) => node.name === name))
    return { ...draft, problems: [...draft.problems, unknownTarget(fault)] };
  const isThere = (pod: { readonly node: string }) => pod.node === name;
  return {
    ...draft,
    nodes: draft.nodes.map((node) => (node.name === name ? { ...node, ready: false } : node)),
    pods: draft.pods.map((pod) => (isThere(pod) ? { ...pod, ready: false, health: 'silent' as const } : pod)),
    unready: new Set([...draft.unready, ...draft.pods.filter(isThere).map(({ key }) => key)]),
  };
};
