import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr } from '#net';
import type { CompiledAdminPolicy, CompiledNetworkPolicy, Peer, PolicyIndex, Rule, Selector } from '#tables';
import { labelOf } from '#tables';
import { createAddressBlocks } from './address-blocks.ts';
import type { ReachQuery } from './query.ts';

/**
 * Pods that no policy of the cluster can tell apart on one port: same namespace, same values of the labels that some
 * selector asks for, same numbers of the port names in use, same address blocks round them. Host network pods are a
 * class for each node.
 */
export interface PodClass {
  readonly index: number;
  readonly pods: readonly ClusterPod[];
  /** Any of them stands for all. */
  readonly first: ClusterPod;
  /** The innermost block in use that holds their addresses. */
  readonly block: Cidr | null;
  /** What the names in use mean on them: equal for classes that agree. */
  readonly portKey: string;
}

export interface PodClasses {
  /** Sorted so that the classes of one namespace are neighbours. */
  readonly classes: readonly PodClass[];
  readonly classOf: ReadonlyMap<ClusterPod, number>;
}

export function classifyPods(cluster: Cluster, index: PolicyIndex, query: ReachQuery): PodClasses {
  const told = whatPoliciesTell(index);
  if (typeof query.port === 'string') told.portNames.add(query.port);
  const blocks = createAddressBlocks(told.blocks);
  const groups = new Map<string, { pods: ClusterPod[]; block: Cidr | null; portKey: string }>();
  for (const pod of cluster.pods) {
    const block = pod.ip === null ? null : blocks.innermost(pod.ip);
    const portKey = pod.ports
      .filter(({ name }) => told.portNames.has(name))
      .map(({ name, port, protocol }) => `${name} ${protocol} ${port}`)
      .sort()
      .join('\n');
    const labels = [...told.labelKeys].map((key) => labelOf(pod.labels, key));
    const key = pod.hostNetwork
      ? JSON.stringify([null, pod.node, pod.ip, portKey])
      : JSON.stringify([pod.namespace, labels, portKey, block]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { pods: [pod], block, portKey });
    else group.pods.push(pod);
  }
  const sorted = [...groups.values()].sort((a, b) => compare(spaceOf(a.pods), spaceOf(b.pods)));
  const classes: PodClass[] = [];
  for (const { pods, block, portKey } of sorted) {
    const [first] = pods;
    if (first !== undefined) classes.push({ index: classes.length, pods, first, block, portKey });
  }
  const classOf = new Map(classes.flatMap(({ pods, index: at }) => pods.map((pod) => [pod, at] as const)));
  return { classes, classOf };
}

function spaceOf(pods: readonly ClusterPod[]): string {
  return pods[0]?.namespace ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Told {
  readonly labelKeys: Set<string>;
  readonly portNames: Set<string>;
  readonly blocks: Set<Cidr>;
}

/** Everything by which any policy tells pods apart. */
function whatPoliciesTell(index: PolicyIndex): Told {
  const told: Told = { labelKeys: new Set(), portNames: new Set(), blocks: new Set() };
  const selector = (one: Selector | null): void => one?.requirements.forEach(({ key }) => told.labelKeys.add(key));
  const peer = (one: Peer): void => {
    if (one.kind === 'pods') selector(one.pods);
    if (one.kind === 'block') for (const block of [one.cidr, ...one.except]) told.blocks.add(block);
  };
  const rules = (policy: CompiledNetworkPolicy | CompiledAdminPolicy): readonly Rule[] => [
    ...(policy.ingress ?? []),
    ...(policy.egress ?? []),
  ];
  const networkPolicies = index.networkPolicies();
  for (const policy of networkPolicies) selector(policy.podSelector);
  for (const policy of index.adminPolicies) peer(policy.subject);
  for (const rule of [...networkPolicies, ...index.adminPolicies].flatMap(rules)) {
    rule.peers?.forEach((one) => peer(one.peer));
    rule.ports?.forEach((entry) => {
      if (entry.kind === 'name') told.portNames.add(entry.name);
    });
  }
  return told;
}
