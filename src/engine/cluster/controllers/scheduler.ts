import type { NodeObject, NodeSelectorRequirement, PodObject, PodSpec, Toleration } from '#manifests';
import { keyOf, refText } from '#manifests';
import type { Ip } from '#net';
import { hash32, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { contains } from '../addresses.ts';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterNode, ClusterPod, ClusterWorkload, WorkloadRef } from '../model.ts';
import type { Assumption } from '../origin.ts';
import { matchesLabels, meetsRequirement } from '../selector.ts';
import { workloadKey, workloadRef } from '../workload-key.ts';
import { hostPorts, hostPortText } from './host-ports.ts';
import type { Mould } from './replicas.ts';
import { assumptionOf, generatedName, madePod, mouldOf } from './replicas.ts';

type Taint = NodeObject['taints'][number];

/**
 * Puts every pod on a node: by nodeName; a pod with an address on the node whose range holds it; else one of the nodes that
 * its nodeSelector, required node affinity and tolerations allow, in turn within the workload from a start that the
 * workload's key gives. Where no node fits, or each has its host ports taken, the pod is Pending. DaemonSet pods are made
 * here, one on every node that fits, and come first.
 * Not modelled: resources, pod affinity and anti-affinity, topology spread, preferred terms, priorities.
 */
export const scheduler: Controller = {
  name: 'scheduler',
  run(draft) {
    const nodes = [...draft.nodes].sort((a, b) => (a.name < b.name ? -1 : 1));
    const taints = new Map(draft.written.nodes.map((node) => [node.ref.name, taintsOf(node)]));
    const fit = (spec: PodSpec, more: readonly Toleration[]): readonly ClusterNode[] =>
      nodes.filter((node) => fits(node, taints.get(node.name) ?? [], spec, more));
    const hostIps = hostIpsOf(draft.written.pods);
    const problems: Problem[] = [];
    const turns = new Map<
      PodSpec | WorkloadRef,
      { readonly allowed: readonly ClusterNode[]; readonly start: number }
    >();
    const turnOf = (pod: ClusterPod) => {
      const known = turns.get(pod.workload ?? pod.spec);
      if (known !== undefined) return known;
      const seed = pod.workload === null ? pod.key : workloadKey(pod.workload);
      const found = { allowed: fit(pod.spec, []), start: hash32(`schedule ${seed}`) };
      turns.set(pod.workload ?? pod.spec, found);
      return found;
    };
    const daemons = daemonPods(draft, fit);
    const { workloads, assumptions } = daemons;
    const located = draft.pods.map((pod) => {
      const own = pod.node === '' ? nodeByAddress(pod, hostIps, nodes) : null;
      return own === null ? pod : { ...pod, node: own.name };
    });
    const ports = hostPorts(located.filter(({ node }) => node !== ''));
    const daemonsPlaced = daemons.pods.map((pod) => {
      if (!ports.fits(pod, pod.node)) {
        problems.push(portTaken(pod, `on ${pod.node}`));
        return { ...pod, phase: 'Pending', ready: false };
      }
      ports.take(pod, pod.node);
      return pod;
    });
    const place = (pod: ClusterPod): ClusterPod => {
      if (pod.node !== '') return pod;
      const { allowed, start } = turnOf(pod);
      const inTurn = allowed.map((_, index) => allowed[(start + pod.ordinal + index) % allowed.length]);
      const node = inTurn.find((one) => one !== undefined && ports.fits(pod, one.name));
      if (node !== undefined) {
        ports.take(pod, node.name);
        return { ...pod, node: node.name };
      }
      if (allowed.length > 0) problems.push(portTaken(pod, 'on every node that it may run on'));
      else if (pod.ordinal === 0) problems.push(pending(pod));
      return { ...pod, phase: 'Pending', ready: false };
    };
    return {
      ...draft,
      pods: [...located.map(place), ...daemonsPlaced],
      workloads,
      problems: [...draft.problems, ...problems],
      assumptions: [...draft.assumptions, ...assumptions],
    };
  },
};

function daemonPods(
  draft: Draft,
  fit: (spec: PodSpec, more: readonly Toleration[]) => readonly ClusterNode[],
): {
  readonly pods: readonly ClusterPod[];
  readonly workloads: ReadonlyMap<string, ClusterWorkload>;
  readonly assumptions: readonly Assumption[];
} {
  const pods: ClusterPod[] = [];
  const assumptions: Assumption[] = [];
  const workloads = new Map(draft.workloads);
  for (const sourced of draft.workloadObjects) {
    const key = workloadKey(workloadRef(sourced.object));
    const workload = workloads.get(key);
    if (sourced.object.kind !== 'DaemonSet' || workload === undefined || workload.pods.length > 0) continue;
    const made = daemonPodsOf(mouldOf(sourced), fit(sourced.object.template.spec, DAEMON_TOLERATIONS));
    pods.push(...made);
    if (made.length > 0) assumptions.push(assumptionOf(sourced.object, made));
    workloads.set(key, { ...workload, pods: made.map((pod) => pod.key) });
  }
  return { pods, workloads, assumptions };
}

