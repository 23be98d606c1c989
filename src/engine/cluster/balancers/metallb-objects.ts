import type { LabelSelector, ManifestObject, ObjectRef } from '#manifests';
import { readSelector } from '#manifests';
import type { Cidr, Ip } from '#net';
import { cidrRange, familyOf, ipFromValue, ipValue, parseCidr, parseIp } from '#net';
import { Reader } from '#source';
import type { Written } from '../written.ts';

type OtherObject = Extract<ManifestObject, { readonly kind: 'Other' }>;

/** An IPAddressPool (metallb.io/v1beta1). */
export interface MetalPool {
  readonly ref: ObjectRef;
  readonly labels: Readonly<Record<string, string>>;
  readonly blocks: readonly Cidr[];
  readonly autoAssign: boolean;
  readonly avoidsBuggy: boolean;
  /** `serviceAllocation`; `null`: for every Service. */
  readonly allocation: {
    readonly priority: number;
    readonly namespaces: readonly string[];
    readonly namespaceSelectors: readonly LabelSelector[];
    readonly serviceSelectors: readonly LabelSelector[];
  } | null;
}

/** An L2Advertisement or BGPAdvertisement: which pools are told of, from which nodes. Empty lists mean all. */
export interface MetalAdvertisement {
  readonly ref: ObjectRef;
  readonly protocol: 'layer2' | 'bgp';
  readonly pools: readonly string[];
  readonly poolSelectors: readonly LabelSelector[];
  readonly nodeSelectors: readonly LabelSelector[];
}

export interface MetalObjects {
  readonly pools: readonly MetalPool[];
  readonly advertisements: readonly MetalAdvertisement[];
  /** Nodes of each BGPPeer: those that any of its selectors means, all where it has none. */
  readonly peers: readonly (readonly LabelSelector[])[];
  /** The class of its flag `--lb-class`, `null` where it serves Services without one; `unsaid` where its controller is not in the manifests. */
  readonly serves: { readonly class: string | null } | 'unsaid';
}

const GROUP = 'metallb.io';
const SILENT = { report: () => undefined, spelling: () => null };

/** MetalLB's own objects of the manifests; `null` where there are none. Not modelled: interfaces, aggregated prefixes, communities, and whether a BGP session stands. */
export function metalObjects({ others, workloads }: Pick<Written, 'others' | 'workloads'>): MetalObjects | null {
  const own = others.filter(({ group }) => group === GROUP);
  const pools = own.filter(({ actualKind }) => actualKind === 'IPAddressPool').map(readPool);
  const advertisements = own.flatMap((object) => {
    if (object.actualKind === 'L2Advertisement') return [readAdvertisement(object, 'layer2')];
    return object.actualKind === 'BGPAdvertisement' ? [readAdvertisement(object, 'bgp')] : [];
  });
  const peers = own
    .filter(({ actualKind }) => actualKind === 'BGPPeer')
    .map(({ raw }) => new Reader(raw, SILENT).in('spec').objects('nodeSelectors').map(readSelector));
  if (pools.length === 0 && advertisements.length === 0) return null;
  return { pools, advertisements, peers, serves: classServed(workloads) };
}

/** What the controller's flag says (`filterByLoadBalancerClass` in metallb/metallb `internal/k8s/controllers`); the speaker's is the same. */
function classServed(workloads: Written['workloads']): MetalObjects['serves'] {
  const [container] = workloads
    .flatMap(({ template }) => template.spec.containers)
    .filter(({ image }) => /metallb\/controller([:@]|$)/.test(image));
  if (container === undefined) return 'unsaid';
  const words = [...container.command, ...container.args];
  const [own] = words.flatMap((word, at) => {
    const stated = /^--?lb-class(?:=(.*))?$/.exec(word);
    return stated === null ? [] : [stated[1] ?? words[at + 1] ?? ''];
  });
  return { class: own === undefined || own === '' ? null : own };
}

function readPool({ raw, ref, metadata }: OtherObject): MetalPool {
  const spec = new Reader(raw, SILENT).in('spec');
  const allocation = spec.object('serviceAllocation');
  return {
    ref,
    labels: metadata.labels,
    blocks: spec.texts('addresses').flatMap(blocksOf),
    autoAssign: spec.truth('autoAssign') ?? true,
    avoidsBuggy: spec.truth('avoidBuggyIPs') ?? false,
    allocation:
      allocation === undefined
        ? null
        : {
            priority: allocation.number('priority') ?? 0,
            namespaces: allocation.texts('namespaces'),
            namespaceSelectors: allocation.objects('namespaceSelectors').map(readSelector),
            serviceSelectors: allocation.objects('serviceSelectors').map(readSelector),
          },
  };
}

function readAdvertisement({ raw, ref }: OtherObject, protocol: MetalAdvertisement['protocol']): MetalAdvertisement {
  const spec = new Reader(raw, SILENT).in('spec');
  return {
    ref,
    protocol,
    pools: spec.texts('ipAddressPools'),
    poolSelectors: spec.objects('ipAddressPoolSelectors').map(readSelector),
    nodeSelectors: spec.objects('nodeSelectors').map(readSelector),
  };
}

/** `192.0.2.0/28`, or `192.0.2.5-192.0.2.9` as the blocks that cover it. */
function blocksOf(text: string): readonly Cidr[] {
  const block = parseCidr(text);
  if (block !== null) return [block];
  const [first, last] = text.split('-').map((part) => parseIp(part.trim()));
  return first === undefined || first === null || last === undefined || last === null ? [] : covering(first, last);
}

function covering(from: Ip, to: Ip): readonly Cidr[] {
  const family = familyOf(from);
  const width = family === 'IPv4' ? 32 : 128;
  const last = ipValue(to);
  const blocks: Cidr[] = [];
  let first = ipValue(from);
  while (familyOf(to) === family && first <= last && blocks.length < 256) {
    let bits = 0;
    while (bits < width && first % (2n << BigInt(bits)) === 0n && first + (2n << BigInt(bits)) - 1n <= last) bits++;
    const block = parseCidr(`${ipFromValue(first, family)}/${width - bits}`);
    if (block === null) return blocks;
    blocks.push(block);
    first = cidrRange(block).last + 1n;
  }
  return blocks;
}
