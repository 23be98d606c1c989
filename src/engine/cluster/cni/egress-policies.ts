import type { LabelSelector, ObjectRef } from '#manifests';
import { readSelector } from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import { cidrRange, parseCidr, parseIp } from '#net';
import { Reader } from '#source';
import type { Cluster, ClusterNode, ClusterPod } from '../model.ts';
import { matchesSelector } from '../selector.ts';
import { egressRefusal } from './egress-requirements.ts';

/** A CiliumEgressGatewayPolicy: whose packets to which destinations leave by which node, under which address. */
export interface EgressPolicy {
  readonly ref: ObjectRef;
  /** Any of them; labels of the pod, its namespace and its node. `null`: not asked. */
  readonly selectors: readonly {
    readonly pod: LabelSelector | null;
    readonly namespace: LabelSelector | null;
    readonly node: LabelSelector | null;
  }[];
  readonly destinations: readonly Cidr[];
  readonly excluded: readonly Cidr[];
  readonly gateway: LabelSelector;
  /** `null`: the first address of the interface to the network. */
  readonly egressIp: Ip | null;
}

const known = new WeakMap<Cluster, readonly EgressPolicy[]>();
const FAMILIES: readonly Family[] = ['IPv4', 'IPv6'];
const SILENT = { report: () => undefined, spelling: () => null };

/**
 * The egress policies that Cilium carries out, each for the families for which `egressRefusal` says nothing against it.
 * Not modelled: several gateways in one policy (the first counts), the address of a named interface (the node's is taken).
 */
export function egressPolicies(cluster: Cluster): readonly EgressPolicy[] {
  const before = known.get(cluster);
  if (before !== undefined) return before;
  const written = writtenEgressPolicies(cluster.manifests);
  const taken = written.length === 0 ? [] : FAMILIES.filter((family) => refusalIn(cluster, family) === null);
  const found = taken.length === 0 ? [] : written.map((policy) => ofFamilies(policy, taken));
  known.set(cluster, found);
  return found;
}

/** Whether a policy is about a pod; Cilium adds the namespace to a pod's labels. */
export function isOfEgressPolicy(cluster: Cluster, { selectors }: EgressPolicy, pod: ClusterPod): boolean {
  const labels = { ...pod.labels, 'io.kubernetes.pod.namespace': pod.namespace };
  const ofNamespace = cluster.namespaces.get(pod.namespace)?.labels ?? {};
  const ofNode = cluster.nodeByName.get(pod.node)?.labels ?? {};
  return selectors.some(
    (one) =>
      (one.pod === null || matchesSelector(one.pod, labels)) &&
      (one.namespace === null || matchesSelector(one.namespace, ofNamespace)) &&
      (one.node === null || matchesSelector(one.node, ofNode)),
  );
}

function refusalIn({ settings, configMaps }: Cluster, family: Family) {
  return egressRefusal(settings, configMaps.values(), family);
}

function ofFamilies(policy: EgressPolicy, families: readonly Family[]): EgressPolicy {
  const isTaken = (block: Cidr) => families.includes(cidrRange(block).family);
  return { ...policy, destinations: policy.destinations.filter(isTaken), excluded: policy.excluded.filter(isTaken) };
}

/** Of several nodes that a policy selects the first by name is its gateway (cilium/cilium pkg/egressgateway/policy.go). */
export function gatewayOf(nodes: readonly ClusterNode[], { gateway }: EgressPolicy): ClusterNode | null {
  const [node] = nodes
    .filter(({ labels }) => matchesSelector(gateway, labels))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return node ?? null;
}

/** The policies as they are written, whoever carries them out. */
export function writtenEgressPolicies(manifests: Cluster['manifests']): readonly EgressPolicy[] {
  return manifests.flatMap(policyOf);
}

function policyOf(object: Cluster['manifests'][number]): readonly EgressPolicy[] {
  if (object.kind !== 'Other' || object.actualKind !== 'CiliumEgressGatewayPolicy') return [];
  const spec = new Reader(object.raw, SILENT).in('spec');
  const selector = (within: Reader, key: string) => (within.has(key) ? readSelector(within.in(key)) : null);
  const blocks = (key: string) => (spec.texts(key) ?? []).flatMap((text) => parseCidr(text) ?? []);
  const [first] = spec.has('egressGateways') ? spec.objects('egressGateways') : [];
  const gateway = spec.has('egressGateway') ? spec.in('egressGateway') : (first ?? spec.in('egressGateway'));
  return [
    {
      ref: object.ref,
      selectors: spec.objects('selectors').map((one) => ({
        pod: selector(one, 'podSelector'),
        namespace: selector(one, 'namespaceSelector'),
        node: selector(one, 'nodeSelector'),
      })),
      destinations: blocks('destinationCIDRs'),
      excluded: blocks('excludedCIDRs'),
      gateway: readSelector(gateway.in('nodeSelector')),
      egressIp: parseIp(gateway.text('egressIP') ?? ''),
    },
  ];
}
