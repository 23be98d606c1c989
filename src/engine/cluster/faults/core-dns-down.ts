import type { FaultRule } from './fault-rule.ts';
import { changePods } from './targets.ts';

/** CoreDNS hangs: its pods stay ready endpoints and answer nothing. Without a target every pod of CoreDNS is meant. */
export const coreDnsDown: FaultRule = (draft, fault) => {
  if (fault.target !== null) return changePods(draft, fault, (pod) => ({ ...pod, health: 'silent' }));
  const pods = draft.pods.map((pod) => (pod.role === 'coredns' ? { ...pod, health: 'silent' as const } : pod));
  return { ...draft, pods };
};
