import type { Cluster, ClusterPod } from '#cluster';
import type { Labels } from '#manifests';
import type { Cidr } from '#net';
import type { CompiledAdminPolicy, CompiledNetworkPolicy, Peer, PolicyIndex, Rule, Selector } from '#tables';
import { labelOf } from '#tables';
import { type AddressBlocks, createAddressBlocks } from './address-blocks.ts';
import type { ReachQuery } from './query.ts';

/**
 * Pods that no policy of the cluster can tell apart on one port: same namespace, labels alike as far as some selector
 * asks, same numbers of the port names in use, same address blocks round them. Host network pods are a class for each
 * node.
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
  /** The blocks that some policy speaks of. */
  readonly blocks: AddressBlocks;
  readonly blocksInUse: ReadonlySet<Cidr>;
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
    const key = pod.hostNetwork
      ? JSON.stringify([null, pod.node, pod.ip, portKey])
      : JSON.stringify([pod.namespace, block, portKey, ...labelsTold(pod.labels, told)]);
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
  return { classes, classOf, blocks, blocksInUse: told.blocks };
}

/** Of each label that is asked for: its value if some selector names it, `0` for any other value, `null` where it is missing. */
function labelsTold(labels: Labels, { labelValues }: Told): readonly (string | 0 | null)[] {
  const told: (string | 0 | null)[] = [];
  for (const [key, named] of labelValues) {
    const value = labelOf(labels, key);
    told.push(value === null || named.has(value) ? value : 0);
  }
  return told;
}

function spaceOf(pods: readonly ClusterPod[]): string {
  return pods[0]?.namespace ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Told {
  /** For each label key the values that some selector names. */
  readonly labelValues: Map<string, Set<string>>;
  readonly portNames: Set<string>;
  readonly blocks: Set<Cidr>;
}

/** Everything by which any policy tells pods apart. */
function whatPoliciesTell(index: PolicyIndex): Told {
  const told: Told = { labelValues: new Map(), portNames: new Set(), blocks: new Set() };
  const selector = (one: Selector | null): void =>
    one?.requirements.forEach(({ key, values }) => {
      const named = told.labelValues.get(key) ?? new Set();
      for (const value of values) named.add(value);
      told.labelValues.set(key, named);
    });
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
