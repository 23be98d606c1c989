import type { Cluster, Evidence } from '#cluster';
import { evidenceOf, setting } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { StoppedAt } from '#trace';

/**
 * What a request that has nowhere to go rests on: of a Service without a balancer's address its type, and which balancer
 * there is; of one without endpoints its selector; of a pod without an address its status; else the object itself.
 */
export function absenceEvidence({ reason, objects }: StoppedAt, cluster: Cluster): readonly Evidence[] {
  const found = objects.flatMap((object) => namedEvidence(object, reason, cluster));
  return reason === 'NoAddress' ? [...found, setting(cluster, 'loadBalancer')] : found;
}

function namedEvidence(object: ObjectRef, reason: string, cluster: Cluster): readonly Evidence[] {
  const key = `${object.namespace ?? ''}/${object.name}`;
  const service = object.kind === 'Service' ? cluster.serviceByKey.get(key) : undefined;
  if (service !== undefined) return [evidenceOf(service, 'spec', reason === 'NoEndpoints' ? 'selector' : 'type')];
  const pod = object.kind === 'Pod' ? cluster.podByKey.get(key) : undefined;
  if (pod !== undefined) return [evidenceOf(pod, 'status', 'podIP')];
  return [{ object, field: [], origin: { kind: 'written' } }];
}
