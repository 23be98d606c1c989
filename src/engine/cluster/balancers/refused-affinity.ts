import type { ClusterService, LoadBalancerAddress } from '../model.ts';
import type { Answer } from './index.ts';

/**
 * Nobody, where the provider's controller makes no balancer of a Service with sessionAffinity ClientIP; else the answer as it
 * is. A balancer that the status tells of was made before the affinity was asked for, and stays.
 */
export function withAffinity(answer: Answer, { spec }: ClusterService, stated: readonly LoadBalancerAddress[]): Answer {
  if (answer?.kind !== 'balancer' || spec.sessionAffinity !== 'ClientIP' || stated.length > 0) return answer;
  const { keepsClients, name } = answer.balancer;
  if (keepsClients !== 'refused') return answer;
  const why = `The controller of the ${name} makes none for a Service with sessionAffinity ClientIP: the address stays pending.`;
  return { kind: 'nobody', why, field: ['spec', 'sessionAffinity'] };
}
