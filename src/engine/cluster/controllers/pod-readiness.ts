import type { Problem } from '#source';
import type { Controller } from '../draft.ts';
import type { Assumption } from '../origin.ts';
import { clashAssumption, clashProblem, portClashIn } from './port-clashes.ts';

/**
 * Pods that say nothing of themselves follow their node: on one that is not Ready the node lifecycle controller takes
 * their Ready condition away (pkg/controller/nodelifecycle). A pod that has not started is not ready, nor, as is assumed
 * of it, one of whose containers two list the same port.
 */
export const podReadiness: Controller = {
  name: 'pod-readiness',
  run(draft) {
    const down = new Set(draft.nodes.filter((node) => !node.ready).map((node) => node.name));
    const stated = new Set(
      draft.written.pods
        .filter(({ status }) => status.conditions['Ready'] !== undefined)
        .map(({ ref }) => `${ref.namespace ?? 'default'}/${ref.name}`),
    );
    const problems: Problem[] = [];
    const assumptions: Assumption[] = [];
    const pods = draft.pods.map((pod) => {
      const clash = portClashIn(pod.spec);
      if (clash !== null && !stated.has(pod.key)) {
        assumptions.push(clashAssumption(pod, clash));
        if (pod.ordinal === 0) problems.push(clashProblem(pod, clash));
      }
      const isHealthy = clash === null && !down.has(pod.node);
      const isReady = pod.ready && pod.ip !== null && (stated.has(pod.key) || isHealthy);
      return isReady === pod.ready ? pod : { ...pod, ready: isReady };
    });
    return {
      ...draft,
      pods,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...problems],
    };
  },
};
