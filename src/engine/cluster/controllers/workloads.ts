import type { Labels, ObjectRef, PodObject, PodSpec, WorkloadObject } from '#manifests';
import { hash32, hashText, parseIp } from '#net';
import { fieldOf } from '#source';
import type { Controller, Draft, Sourced } from '../draft.ts';
import { derived, evidenceOf, written } from '../evidence.ts';
import type { Assumption, ClusterPod, ClusterWorkload, Origin, WorkloadRef } from '../model.ts';
import { truthAt } from '../settings/raw.ts';
import { listensOf, portsOf } from './pod-ports.ts';

const LONGEST_BASE = 58;
const LONGEST_HOSTNAME = 63;

/**
 * Pods: those of the manifests, and those that a workload's controller would make of its template. A workload that owns
 * pods of the manifests (by ownerReferences, through its ReplicaSet too) has these and no others; unowned pods are nobody's
 * replicas. Names are hashes of the template and the pod's ordinal, as long as the real ones. DaemonSets are expanded by
 * the scheduler, which knows the nodes.
 * Not modelled: rolling updates, old ReplicaSets beside the new one, CronJobs.
 */
export const workloads: Controller = {
  name: 'workloads',
  run(draft) {
    const objects = new Map(draft.workloadObjects.map(({ object }) => [workloadKey(workloadRef(object)), object]));
    const owners = ownersOf(draft, objects);
    const found: ClusterPod[] = [];
    const members = new Map<string, string[]>();
    for (const object of draft.written.pods) {
      const workload = owners.get(object) ?? null;
      const ordinal = workload === null ? 0 : join(members, workload, object);
      found.push(writtenPod(object, workload, ordinal));
    }
    const assumptions: Assumption[] = [];
    const list = new Map<string, ClusterWorkload>();
    for (const sourced of draft.workloadObjects) {
      const { object, origin } = sourced;
      const ref = workloadRef(object);
      const key = workloadKey(ref);
      const isExpanded = !members.has(key) && !isOwned(object, objects) && object.kind !== 'DaemonSet';
      const made = isExpanded ? replicasOf(mouldOf(sourced)) : [];
      found.push(...made);
      if (made.length > 0) assumptions.push(assumptionOf(object, made));
      list.set(key, {
        ref: object.ref,
        ...ref,
        pods: [...(members.get(key) ?? []), ...made.map((pod) => pod.key)],
        origin,
      });
    }
    for (const [object, ref] of owners) {
      const key = workloadKey(ref);
      if (list.has(key)) continue;
      const pods = members.get(key) ?? [];
      const workload = { kind: ref.kind, namespace: ref.namespace, name: ref.name };
      const { origin } = derived(workload, ['metadata', 'name'], 'owner references', [
        written(object.ref, 'metadata', 'ownerReferences'),
      ]);
      list.set(key, { ref: workload, ...ref, pods, origin });
    }
    return { ...draft, pods: found, workloads: list, assumptions: [...draft.assumptions, ...assumptions] };
  },
};

export function workloadRef({ kind, ref }: WorkloadObject): WorkloadRef {
  return { kind, namespace: ref.namespace ?? 'default', name: ref.name };
}

/** `Kind/NS/NAME`. */
export function workloadKey({ kind, namespace, name }: WorkloadRef): string {
  return `${kind}/${namespace}/${name}`;
}

function join(members: Map<string, string[]>, workload: WorkloadRef, pod: PodObject): number {
  const key = workloadKey(workload);
  const own = members.get(key) ?? [];
  own.push(podKey(pod.ref));
  members.set(key, own);
  return own.length - 1;
}

function podKey(ref: ObjectRef): string {
  return `${ref.namespace ?? 'default'}/${ref.name}`;
}

const OWNERS = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicationController',
] as const;

type Objects = ReadonlyMap<string, WorkloadObject>;

