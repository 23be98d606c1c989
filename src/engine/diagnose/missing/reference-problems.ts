import type { Cluster, ClusterService } from '#cluster';
import { refText } from '#manifests';
import { nearestWords, type Problem, problem } from '#source';
import { type Backend, backendsOf, hasPort } from './backends.ts';
import { labelSetsOf, type LabelSets, labelText, servicesWithoutPods } from './label-sets.ts';
import { meantBy } from './near-labels.ts';

/**
 * What objects name that is not there: Services that select no pod, and Ingresses that send to Services or ports which do
 * not exist. A Service whose pods were merely not pasted is told apart from one that misses its pods by a slip.
 */
export function referenceProblems(cluster: Cluster): readonly Problem[] {
  const sets = labelSetsOf(cluster);
  return [
    ...servicesWithoutPods(cluster, sets).map((service) => withoutPods(service, cluster, sets)),
    ...backendsOf(cluster).flatMap((backend) => backendProblem(backend, cluster)),
  ];
}

function withoutPods(service: ClusterService, cluster: Cluster, sets: LabelSets): Problem {
  const wanted = labelText(service.spec.selector ?? {});
  const place = { object: refText(service.ref), field: ['spec', 'selector'] };
  const none = `No pod in namespace ${service.namespace} has ${wanted}, which this Service selects`;
  const meant = meantBy(service, cluster, sets);
  if (meant === null)
    return problem(
      'NoPodsForService',
      'info',
      `${none}. If its pods were not pasted, paste their workload too, or add a sample one.`,
      place,
    );
  const labels = labelText(meant.labels);
  const hint =
    meant.namespace === service.namespace
      ? `pods there have ${labels}.`
      : `pods with these labels are in namespace ${meant.namespace}, and a Service selects in its own only.`;
  return problem('SelectorMatchesNothing', 'warning', `${none}; ${hint}`, { ...place, nearest: [labels] });
}

function backendProblem(backend: Backend, cluster: Cluster): readonly Problem[] {
  const { namespace, name, port, field } = backend;
  const object = refText(backend.ingress.ref);
  const service = cluster.serviceByKey.get(`${namespace}/${name}`);
  if (service === undefined) {
    const elsewhere = cluster.services.find((other) => other.name === name);
    const names = cluster.services.filter((other) => other.namespace === namespace).map((other) => other.name);
    const nearest = nearestWords(name, names);
    const hint =
      elsewhere !== undefined
        ? ` There is one in namespace ${elsewhere.namespace}; an Ingress sends to Services of its own namespace.`
        : nearest[0] === undefined
          ? ''
          : ` Did you mean ${nearest[0]}?`;
    const sentence = `There is no Service ${name} in namespace ${namespace}, to which this Ingress sends.${hint}`;
    return [problem('BackendServiceMissing', 'warning', sentence, { object, field: [...field, 'name'], nearest })];
  }
  if (hasPort(service, port)) return [];
  const has = service.ports.map((one) => (one.name === '' ? `${one.port}` : `${one.port} (${one.name})`));
  const sentence = `Service ${name} has no port ${port === '' ? 'that this Ingress names' : port}; it has ${has.length === 0 ? 'none' : has.join(', ')}.`;
  return [problem('BackendPortMissing', 'warning', sentence, { object, field: [...field, 'port'] })];
}
