import type { Labels, PodSpec, WorkloadObject } from '#manifests';
import { hash32, hashText } from '#net';
import { fieldOf } from '#source';
import type { Sourced } from '../draft.ts';
import { derived, evidenceOf } from '../evidence.ts';
import type { ClusterPod, WorkloadRef } from '../model.ts';
import type { Assumption, Origin } from '../origin.ts';
import { truthAt } from '../settings/raw.ts';
import { podKey, workloadKey, workloadRef } from '../workload-key.ts';
import { listensOf, portsOf } from './pod-ports.ts';

const LONGEST_BASE = 58;
/** A pod's host name is its name, cut to a DNS label. */
export const LONGEST_HOSTNAME = 63;

/** A pod that a controller makes of a template. */
export interface Replica {
  readonly name: string;
  readonly ordinal: number;
  readonly labels: Labels;
  readonly spec: PodSpec;
  readonly node: string;
}

/** What all pods of one workload share. */
export interface Mould {
  readonly object: WorkloadObject;
  /** Origin of its pods. */
  readonly origin: Origin;
  readonly workload: WorkloadRef;
  readonly template: ClusterPod['template'];
  readonly hash: string;
  readonly ports: ClusterPod['ports'];
  readonly listens: ClusterPod['listens'];
}

export function mouldOf({ object, origin }: Sourced<WorkloadObject>): Mould {
  const { spec } = object.template;
  const made = derived(object.ref, ['spec'], object.kind.toLowerCase(), [
    evidenceOf({ ref: object.ref, origin }, 'spec', 'template'),
  ]);
  return {
    object,
    origin: made.origin,
    workload: workloadRef(object),
    template: { object: object.ref, path: ['spec', 'template'] },
    hash: templateHash(object),
    ports: portsOf(spec),
    listens: listensOf(spec),
  };
}

export function madePod(mould: Mould, replica: Replica): ClusterPod {
  const { object, origin, workload, template, ports, listens } = mould;
  const ref = { kind: 'Pod', namespace: workload.namespace, name: replica.name };
  return {
    ref,
    key: podKey(ref),
    name: replica.name,
    namespace: workload.namespace,
    labels: { ...object.template.labels, ...replica.labels },
    annotations: object.template.annotations,
    spec: replica.spec,
    node: replica.node,
    ip: null,
    ips: [],
    hostNetwork: replica.spec.hostNetwork,
    phase: 'Running',
    ready: true,
    terminating: false,
    workload,
    ordinal: replica.ordinal,
    role: 'application',
    ports,
    listens,
    hostname: (replica.spec.hostname ?? replica.name).slice(0, LONGEST_HOSTNAME),
    origin,
    template,
    health: 'listens',
  };
}

/** Hash of what the pods are made of: another template, other pods. */
function templateHash(object: WorkloadObject): string {
  const template = fieldOf(object.raw, ['spec', 'template']);
  return hashText(`${workloadKey(workloadRef(object))} ${hash32(JSON.stringify(template ?? object.template))}`, 10);
}

/** `generateName` as the API server uses it: a base cut to 58 characters, and five of a hash. */
export function generatedName(base: string, seed: string): string {
  return `${base.slice(0, LONGEST_BASE)}${hashText(seed, 5)}`;
}

/**
 * The pods that the workload's controller makes, DaemonSets apart. Names are hashes of the template and the pod's ordinal, as long
 * as the real ones; a StatefulSet counts.
 */
export function replicasOf(mould: Mould, most: number): readonly ClusterPod[] {
  const { object, hash } = mould;
  const { name } = object.ref;
  const { spec } = object.template;
  const count = Math.min(wantedReplicas(object), most);
  const node = spec.nodeName ?? '';
  const make = (ordinal: number): ClusterPod => {
    const seed = `${hash}/${ordinal}`;
    switch (object.kind) {
      case 'Deployment':
        return madePod(mould, {
          name: generatedName(`${name}-${hash}-`, seed),
          ordinal,
          labels: { 'pod-template-hash': hash },
          spec,
          node,
        });
      case 'StatefulSet': {
        const index = (object.ordinalStart ?? 0) + ordinal;
        const podName = `${name}-${index}`;
        return madePod(mould, {
          name: podName,
          ordinal,
          labels: { 'apps.kubernetes.io/pod-index': String(index), 'statefulset.kubernetes.io/pod-name': podName },
          spec: {
            ...spec,
            hostname: podName,
            ...(object.serviceName === undefined ? {} : { subdomain: object.serviceName }),
          },
          node,
        });
      }
      case 'Job':
        return madePod(mould, {
          name: generatedName(`${name}-`, seed),
          ordinal,
          labels: { 'batch.kubernetes.io/job-name': name, 'job-name': name },
          spec,
          node,
        });
      case 'ReplicaSet':
      case 'ReplicationController':
      case 'DaemonSet':
      case 'CronJob':
        return madePod(mould, { name: generatedName(`${name}-`, seed), ordinal, labels: {}, spec, node });
    }
  };
  return Array.from({ length: count }, (_, ordinal) => make(ordinal));
}

/** More pods than this are not made in all, which is reported: a slip of the keyboard must not stop the page. */
export const MOST_REPLICAS = 50_000;

/** How many pods the workload is to have, if it owns none of the manifests. */
export function wantedReplicas(object: WorkloadObject): number {
  return runs(object) ? Math.max(0, Math.floor(object.replicas ?? 1)) : 0;
}

/** A CronJob has no pods of its own, a Job none while it is suspended or after its end. */
function runs(object: WorkloadObject): boolean {
  if (object.kind === 'CronJob') return false;
  if (object.kind !== 'Job') return true;
  if (truthAt(object.raw, 'spec', 'suspend') === true) return false;
  return fieldOf(object.raw, ['status', 'completionTime']) === undefined;
}

/** A Job's pods run to completion; one that has ended is no endpoint (pkg/controller/endpoint, ShouldPodBeInEndpoints). */
const UNTIL_IT_ENDS =
  ' Pods of a Job end when its work is done; from then on they listen on nothing and are endpoints of no Service.';

export function assumptionOf(object: WorkloadObject, made: readonly ClusterPod[]): Assumption {
  const ref = workloadRef(object);
  const [first] = made;
  const what = made.length === 1 ? 'one pod' : `${made.length} pods`;
  return {
    key: `pods:${workloadKey(ref)}`,
    object: object.ref,
    sentence: `${object.kind} ${ref.namespace}/${ref.name} has ${what}, ${first?.name ?? ''}${made.length > 1 ? ' and so on' : ''}, Running and Ready.${object.kind === 'Job' ? UNTIL_IT_ENDS : ''}`,
    change:
      object.kind === 'Job'
        ? 'Paste the Job with its status.completionTime, or its pods with their status.'
        : 'Paste the pods with their status, or change spec.replicas.',
    setting: null,
  };
}
