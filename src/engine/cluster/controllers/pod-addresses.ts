import type { Cidr, Family, Ip } from '#net';
import { cidrRange, familyOf, parseCidr, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { refText } from '#manifests';
import type { AddressPool, BlockPool } from '../addresses.ts';
import { addressPool, blockPool } from '../addresses.ts';
import { poolsThatDiffer } from '../cni/calico-pools.ts';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterNode, ClusterPod } from '../model.ts';
import { workloadKey } from '../workload-key.ts';

/** Network address, first host (the bridge, where there is one) and broadcast are never a pod's. */
const KEPT = { first: 2, last: 1 } as const;
/** Amazon keeps the first four and the last address of a subnet. */
const KEPT_OF_SUBNET = { first: 4, last: 1 } as const;
const NOTHING_KEPT = { first: 0, last: 0 } as const;
const MOST_BLOCKS = 4_096;

/**
 * Gives pods without an address one of their node's range, of each family of the cluster, at a place that the pod's
 * workload and ordinal give; written addresses are never given. A full node gets further blocks of the pod range, as with
 * Calico. Host network pods carry the node's addresses; pods that are Pending or have ended get none.
 */
export const podAddresses: Controller = {
  name: 'pod-addresses',
  run(draft) {
    const nodes = new Map(draft.nodes.map((node) => [node.name, node]));
    const pool = addressPool(addressesInUse(draft));
    const blocks = blocksOf(draft, pool);
    const given = new Map<ClusterPod, readonly Ip[]>();
    const problems: Problem[] = [];
    const waiting = draft.pods.filter((pod) => pod.ips.length === 0 && !pod.hostNetwork && wantsAddress(pod));
    const sorted = waiting.map((pod) => ({ pod, key: addressKey(pod) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { pod, key } of sorted) {
      const node = nodes.get(pod.node);
      if (node === undefined) continue;
      const ips = draft.families.flatMap((family) => blocks.take(node, family, key) ?? []);
      if (ips.length === 0) problems.push(noAddressLeft(pod));
      given.set(pod, ips);
    }
    const pods = draft.pods.map((pod) => {
      if (pod.hostNetwork) return onHost(pod, nodes.get(pod.node), draft.families);
      const ips = given.get(pod);
      return ips === undefined ? pod : { ...pod, ips, ip: ips[0] ?? null };
    });
    const pools = draft.settings.cni.name === 'calico' ? poolsThatDiffer(draft.written.others) : [];
    return {
      ...draft,
      pods,
      problems: [...draft.problems, ...pools, ...problems.slice(0, 20), ...doubledAddresses(pods)],
    };
  },
};

function wantsAddress(pod: ClusterPod): boolean {
  return pod.node !== '' && pod.phase === 'Running';
}

/** A replica's place does not depend on its template, so an edit of the template moves no address. */
function addressKey(pod: ClusterPod): string {
  return pod.workload === null || pod.origin.kind === 'written'
    ? `pod/${pod.key}`
    : `${workloadKey(pod.workload)}/${pod.workload.kind === 'DaemonSet' ? pod.node : pod.ordinal}`;
}

/** The blocks of one node and family: its own range, and as many more of the pod range as its pods need. */
interface NodeBlocks {
  readonly own: readonly Cidr[];
  readonly more: Cidr[];
  /** Blocks before this place are full. */
  next: number;
}

interface Blocks {
  take(node: ClusterNode, family: Family, key: string): Ip | null;
}

function blocksOf(draft: Draft, pool: AddressPool): Blocks {
  const owned = draft.nodes.flatMap(({ podCidrs }) => podCidrs);
  const pools = new Map<Family, BlockPool>();
  for (const range of draft.settings.podCidrs) {
    const { family } = cidrRange(range);
    if (!pools.has(family)) pools.set(family, blockPool(range, owned));
  }
  const kept = draft.settings.cni.podRange === 'nodeSubnets' ? KEPT_OF_SUBNET : KEPT;
  const byNode = new Map<string, NodeBlocks>();
  const blocks = (node: ClusterNode, family: Family): NodeBlocks => {
    const key = `${node.name}/${family}`;
    const known = byNode.get(key);
    if (known !== undefined) return known;
    const own = node.podCidrs.filter((block) => cidrRange(block).family === family);
    const made = { own, more: [], next: 0 };
    byNode.set(key, made);
    return made;
  };
  return {
    take(node, family, key) {
      const all = blocks(node, family);
      for (; all.next < MOST_BLOCKS; all.next++) {
        const own = all.own[all.next];
        const block = own ?? all.more[all.next - all.own.length] ?? further(all, node, family, pools);
        if (block === null) return null;
        const address = pool.take(block, key, own === undefined ? NOTHING_KEPT : kept);
        if (address !== null) return address;
      }
      return null;
    },
  };
}

function further(
  blocks: NodeBlocks,
  node: ClusterNode,
  family: Family,
  pools: ReadonlyMap<Family, BlockPool>,
): Cidr | null {
  const block = pools.get(family)?.take(`block/${node.name}/${family}/${blocks.more.length}`) ?? null;
  if (block !== null) blocks.more.push(block);
  return block;
}

function onHost(pod: ClusterPod, node: ClusterNode | undefined, families: readonly Family[]): ClusterPod {
  if (node === undefined) return pod;
  const ips = families.flatMap((family) => {
    if (familyOf(node.ip) === family) return [node.ip];
    return node.internalIps.find((address) => familyOf(address) === family) ?? [];
  });
  const all = ips.length === 0 ? [node.ip] : ips;
  return { ...pod, ips: all, ip: all[0] ?? null };
}

/** Every address that somebody wrote down, and those of nodes. */
function addressesInUse(draft: Draft): readonly Ip[] {
  const { written, input } = draft;
  const texts = [
    ...written.pods.flatMap(({ status }) => status.podIPs),
    ...written.slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses)),
    ...written.endpoints.flatMap(({ subsets }) =>
      subsets.flatMap(({ addresses, notReadyAddresses }) => [...addresses, ...notReadyAddresses].map(({ ip }) => ip)),
    ),
    ...written.services.flatMap(({ spec }) => [spec.clusterIP ?? '', ...spec.clusterIPs, ...spec.externalIPs]),
    ...(input.external?.hosts?.map((host) => host.ip) ?? []),
    ...Object.values(input.external?.names ?? {}).flat(),
    ...written.networkPolicies.flatMap(({ ingress, egress }) =>
      [...(ingress ?? []), ...(egress ?? [])].flatMap(({ peers }) =>
        peers.flatMap(({ ipBlock }) => singleAddress(ipBlock?.cidr)),
      ),
    ),
  ];
  const ofNodes = draft.nodes.flatMap(({ addresses }) => addresses);
  return [
    ...texts.flatMap((text) => parseIp(text) ?? []),
    ...ofNodes,
    draft.apiServer.ip,
    draft.settings.loadBalancer.address,
  ];
}

