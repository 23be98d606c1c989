import type { Cluster, ClusterService } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { EndpointLack, Hop } from '#trace';
import { labelSetsOf, labelText } from './missing/label-sets.ts';
import { meantBy } from './missing/near-labels.ts';

/**
 * Why a Service has no endpoint that may be used, in a sentence, as the hop says at which it ended. `null` where nothing
 * more is known than the reason says.
 */
export function noEndpointsFact(service: ClusterService, hops: readonly Hop[], cluster: Cluster): string | null {
  const lack = lackIn(hops);
  switch (lack?.kind) {
    case 'slices':
      return bySlices(lack);
    case 'selector':
      return bySelector(service, cluster);
    case 'portName':
      return `No container of the pods that it selects has a port named ${lack.name}, which targetPort names.`;
    case 'readiness':
      return byReadiness(service, lack.pods);
    case undefined:
      return null;
  }
}

function lackIn(hops: readonly Hop[]): EndpointLack | null {
  const found = hops.findLast(
    (hop) => (hop.kind === 'stop' || hop.kind === 'answer') && hop.decision.lacks !== undefined,
  );
  return found?.kind === 'stop' || found?.kind === 'answer' ? (found.decision.lacks ?? null) : null;
}

function bySlices({ slices }: Extract<EndpointLack, { kind: 'slices' }>): string | null {
  const [first] = slices;
  if (first === undefined) return null;
  return first.lacks === 'port'
    ? `Its EndpointSlice ${first.slice.name} does not list the Service’s port.`
    : `Its EndpointSlice ${first.slice.name} lists no endpoint that is ready.`;
}

/** How many pods are named. */
const MOST_PODS = 3;

function byReadiness({ name }: ClusterService, pods: readonly ObjectRef[]): string {
  const names = pods.slice(0, MOST_PODS).map((pod) => pod.name);
  if (pods.length === 1) return `Pod ${names.join()}, which Service ${name} selects, is not ready.`;
  const more = pods.length > MOST_PODS ? ` and ${pods.length - MOST_PODS} more` : '';
  return `Pods that Service ${name} selects are there, but not ready: ${names.join(', ')}${more}.`;
}

function bySelector(service: ClusterService, cluster: Cluster): string | null {
  const { selector } = service.spec;
  if (selector === null) return `Service ${service.name} has no selector, and nobody has written endpoints for it.`;
  const meant = meantBy(service, cluster, labelSetsOf(cluster));
  if (meant === null) return `No pod in namespace ${service.namespace} has ${labelText(selector)}.`;
  const where = meant.namespace === service.namespace ? 'pods there' : `pods in namespace ${meant.namespace}`;
  return `No pod has ${labelText(selector)}; ${where} have ${labelText(meant.labels)}.`;
}