function daemonPodsOf(mould: Mould, nodes: readonly ClusterNode[]): readonly ClusterPod[] {
  const { object, hash } = mould;
  return nodes.map((node, ordinal) =>
    madePod(mould, {
      name: generatedName(`${object.ref.name}-`, `${hash}/${node.name}`),
      ordinal,
      labels: { 'controller-revision-hash': hash },
      spec: object.template.spec,
      node: node.name,
    }),
  );
}

/** What the DaemonSet controller adds to its pods (pkg/controller/daemon/util). */
const DAEMON_TOLERATIONS: readonly Toleration[] = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
].map((key) => ({ key, operator: 'Exists' }));

/** Taints as written, and those that the node controller sets by the node's state. */
function taintsOf(node: NodeObject): readonly Taint[] {
  const isReady = (node.conditions['Ready'] ?? 'True') === 'True';
  return [
    ...node.taints,
    ...(node.unschedulable ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
    ...(isReady ? [] : [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }]),
  ];
}

function fits(node: ClusterNode, taints: readonly Taint[], spec: PodSpec, more: readonly Toleration[]): boolean {
  if (!matchesLabels(spec.nodeSelector, node.labels)) return false;
  const terms = spec.nodeAffinity;
  if (terms.length > 0 && !terms.some((term) => term.length > 0 && term.every((one) => meets(one, node)))) return false;
  const tolerations = [...spec.tolerations, ...more];
  return taints.every(
    (taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}

/** k8s.io/component-helpers scheduling/corev1/nodeaffinity: Gt and Lt compare whole numbers; an unknown operator fits nothing. */
function meets({ key, operator, values }: NodeSelectorRequirement, { labels }: ClusterNode): boolean {
  switch (operator) {
    case 'In':
    case 'NotIn':
    case 'Exists':
    case 'DoesNotExist':
      return meetsRequirement({ key, operator, values }, labels);
    case 'Gt':
      return Object.hasOwn(labels, key) && Number(labels[key]) > Number(values[0]);
    case 'Lt':
      return Object.hasOwn(labels, key) && Number(labels[key]) < Number(values[0]);
    default:
      return false;
  }
}

/** core/v1 Toleration.ToleratesTaint: no effect means every effect, no key with Exists every taint. */
function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect !== undefined && toleration.effect !== taint.effect) return false;
  if (toleration.key !== undefined && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '');
}

/** For a pod without nodeName: the node whose range holds its address; of a host network pod the node that has it. */
function nodeByAddress(
  pod: ClusterPod,
  hostIps: ReadonlyMap<string, Ip>,
  nodes: readonly ClusterNode[],
): ClusterNode | null {
  const hostIp = hostIps.get(pod.key);
  const host = hostIp === undefined ? undefined : nodes.find((node) => node.addresses.includes(hostIp));
  if (host !== undefined) return host;
  const { ip } = pod;
  if (ip === null) return null;
  const [holder, another] = nodes.filter((node) => contains(node.podCidrs, ip));
  return another === undefined ? (holder ?? null) : null;
}

function hostIpsOf(pods: readonly PodObject[]): ReadonlyMap<string, Ip> {
  return new Map(
    pods.flatMap(({ ref, spec, status }) => {
      const hostIp = parseIp(status.hostIP ?? (spec.hostNetwork ? (status.podIP ?? '') : ''));
      return hostIp === null ? [] : [[keyOf(ref), hostIp] as const];
    }),
  );
}

function pending(pod: ClusterPod): Problem {
  const sentence = `No node fits pod ${pod.key}: its node selector, node affinity or tolerations exclude them all. It stays Pending.`;
  return problem('PodFitsNoNode', 'warning', sentence, {
    object: refText(pod.template.object),
    field: [...pod.template.path, 'spec'],
  });
}

function portTaken(pod: ClusterPod, where: string): Problem {
  const sentence = `Pod ${pod.key} stays Pending: its host ports (${hostPortText(pod)}) are taken ${where}.`;
  return problem('HostPortTaken', 'warning', sentence, {
    object: refText(pod.template.object),
    field: [...pod.template.path, 'spec', 'containers'],
  });
}
