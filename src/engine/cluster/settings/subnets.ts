import type { ClusterInput } from '#document';
import type { Cidr, Ip } from '#net';
import { cidr, cidrContains, familyOf, parseIp } from '#net';
import { blockAround } from '../addresses.ts';
import { derived, settingRef, written as writtenField } from '../evidence.ts';
import type { Evidence, Origin } from '../origin.ts';
import type { Written } from '../written.ts';

/** The subnet of the nodes that everybody starts with, at the length of a default subnet of Amazon's VPCs. */
const DEFAULT_SUBNET = cidr('192.168.0.0/20');
const DEFAULT_VPC = cidr('192.168.0.0/16');
const SUBNET_LENGTH = 20;
const VPC_LENGTH = 16;

interface Known {
  readonly ip: Ip;
  readonly evidence: Evidence | null;
}

/**
 * Where pods have addresses of the nodes' own subnets (Amazon's CNI): the /20 blocks round the addresses of nodes and
 * pods that are known, which is the length of a default subnet there.
 */
export function nodeSubnets(
  input: ClusterInput,
  written: Written,
): { readonly blocks: readonly Cidr[]; readonly origin: Origin } {
  const known = [...nodesKnown(input, written), ...podsKnown(written)].filter(({ ip }) => familyOf(ip) === 'IPv4');
  if (known.length === 0) return { blocks: [DEFAULT_SUBNET], origin: { kind: 'default', setting: 'podCIDR' } };
  const blocks: Cidr[] = [];
  for (const { ip } of known) {
    if (!blocks.some((block) => cidrContains(block, ip))) blocks.push(blockAround(ip, SUBNET_LENGTH));
  }
  const from = known.flatMap(({ evidence }) => evidence ?? []).slice(0, 3);
  const origin: Origin =
    from.length === 0
      ? { kind: 'default', setting: 'podCIDR' }
      : derived(settingRef('podCIDR'), ['podCIDR'], 'subnets of the nodes', from).origin;
  return { blocks: blocks.sort(), origin };
}

/** The VPC of the nodes: the /16 blocks round what is known of them, the usual size of a VPC. */
export function vpcBlocks(input: ClusterInput, written: Written): readonly Cidr[] {
  const known = nodesKnown(input, written).filter(({ ip }) => familyOf(ip) === 'IPv4');
  return known.length === 0 ? [DEFAULT_VPC] : [...new Set(known.map(({ ip }) => blockAround(ip, VPC_LENGTH)))].sort();
}

function nodesKnown(input: ClusterInput, written: Written): readonly Known[] {
  const ofNodes = written.nodes.flatMap((node) =>
    node.addresses.flatMap(({ type, address }) =>
      type === 'InternalIP' ? known(address, writtenField(node.ref, 'status', 'addresses')) : [],
    ),
  );
  const ofPods = written.pods.flatMap(({ ref, status }) => known(status.hostIP, writtenField(ref, 'status', 'hostIP')));
  const stated = written.nodes.length > 0 ? [] : (input.nodes ?? []).flatMap(({ ip }) => known(ip, null));
  return [...ofNodes, ...ofPods, ...stated];
}

function podsKnown(written: Written): readonly Known[] {
  return written.pods.flatMap(({ ref, spec, status }) =>
    spec.hostNetwork ? [] : status.podIPs.flatMap((text) => known(text, writtenField(ref, 'status', 'podIP'))),
  );
}

function known(text: string | undefined, evidence: Evidence | null): readonly Known[] {
  const ip = parseIp(text ?? '');
  return ip === null ? [] : [{ ip, evidence }];
}
