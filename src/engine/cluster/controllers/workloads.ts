import type { PodObject, WorkloadObject } from '#manifests';
import { refText } from '#manifests';
import { parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Controller, Draft } from '../draft.ts';
import { derived, written } from '../evidence.ts';
import type { ClusterPod, ClusterWorkload, WorkloadRef } from '../model.ts';
import type { Assumption } from '../origin.ts';
import { podKey, workloadKey, workloadRef } from '../workload-key.ts';
import { listensOf, portsOf } from './pod-ports.ts';
import { assumptionOf, LONGEST_HOSTNAME, MOST_REPLICAS, mouldOf, replicasOf, wantedReplicas } from './replicas.ts';

/**
 * Pods: those of the manifests, and those that a workload's controller would make of its template. A workload that owns
 * pods of the manifests (by ownerReferences, through its ReplicaSet too) has these and no others; unowned pods are nobody's
 * replicas, except one that has the very name of a replica. DaemonSets are expanded by the scheduler, which knows the nodes.
 * Not modelled: rolling updates, old ReplicaSets beside the new one, CronJobs.
 */
export const workloads: Controller = {
  name: 'workloads',
  run(draft) {
    const objects = new Map(draft.workloadObjects.map(({ object }) => [workloadKey(workloadRef(object)), object]));
    const owners = ownersOf(draft, objects);
    const found: ClusterPod[] = [];
    const members = new Map<string, string[]>();
    const standing = new Set(draft.written.pods.map(({ ref }) => podKey(ref)));
    for (const object of draft.written.pods) {
      const owner = owners.get(object);
      const ordinal = owner === undefined ? 0 : join(members, owner.top, object);
      if (owner !== undefined && owner.direct !== owner.top) join(members, owner.direct, object);
      found.push(writtenPod(object, owner?.top ?? null, ordinal));
    }
    const assumptions: Assumption[] = [];
    const problems: Problem[] = [];
    let left = MOST_REPLICAS;
    const list = new Map<string, ClusterWorkload>();
    for (const sourced of draft.workloadObjects) {
      const { object, origin } = sourced;
      const ref = workloadRef(object);
      const key = workloadKey(ref);
      const isExpanded = !members.has(key) && !isOwned(object, objects) && object.kind !== 'DaemonSet';
      const isWritten = origin.kind === 'written';
      const replicas = isExpanded ? replicasOf(mouldOf(sourced), isWritten ? left : MOST_REPLICAS) : [];
      if (isWritten) left -= replicas.length;
      if (isExpanded && replicas.length < wantedReplicas(object)) problems.push(tooMany(object, replicas.length));
      const made = replicas.filter((pod) => !standing.has(pod.key));
      found.push(...made);
      if (made.length > 0) assumptions.push(assumptionOf(object, made));
      list.set(key, {
        ref: object.ref,
        ...ref,
        pods: [...(members.get(key) ?? []), ...replicas.map((pod) => pod.key)],
        origin,
      });
    }
    for (const [object, { top: ref }] of owners) {
      const key = workloadKey(ref);
      if (list.has(key)) continue;
      const pods = members.get(key) ?? [];
      const workload = { kind: ref.kind, namespace: ref.namespace, name: ref.name };
      const { origin } = derived(workload, ['metadata', 'name'], 'owner references', [
        written(object.ref, 'metadata', 'ownerReferences'),
      ]);
      list.set(key, { ref: workload, ...ref, pods, origin });
    }
    return {
      ...draft,
      pods: found,
      workloads: list,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...problems],
    };
  },
};

function tooMany(object: WorkloadObject, made: number): Problem {
  const field = ['spec', object.kind === 'Job' ? 'parallelism' : 'replicas'];
  const sentence = `Of ${wantedReplicas(object)} replicas only ${made} are made and drawn: ${MOST_REPLICAS} pods in all are the most.`;
  return problem('NotModelledReplicas', 'warning', sentence, { object: refText(object.ref), field });
}

function join(members: Map<string, string[]>, workload: WorkloadRef, pod: PodObject): number {
  const key = workloadKey(workload);
  const own = members.get(key) ?? [];
  own.push(podKey(pod.ref));
  members.set(key, own);
  return own.length - 1;
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

/** The workload that owns a pod, and the one above it (a Deployment above its ReplicaSet); the same where there is none above. */
interface Owners {
  readonly direct: WorkloadRef;
  readonly top: WorkloadRef;
}

function ownersOf(draft: Draft, objects: Objects): ReadonlyMap<PodObject, Owners> {
  const owners = new Map<PodObject, Owners>();
  for (const pod of draft.written.pods) {
    const direct = ownerIn(pod.metadata.ownerReferences, pod.ref.namespace ?? 'default');
    if (direct === null) continue;
    const object = objects.get(workloadKey(direct));
    const hash = pod.metadata.labels['pod-template-hash'];
    const isOfDeployment = object === undefined && direct.kind === 'ReplicaSet' && hash !== undefined;
    const above =
      isOfDeployment && direct.name.endsWith(`-${hash}`)
        ? { kind: 'Deployment' as const, namespace: direct.namespace, name: direct.name.slice(0, -hash.length - 1) }
        : ownerIn(object?.metadata.ownerReferences, direct.namespace);
    owners.set(pod, { direct, top: above ?? direct });
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
