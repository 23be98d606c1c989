import type { FaultRule } from './fault-rule.ts';
import { changePods } from './targets.ts';

/** The readiness probe fails: the pod runs and listens, and leaves the endpoints. */
export const podNotReady: FaultRule = (draft, fault) => changePods(draft, fault, (pod) => ({ ...pod, ready: false }));
