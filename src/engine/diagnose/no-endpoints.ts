import type { Cluster, ClusterService } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { Hop } from '#trace';
import { labelSetsOf, labelText } from './missing/label-sets.ts';
import { meantBy } from './missing/near-labels.ts';

/**
 * Why a Service has no endpoint that may be used, in a sentence, read from what the stop gives first as its evidence: the
 * name of the target port, pods that are not ready, slices that were written, else the selector. `null` where nothing more
 * is known than the reason says.
 */
export function noEndpointsFact(service: ClusterService, hops: readonly Hop[], cluster: Cluster): string | null {
  const stop = hops.findLast((hop) => hop.kind === 'stop');
  const [first] = stop?.because ?? [];
  const last = first?.field.at(-1);
  if (first === undefined || typeof last !== 'string') return bySelector(service, cluster);
  if (last === 'targetPort') return byPortName(service, first.field);
  if (first.object.kind === 'Pod') return byReadiness(service, stop?.because.map(({ object }) => object) ?? []);
  if (first.object.kind === 'EndpointSlice')
    return last === 'ports'
      ? `Its EndpointSlice ${first.object.name} does not list the Service’s port.`
      : `Its EndpointSlice ${first.object.name} lists no endpoint that is ready.`;
  return bySelector(service, cluster);
}

function byPortName({ ports }: ClusterService, field: readonly (string | number)[]): string | null {
  const port = ports.find(({ index }) => index === field[2]);
  return port === undefined
    ? null
    : `No container of the pods that it selects has a port named ${port.targetPort}, which targetPort names.`;
}

function byReadiness({ name }: ClusterService, objects: readonly ObjectRef[]): string {
  const pods = objects.filter(({ kind }) => kind === 'Pod').map((pod) => pod.name);
  return pods.length === 1
    ? `Pod ${pods[0] ?? ''}, which Service ${name} selects, is not ready.`
    : `Pods that Service ${name} selects are there, but not ready: ${pods.join(', ')}.`;
}

function bySelector(service: ClusterService, cluster: Cluster): string | null {
  const { selector } = service.spec;
  if (selector === null) return `Service ${service.name} has no selector, and nobody has written endpoints for it.`;
  const meant = meantBy(service, cluster, labelSetsOf(cluster));
  if (meant === null) return `No pod in namespace ${service.namespace} has ${labelText(selector)}.`;
  const where = meant.namespace === service.namespace ? 'pods there' : `pods in namespace ${meant.namespace}`;
  return `No pod has ${labelText(selector)}; ${where} have ${labelText(meant.labels)}.`;
}
