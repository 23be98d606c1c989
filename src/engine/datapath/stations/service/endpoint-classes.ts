import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr, Ip } from '#net';
import { cidrContains, parseCidr } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { NonEmpty } from '#trace';

/** Endpoints that no rule downstream can tell apart. */
export type EndpointClass = NonEmpty<ServiceEndpoint>;

/**
 * Groups endpoints by everything that routes, policies and listeners look at: node, labels, namespace, ports, health,
 * role, and which ipBlocks of policies hold the address; the sender itself stands alone. Grouped once for a list, which
 * the tables keep for as long as the cluster stands.
 */
export function endpointClasses(
  cluster: Cluster,
  endpoints: readonly ServiceEndpoint[],
  sender: Ip,
): readonly EndpointClass[] {
  const classes = kept.get(endpoints) ?? grouped(cluster, endpoints);
  kept.set(endpoints, classes);
  return classes.some((one) => one.some(({ ip }) => ip === sender))
    ? classes.flatMap((one) => withoutSender(one, sender))
    : classes;
}

const kept = new WeakMap<readonly ServiceEndpoint[], readonly EndpointClass[]>();

function withoutSender(members: EndpointClass, sender: Ip): readonly EndpointClass[] {
  const [first, ...rest] = members.filter(({ ip }) => ip !== sender);
  const own = members.filter(({ ip }) => ip === sender).map((one): EndpointClass => [one]);
  return first === undefined ? own : [...own, [first, ...rest]];
}

function grouped(cluster: Cluster, endpoints: readonly ServiceEndpoint[]): readonly EndpointClass[] {
  const blocks = policyBlocks(cluster);
  const groups = new Map<string, [ServiceEndpoint, ...ServiceEndpoint[]]>();
  for (const endpoint of endpoints) {
    const key = classKey(cluster, endpoint, blocks);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [endpoint]);
    else group.push(endpoint);
  }
  return [...groups.values()];
}

function classKey(cluster: Cluster, endpoint: ServiceEndpoint, blocks: readonly Cidr[]): string {
  const pod = cluster.podByIp.get(endpoint.ip);
  if (pod === undefined) return endpoint.text;
  const held = blocks.map((block) => (cidrContains(block, endpoint.ip) ? '1' : '0')).join('');
  return `${endpoint.port} ${held} ${podKey(cluster, pod)}`;
}

function podKey(cluster: Cluster, pod: ClusterPod): string {
  const { node, namespace, labels, listens, ports, health, role, phase, annotations } = pod;
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    appKey(cluster, pod),
    node,
    namespace,
    sorted,
    listens,
    ports,
    health,
    role,
    phase,
    annotations,
  ]);
}

/** The entry of `apps` that speaks of the pod, empty where none does. */
function appKey({ settings }: Cluster, { key, workload }: ClusterPod): string {
  if (key in settings.apps) return key;
  const name = workload === null ? '' : `${workload.namespace}/${workload.name}`;
  return name in settings.apps ? name : '';
}

/** Every CIDR that a policy names, wherever it stands in it. */
function policyBlocks(cluster: Cluster): readonly Cidr[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^[0-9a-fA-F.:]+\/\d+$/.test(value)) found.add(value);
    } else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) visit(one);
  };
  for (const policy of [...cluster.networkPolicies, ...cluster.adminPolicies]) visit(policy.raw);
  return [...found].map(parseCidr).filter((block) => block !== null);
}
