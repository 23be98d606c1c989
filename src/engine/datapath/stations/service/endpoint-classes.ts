import type { Cluster, ClusterPod } from '#cluster';
import type { Cidr, Ip } from '#net';
import { cidrContains, parseCidr } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { NonEmpty } from '#trace';

/** Endpoints that no rule downstream can tell apart. */
export type EndpointClass = NonEmpty<ServiceEndpoint>;

/**
 * Groups endpoints by everything that routes, policies and listeners look at: node, labels, namespace, ports, health,
 * role, and which ipBlocks of policies hold the address; the sender itself stands alone.
 */
export function endpointClasses(
  cluster: Cluster,
  endpoints: readonly ServiceEndpoint[],
  sender: Ip,
): readonly EndpointClass[] {
  const groups = new Map<string, [ServiceEndpoint, ...ServiceEndpoint[]]>();
  for (const endpoint of endpoints) {
    const key = endpoint.ip === sender ? 'the sender' : classKey(cluster, endpoint);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [endpoint]);
    else group.push(endpoint);
  }
  return [...groups.values()];
}

function classKey(cluster: Cluster, endpoint: ServiceEndpoint): string {
  const pod = cluster.podByIp.get(endpoint.ip);
  if (pod === undefined) return endpoint.text;
  return `${endpoint.port} ${podKey(cluster, pod)} ${blockKey(cluster, endpoint.ip)}`;
}

const podKeys = new WeakMap<ClusterPod, string>();

function podKey(cluster: Cluster, pod: ClusterPod): string {
  const known = podKeys.get(pod);
  if (known !== undefined) return known;
  const own = pod.key in cluster.settings.apps ? pod.key : '';
  const { node, namespace, labels, workload, listens, ports, health, role, phase, annotations } = pod;
  const key = JSON.stringify([
    own,
    node,
    namespace,
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
    workload ?? pod.key,
    listens,
    ports,
    health,
    role,
    phase,
    annotations,
  ]);
  podKeys.set(pod, key);
  return key;
}

const blocksOf = new WeakMap<Cluster, readonly Cidr[]>();

function blockKey(cluster: Cluster, address: Ip): string {
  let blocks = blocksOf.get(cluster);
  if (blocks === undefined) {
    blocks = policyBlocks(cluster);
    blocksOf.set(cluster, blocks);
  }
  return blocks.map((block) => (cidrContains(block, address) ? '1' : '0')).join('');
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
