import type { Json, Labels, ObjectRef, PodSpec, WorkloadObject } from '#manifests';
import { fieldOf, isJsonObject, isList } from '#source';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterPod, ClusterService, IngressController, WorkloadRef } from '../model.ts';
import type { Origin } from '../origin.ts';
import { matchesLabels } from '../selector.ts';
import { flagsOf, knownController } from './ingress-kinds.ts';
import { workloadKey, workloadRef } from '../workload-key.ts';

/** A workload or bare pod that runs an ingress controller. */
interface Runner {
  readonly namespace: string;
  readonly spec: PodSpec;
  readonly labels: Labels;
  readonly raw: Json;
  readonly specPath: readonly string[];
  readonly pods: readonly string[];
  readonly workload: WorkloadRef | null;
  readonly ref: ObjectRef;
  readonly origin: Origin;
}

/**
 * The ingress controllers of the cluster, written or assumed, with their flags, ConfigMap and Service. The Service is that
 * of `--publish-service`, else one that selects the pods and has port 80 or 443, one of type LoadBalancer first.
 */
export const ingressControllers: Controller = {
  name: 'ingress-controllers',
  run(draft) {
    const found = runners(draft).flatMap((runner) => controllerOf(runner, draft) ?? []);
    return { ...draft, ingressControllers: found };
  },
};

function runners(draft: Draft): readonly Runner[] {
  const ofWorkloads = draft.workloadObjects
    .filter(({ object, origin }) => mayServe(object, origin) && !isPartOfAnother(object.metadata, draft))
    .map(({ object, origin }): Runner => {
      const workload = workloadRef(object);
      return {
        namespace: workload.namespace,
        spec: object.template.spec,
        labels: object.template.labels,
        raw: object.raw,
        specPath: ['spec', 'template', 'spec'],
        pods: draft.workloads.get(workloadKey(workload))?.pods ?? [],
        workload,
        ref: object.ref,
        origin,
      };
    });
  const objects = new Map(draft.written.pods.map((pod) => [`${pod.ref.namespace ?? 'default'}/${pod.ref.name}`, pod]));
  const covered = new Set(ofWorkloads.map(({ workload }) => (workload === null ? '' : workloadKey(workload))));
  const ofPods = new Map<string, Runner>();
  for (const pod of draft.pods) {
    if (pod.role !== 'ingress-controller' || pod.origin.kind !== 'written') continue;
    const key = pod.workload === null ? pod.key : workloadKey(pod.workload);
    if (covered.has(key)) continue;
    const before = ofPods.get(key);
    ofPods.set(
      key,
      before === undefined
        ? podRunner(pod, objects.get(pod.key)?.raw ?? {})
        : { ...before, pods: [...before.pods, pod.key] },
    );
  }
  return [...ofWorkloads, ...ofPods.values()];
}

/** Everything that runs a known controller; of filled-in workloads any may be one that the scenario lists. */
function mayServe({ kind, template }: WorkloadObject, origin: Origin): boolean {
  if (kind === 'CronJob' || kind === 'Job') return false;
  return origin.kind !== 'written' || knownController(template.spec) !== null;
}

function podRunner(pod: ClusterPod, raw: Json): Runner {
  const { namespace, spec, labels, workload, ref, origin } = pod;
  return { namespace, spec, labels, raw, specPath: ['spec'], pods: [pod.key], workload, ref, origin };
}

/** A ReplicaSet of a Deployment that is there itself. */
function isPartOfAnother(
  metadata: {
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
    readonly namespace: string | null;
  },
  draft: Draft,
): boolean {
  return (metadata.ownerReferences ?? []).some(({ kind, name }) =>
    draft.workloadObjects.some(
      ({ object }) => object.kind === kind && object.ref.name === name && object.ref.namespace === metadata.namespace,
    ),
  );
}

function controllerOf(runner: Runner, draft: Draft): IngressController | null {
  const assumed = runner.origin.kind === 'written' ? null : assumedController(runner, draft);
  const found = knownController(runner.spec);
  if (found === null && assumed === null) return null;
  const containers = runner.spec.containers;
  const container = found?.container ?? containers[0];
  const words = container === undefined ? [] : [...container.command, ...container.args];
  const variables = variablesOf(runner, found?.index ?? 0);
  const flags = flagsOf(words.map((word) => substituted(word, variables)));
  const configMap = flags['configmap'];
  const config =
    configMap === undefined
      ? undefined
      : draft.written.configMaps.find(({ ref }) => `${ref.namespace ?? ''}/${ref.name}` === configMap);
  return {
    controller: flags['controller-class'] ?? assumed ?? found?.known.controller ?? '',
    kind: found?.known.kind ?? 'other',
    flags,
    config: config?.data ?? {},
    configRef: config?.ref ?? null,
    pods: runner.pods,
    service: serviceOf(runner, flags['publish-service'], draft.services)?.key ?? null,
    workload: runner.workload,
    origin: runner.origin,
  };
}

/** The controller that a filled-in Deployment stands for: of a product that is not modelled it has no flags to tell. */
function assumedController(runner: Runner, draft: Draft): string | null {
  const image = runner.spec.containers[0]?.image ?? '';
  return draft.input.ingressControllers?.find(({ controller }) => controller === image)?.controller ?? null;
}

function serviceOf(
  runner: Runner,
  published: string | undefined,
  services: readonly ClusterService[],
): ClusterService | null {
  const named = published === undefined ? undefined : services.find(({ key }) => key === published);
  if (named !== undefined) return named;
  const selecting = services.filter(
    ({ namespace, spec, ports }) =>
      namespace === runner.namespace &&
      spec.selector !== null &&
      matchesLabels(spec.selector, runner.labels) &&
      ports.some(({ port, name }) => port === 80 || (port === 443 && !/webhook/.test(name))),
  );
  const order = ['LoadBalancer', 'NodePort', 'ClusterIP', 'ExternalName'] as const;
  return (
    [...selecting].sort(
      (a, b) => order.indexOf(a.spec.type) - order.indexOf(b.spec.type) || (a.key < b.key ? -1 : 1),
    )[0] ?? null
  );
}

/** Environment variables that arguments may name: given values, and the fields of the pod that are known beforehand. */
function variablesOf(runner: Runner, container: number): ReadonlyMap<string, string> {
  const list = fieldOf(runner.raw, [...runner.specPath, 'containers', container, 'env']);
  const found = new Map<string, string>();
  for (const variable of isList(list) ? list : []) {
    if (!isJsonObject(variable) || typeof variable['name'] !== 'string') continue;
    const path = fieldOf(variable, ['valueFrom', 'fieldRef', 'fieldPath']);
    const value =
      typeof variable['value'] === 'string'
        ? variable['value']
        : path === 'metadata.namespace'
          ? runner.namespace
          : null;
    if (value !== null) found.set(variable['name'], value);
  }
  return found;
}

/** `$(NAME)` of known variables; others stay as they are, as the kubelet leaves them. */
function substituted(word: string, variables: ReadonlyMap<string, string>): string {
  return word.replace(/\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string) => variables.get(name) ?? whole);
}