/** The address of a block of one: written into a policy, it means somebody in particular. */
function singleAddress(block: string | undefined): readonly string[] {
  const parsed = parseCidr(block ?? '');
  if (parsed === null) return [];
  const { family, length, first, last } = cidrRange(parsed);
  return length === (family === 'IPv4' ? 32 : 128) && first === last ? [parsed.slice(0, parsed.indexOf('/'))] : [];
}

function noAddressLeft(pod: ClusterPod): Problem {
  return problem('NoPodAddressLeft', 'warning', `The pod range has no address left for pod ${pod.key}.`, {
    object: refText(pod.template.object),
  });
}

function doubledAddresses(pods: readonly ClusterPod[]): readonly Problem[] {
  const holders = new Map<Ip, ClusterPod>();
  const problems: Problem[] = [];
  for (const pod of pods) {
    if (pod.hostNetwork || pod.phase === 'Succeeded' || pod.phase === 'Failed') continue;
    for (const ip of pod.ips) {
      const other = holders.get(ip);
      if (other === undefined) holders.set(ip, pod);
      else {
        const sentence = `Pod ${pod.key} has the address ${ip}, which pod ${other.key} has already.`;
        problems.push(
          problem('AddressTaken', 'warning', sentence, { object: refText(pod.ref), field: ['status', 'podIP'] }),
        );
      }
    }
  }
  return problems;
}
