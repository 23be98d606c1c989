import type { FaultRule } from './fault-rule.ts';
import { changePods } from './targets.ts';

/** The application crashes again and again: the pod keeps its address, is not ready, and its ports refuse. */
export const podCrash: FaultRule = (draft, fault) =>
  changePods(draft, fault, (pod) => ({ ...pod, ready: false, health: 'refuses' }));