/** The top-level workload of every written pod that has an owner. */
function ownersOf(draft: Draft, objects: Objects): ReadonlyMap<PodObject, WorkloadRef> {
  const owners = new Map<PodObject, WorkloadRef>();
  for (const pod of draft.written.pods) {
    let owner = ownerIn(pod.metadata.ownerReferences, pod.ref.namespace ?? 'default');
    if (owner === null) continue;
    const above = ownerIn(objects.get(workloadKey(owner))?.metadata.ownerReferences, owner.namespace);
    const hash = pod.metadata.labels['pod-template-hash'];
    if (above !== null) owner = above;
    else if (
      owner.kind === 'ReplicaSet' &&
      hash !== undefined &&
      owner.name.endsWith(`-${hash}`) &&
      !objects.has(workloadKey(owner))
    )
      owner = { kind: 'Deployment', namespace: owner.namespace, name: owner.name.slice(0, -hash.length - 1) };
    owners.set(pod, owner);
  }
  return owners;
}

function ownerIn(references: WorkloadObject['metadata']['ownerReferences'], namespace: string): WorkloadRef | null {
  const owner = references?.find((reference) => reference.controller !== false);
  const kind = OWNERS.find((one) => one === owner?.kind);
  return owner === undefined || kind === undefined ? null : { kind, namespace, name: owner.name };
}

/** A ReplicaSet whose Deployment is in the manifests too (or a Job with its CronJob's) is that one's: it is not expanded again. */
function isOwned(object: WorkloadObject, objects: Objects): boolean {
  const owner = ownerIn(object.metadata.ownerReferences, object.ref.namespace ?? 'default');
  return owner !== null && owner.kind !== 'CronJob' && objects.has(workloadKey(owner));
}

function writtenPod(object: PodObject, workload: WorkloadRef | null, ordinal: number): ClusterPod {
  const { spec, status, metadata } = object;
  const ips = spec.hostNetwork ? [] : status.podIPs.flatMap((text) => parseIp(text) ?? []);
  return {
    ref: object.ref,
    key: podKey(object.ref),
    name: object.ref.name,
    namespace: object.ref.namespace ?? 'default',
    labels: metadata.labels,
    annotations: metadata.annotations,
    spec,
    node: spec.nodeName ?? '',
    ip: ips[0] ?? null,
    ips,
    hostNetwork: spec.hostNetwork,
    phase: status.phase ?? 'Running',
    ready: (status.conditions['Ready'] ?? 'True') === 'True',
    terminating: metadata.deletionTimestamp !== undefined,
    workload,
    ordinal,
    role: 'application',
    ports: portsOf(spec),
    listens: listensOf(spec),
    hostname: (spec.hostname ?? object.ref.name).slice(0, LONGEST_HOSTNAME),
    origin: { kind: 'written' },
    template: { object: object.ref, path: [] },
    health: 'listens',
  };
}

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

function replicasOf(mould: Mould): readonly ClusterPod[] {
  const { object, hash } = mould;
  const { name } = object.ref;
  const { spec } = object.template;
  const count = Math.min(Math.max(0, object.replicas ?? 1), MOST_REPLICAS);
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
  return Array.from({ length: runs(object) ? count : 0 }, (_, ordinal) => make(ordinal));
}

/** More replicas than this are not made: a slip of the keyboard must not stop the page. */
const MOST_REPLICAS = 50_000;

/** A CronJob has no pods of its own, a Job none while it is suspended or after its end. */
function runs(object: WorkloadObject): boolean {
  if (object.kind === 'CronJob') return false;
  if (object.kind !== 'Job') return true;
  if (truthAt(object.raw, 'spec', 'suspend') === true) return false;
  return fieldOf(object.raw, ['status', 'completionTime']) === undefined;
}

export function assumptionOf(object: WorkloadObject, made: readonly ClusterPod[]): Assumption {
  const ref = workloadRef(object);
  const [first] = made;
  const what = made.length === 1 ? 'one pod' : `${made.length} pods`;
  return {
    key: `pods:${workloadKey(ref)}`,
    object: object.ref,
    sentence: `${object.kind} ${ref.namespace}/${ref.name} has ${what}, ${first?.name ?? ''}${made.length > 1 ? ' and so on' : ''}, Running and Ready.`,
    change: 'Paste the pods with their status, or change spec.replicas.',
    setting: null,
  };
}
