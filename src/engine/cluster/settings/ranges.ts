import type { ClusterInput } from '#document';
import type { Cidr, Family, Ip } from '#net';
import { cidr, cidrContains, cidrRange, familyOf, parseCidr, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { blockAround } from '../addresses.ts';
import { derived, settingRef, written as writtenField } from '../evidence.ts';
import type { Evidence, Origin } from '../origin.ts';
import type { PodRange } from '../settings-model.ts';
import type { Written } from '../written.ts';
import type { ProxyConfiguration } from './proxy-configuration.ts';
import { documentIn, textAt, textsAt } from './raw.ts';
import { nodeSubnets } from './subnets.ts';

const PODS = { IPv4: cidr('10.244.0.0/16'), IPv6: cidr('fd00:10:244::/48') } as const;
const SERVICES = { IPv4: cidr('10.96.0.0/12'), IPv6: cidr('fd00:10:96::/112') } as const;

export interface Ranges {
  readonly pods: readonly Cidr[];
  readonly services: readonly Cidr[];
  readonly podRange: PodRange;
  readonly podOrigin: Origin;
  readonly serviceOrigin: Origin;
  readonly problems: readonly Problem[];
}

interface Found {
  readonly blocks: readonly Cidr[];
  readonly origin: Origin;
}

/**
 * The pod and service ranges: as the scenario states them, else as kubeadm's, kube-proxy's or flannel's configuration in
 * the manifests do, else the default, and where written addresses lie outside of it the blocks round them (IPv4 /16, IPv6
 * /48 and /112). The families of the stated one hold for the other too. `usual`: where this CNI's pods have addresses.
 */
export function addressRanges(
  input: ClusterInput,
  written: Written,
  proxy: ProxyConfiguration | null,
  usual: PodRange,
): Ranges {
  const problems: Problem[] = [];
  const stated = (key: 'podCIDR' | 'serviceCIDR'): Found | null => {
    const text = input[key];
    if (text === undefined) return null;
    const blocks = text.split(',').flatMap((part) => {
      const block = parseCidr(part);
      if (block === null) problems.push(problem('NotACidr', 'error', `cluster.${key}: "${part.trim()}" is no CIDR.`));
      return block ?? [];
    });
    return blocks.length === 0 ? null : { blocks, origin: { kind: 'scenario', setting: key } };
  };
  const pods = stated('podCIDR') ?? configuredPods(written, proxy);
  const services = stated('serviceCIDR') ?? configuredServices(written);
  const families = familiesOf(services?.blocks ?? pods?.blocks ?? []);
  const inSubnets = pods === null && usual === 'nodeSubnets' && (families[0] ?? 'IPv4') === 'IPv4';
  const podFound =
    pods ??
    (inSubnets ? nodeSubnets(input, written) : inferred('podCIDR', PODS, 'IPv4', families, podAddresses(written)));
  const serviceFound = services ?? inferred('serviceCIDR', SERVICES, 'IPv4', families, clusterIps(written));
  const all = families.length === 0 ? familiesOf(serviceFound.blocks) : families;
  return {
    pods: completed(podFound.blocks, all, PODS),
    services: completed(serviceFound.blocks, all, SERVICES),
    podRange: inSubnets ? 'nodeSubnets' : 'own',
    podOrigin: podFound.origin,
    serviceOrigin: serviceFound.origin,
    problems,
  };
}

function familiesOf(blocks: readonly Cidr[]): readonly Family[] {
  return [...new Set(blocks.map((block) => cidrRange(block).family))];
}

/** A dual-stack cluster has a range of each family, also where only one of the two settings says so. */
function completed(
  blocks: readonly Cidr[],
  families: readonly Family[],
  defaults: Record<Family, Cidr>,
): readonly Cidr[] {
  const own = familiesOf(blocks);
  return [...blocks, ...families.filter((family) => !own.includes(family)).map((family) => defaults[family])];
}

function configuredPods(written: Written, proxy: ProxyConfiguration | null): Found | null {
  const kubeadm = kubeadmNetworking(written, 'podSubnet');
  if (kubeadm !== null) return kubeadm;
  if (proxy !== null && proxy.clusterCidrs.length > 0)
    return fromObject(proxy.clusterCidrs, 'podCIDR', [writtenField(proxy.object, ...proxy.field)]);
  for (const configMap of written.configMaps) {
    const flannel = documentIn(configMap, 'net-conf.json');
    if (flannel === null) continue;
    const blocks = [textAt(flannel, 'Network'), textAt(flannel, 'IPv6Network')].flatMap(
      (text) => parseCidr(text ?? '') ?? [],
    );
    if (blocks.length > 0) return fromObject(blocks, 'podCIDR', [writtenField(configMap.ref, 'data', 'net-conf.json')]);
  }
  return null;
}

/** kubeadm's word, else the ServiceCIDR that the API server makes of its flag (KEP 1880). */
function configuredServices(written: Written): Found | null {
  const kubeadm = kubeadmNetworking(written, 'serviceSubnet');
  if (kubeadm !== null) return kubeadm;
  const object = written.others.find(
    ({ actualKind, ref }) => actualKind === 'ServiceCIDR' && ref.name === 'kubernetes',
  );
  const blocks =
    object === undefined ? [] : textsAt(object.raw, 'spec', 'cidrs').flatMap((text) => parseCidr(text) ?? []);
  if (object === undefined || blocks.length === 0) return null;
  return fromObject(blocks, 'serviceCIDR', [writtenField(object.ref, 'spec', 'cidrs')]);
}

function kubeadmNetworking(written: Written, key: 'podSubnet' | 'serviceSubnet'): Found | null {
  const configMap = written.configMaps.find(
    ({ ref }) => ref.name === 'kubeadm-config' && ref.namespace === 'kube-system',
  );
  const configuration = configMap === undefined ? null : documentIn(configMap, 'ClusterConfiguration');
  if (configMap === undefined || configuration === null) return null;
  const text = textAt(configuration, 'networking', key) ?? '';
  const blocks = text.split(',').flatMap((part) => parseCidr(part) ?? []);
  if (blocks.length === 0) return null;
  const setting = key === 'podSubnet' ? 'podCIDR' : 'serviceCIDR';
  return fromObject(blocks, setting, [writtenField(configMap.ref, 'data', 'ClusterConfiguration')]);
}

function fromObject(blocks: readonly Cidr[], setting: 'podCIDR' | 'serviceCIDR', from: readonly Evidence[]): Found {
  return { blocks, origin: derived(settingRef(setting), [setting], 'configuration', from).origin };
}

interface WrittenAddress {
  readonly ip: Ip;
  readonly evidence: Evidence;
  /** Length of the block round it that is taken for a part of the range. */
  readonly length: number;
}

function inferred(
  setting: 'podCIDR' | 'serviceCIDR',
  defaults: Record<Family, Cidr>,
  primary: Family,
  families: readonly Family[],
  addresses: readonly WrittenAddress[],
): Found {
  const wanted = families.length > 0 ? families : [primary];
  const outside = addresses.filter(({ ip }) => !cidrContains(defaults[familyOf(ip)], ip));
  if (outside.length === 0) {
    const blocks = wanted.map((family) => defaults[family]);
    return { blocks, origin: { kind: 'default', setting } };
  }
  const blocks = new Set<Cidr>();
  for (const { ip, length } of [...outside].sort((a, b) => a.length - b.length)) {
    if (![...blocks].some((block) => cidrContains(block, ip))) blocks.add(blockAround(ip, length));
  }
  const order: readonly Family[] = families.length > 0 ? families : ['IPv4', 'IPv6'];
  const usual = wanted.filter(
    (family) =>
      addresses.some(({ ip }) => familyOf(ip) === family && cidrContains(defaults[family], ip)) ||
      !outside.some(({ ip, length }) => familyOf(ip) === family && length < 24 + (family === 'IPv4' ? 0 : 40)),
  );
  const sorted = [...usual.map((family) => defaults[family]), ...blocks].sort(
    (a, b) =>
      order.indexOf(cidrRange(a).family) - order.indexOf(cidrRange(b).family) ||
      cidrRange(a).length - cidrRange(b).length ||
      (a < b ? -1 : 1),
  );
  const from = outside.slice(0, 3).map(({ evidence }) => evidence);
  return { blocks: sorted, origin: derived(settingRef(setting), [setting], 'written addresses', from).origin };
}

function podAddresses(written: Written): readonly WrittenAddress[] {
  const ofNodes = written.nodes.flatMap((node) =>
    node.podCIDRs.flatMap((text) => {
      const block = parseCidr(text);
      return block === null
        ? []
        : [address(block.slice(0, block.indexOf('/')), NETWORK, writtenField(node.ref, 'spec', 'podCIDRs'))];
    }),
  );
  const ofPods = written.pods
    .filter(({ spec }) => !spec.hostNetwork)
    .flatMap((pod) =>
      pod.status.podIPs.map((text) => address(text, NEIGHBOURS, writtenField(pod.ref, 'status', 'podIP'))),
    );
  return [...ofNodes, ...ofPods].flatMap((found) => found ?? []);
}

function clusterIps(written: Written): readonly WrittenAddress[] {
  return written.services.flatMap(({ ref, spec }) =>
    [spec.clusterIP ?? '', ...spec.clusterIPs].flatMap(
      (text) => address(text, SERVICE_BLOCK, writtenField(ref, 'spec', 'clusterIP')) ?? [],
    ),
  );
}

/** A node's share speaks for the whole network, a single pod only for its neighbours. */
const NETWORK = { IPv4: 16, IPv6: 48 } as const;
const NEIGHBOURS = { IPv4: 24, IPv6: 64 } as const;
const SERVICE_BLOCK = { IPv4: 16, IPv6: 112 } as const;

function address(text: string, lengths: Record<Family, number>, evidence: Evidence): WrittenAddress | null {
  const ip = parseIp(text);
  return ip === null ? null : { ip, evidence, length: lengths[familyOf(ip)] };
}
