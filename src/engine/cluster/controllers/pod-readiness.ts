import type { Controller } from '../draft.ts';

/**
 * Pods that say nothing of themselves follow their node: on one that is not Ready the node lifecycle controller takes
 * their Ready condition away (pkg/controller/nodelifecycle). A pod that has not started is not ready.
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
    const pods = draft.pods.map((pod) => {
      const isReady = pod.ready && pod.ip !== null && (stated.has(pod.key) || !down.has(pod.node));
      return isReady === pod.ready ? pod : { ...pod, ready: isReady };
    });
    return { ...draft, pods };
  },
};
