import type { ClusterInput } from '#document';
import type { ObjectRef } from '#manifests';
import type { Cidr, Ip } from '#net';
import { cidrRange, ip, parseCidr, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { withRoomForGateways } from '../cni/gateway-mtu.ts';
import { derived, settingRef, written as writtenField } from '../evidence.ts';
import type { Evidence, Origin, SettingKey } from '../origin.ts';
import type {
  ClusterSettings,
  CniFacts,
  DnsSettings,
  LoadBalancerSettings,
  ServiceProxySettings,
} from '../settings-model.ts';
import { resolveCniBeside } from '../proxy-replacement/implied-cni.ts';
import type { ProxyReplacement } from '../proxy-replacement/index.ts';
import { proxyReplacement } from '../proxy-replacement/index.ts';
import type { Written } from '../written.ts';
import type { ProxyConfiguration } from './proxy-configuration.ts';
import { proxyConfiguration } from './proxy-configuration.ts';
import { USUAL_TUNING } from './proxy-kernel.ts';
import { notRead, overridden } from './proxy-settings.ts';
import { addressRanges } from './ranges.ts';
import { vpcBlocks } from './subnets.ts';

export interface SettingsResolved {
  readonly settings: ClusterSettings;
  readonly problems: readonly Problem[];
}

const DEFAULT_VERSION = { major: 1, minor: 35 };
const DEFAULT_PORTS = { first: 30_000, last: 32_767 };
const BALANCER_ADDRESS = { IPv4: ip('192.168.1.5'), IPv6: ip('fd00:192:168:1::5') } as const;
const DEFAULT_FORWARD = [ip('192.0.2.53')];

/**
 * Every setting with its value and where it comes from: the manifests where they say it (kube-proxy's configuration, the
 * CNI's agent), then the scenario, then the default. Only for kube-proxy do the manifests win over the scenario.
 */
export function resolveSettings(input: ClusterInput, manifests: Written): SettingsResolved {
  const problems: Problem[] = [];
  const origins = new Map<SettingKey, Origin>();
  const proxy = proxyConfiguration(manifests);
  if (proxy !== null) problems.push(...proxy.problems);
  const programs = proxyReplacement(manifests);
  const cni = resolveCniBeside(input, manifests, programs.replacement, proxy === null ? 'silent' : 'configured');
  problems.push(...programs.problems(cni.facts));
  const inVpc = cni.facts.name === 'aws-vpc';
  const ranges = addressRanges(input, manifests, proxy, inVpc ? 'nodeSubnets' : 'own');
  problems.push(...ranges.problems);
  origins.set('podCIDR', ranges.podOrigin).set('serviceCIDR', ranges.serviceOrigin);
  // kube-proxy as Amazon installs it knows no cluster range.
  const clusterCidrs = ranges.podRange === 'nodeSubnets' ? [] : ranges.pods;
  origins
    .set('cni', cni.origins.name)
    .set('cni.mode', cni.origins.mode)
    .set('cni.mtu', cni.origins.mtu)
    .set('cni.enforcesNetworkPolicy', cni.origins.enforces);
  for (const key of PLAIN_KEYS) origins.set(key, said(input[key] !== undefined, key));
  origins.set('dns.forward', said(input.dns?.forward !== undefined, 'dns.forward'));
  origins.set('dns.nodeResolvConf', said(input.dns?.nodeResolvConf !== undefined, 'dns.nodeResolvConf'));
  const replaced = programs.replacement?.by === cni.facts.name ? programs.replacement : null;
  const implied = programs.impliedFor(cni.facts);
  const ebpf = programs.settings(cni.facts.name === 'calico' ? 'calico' : 'cilium', cni.facts.version);
  origins.set('serviceProxy.ebpf', readFrom(ebpf.from));
  if (input.serviceProxy?.mode === 'ebpf' && ebpf.settings.by !== cni.facts.name)
    problems.push(noPrograms(cni.facts.name));
  const settings: ClusterSettings = {
    version: versionOf(input.version, problems),
    domain: (input.domain ?? 'cluster.local').toLowerCase().replace(/^\.+|\.+$/g, ''),
    podCidrs: ranges.pods,
    serviceCidrs: ranges.services,
    nodePortRange: portRange(input.nodePortRange, problems),
    serviceProxy: {
      ...serviceProxy({ input, podCidrs: clusterCidrs, proxy, replaced, implied, origins, problems }),
      ebpf: ebpf.settings,
    },
    cni: {
      ...(inVpc ? withinVpc(cni.facts, vpcBlocks(input, manifests)) : cni.facts),
      mtu: cni.mtuFor(ranges.pods.map((block) => cidrRange(block).family)),
      podRange: ranges.podRange,
    },
    loadBalancer: loadBalancer(input.loadBalancer, ranges.services, problems),
    secrets: input.secrets ?? 'assumed',
    dns: dnsSettings(input.dns, problems),
    apps: input.apps ?? {},
    seed: input.seed ?? 1,
    origins,
  };
  return { settings: withRoomForGateways(settings, manifests), problems };
}

/** Within the VPC pods keep their address. */
function withinVpc(facts: CniFacts, vpc: readonly Cidr[]): CniFacts {
  return { ...facts, vpc, masquerade: { ...facts.masquerade, keptTo: [...vpc, ...facts.masquerade.keptTo] } };
}

const PLAIN_KEYS = [
  'version',
  'domain',
  'nodePortRange',
  'loadBalancer',
  'ingressControllers',
  'gatewayControllers',
  'mesh',
  'secrets',
  'dns',
  'nodes',
  'apps',
  'external',
  'seed',
] as const satisfies readonly (SettingKey & keyof ClusterInput)[];

function readFrom(object: ObjectRef | null): Origin {
  if (object === null) return { kind: 'default', setting: 'serviceProxy.ebpf' };
  return derived(settingRef('serviceProxy.ebpf'), ['serviceProxy'], 'cni', [writtenField(object)]).origin;
}

function noPrograms(cni: string): Problem {
  const sentence = `cluster.serviceProxy: ebpf needs a CNI with programs in kube-proxy's place, Cilium or Calico. ${cni} has none; Cilium's are taken beside it.`;
  return problem('NotModelled', 'warning', sentence, { nearest: ['iptables'], field: ['cluster', 'serviceProxy'] });
}

function said(isSaid: boolean, setting: SettingKey): Origin {
  return isSaid ? { kind: 'scenario', setting } : { kind: 'default', setting };
}

function versionOf(text: string | undefined, problems: Problem[]): ClusterSettings['version'] {
  if (text === undefined) return DEFAULT_VERSION;
  const match = /^v?(\d+)\.(\d+)/.exec(text.trim());
  if (match !== null) return { major: Number(match[1]), minor: Number(match[2]) };
  problems.push(problem('NotAVersion', 'error', `cluster.version: "${text}" is no version; 1.35 is taken.`));
  return DEFAULT_VERSION;
}

function portRange(text: string | undefined, problems: Problem[]): ClusterSettings['nodePortRange'] {
  if (text === undefined) return DEFAULT_PORTS;
  const match = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(text);
  const range = match === null ? null : { first: Number(match[1]), last: Number(match[2]) };
  if (range !== null && range.first >= 1 && range.first <= range.last && range.last <= 65_535) return range;
  const sentence = `cluster.nodePortRange: "${text}" is no range of ports; 30000-32767 is taken.`;
  problems.push(problem('NotAPortRange', 'error', sentence));
  return DEFAULT_PORTS;
}

/**
 * kube-proxy's configuration in the manifests wins as a whole; a CNI that replaces kube-proxy wins over a mode that nobody
 * stated. The detector is ClusterCIDR with the pod ranges, unless something else is said.
 */
function serviceProxy({
  input,
  podCidrs,
  proxy,
  replaced,
  implied,
  origins,
  problems,
}: ProxySources): Omit<ServiceProxySettings, 'ebpf'> {
  if (proxy !== null) {
    const { object, field, mode, scheduler, masqueradeAll, localDetectMode, localhostNodePorts } = proxy;
    const origin = derived(settingRef('serviceProxy'), ['serviceProxy'], 'configuration', [
      writtenField(object, ...field),
    ]).origin;
    for (const key of PROXY_KEYS) origins.set(key, origin);
    problems.push(...overridden(input, proxy));
    const stated = proxy.nodePortAddresses ?? statedAddresses(input, problems);
    return {
      mode,
      scheduler,
      masqueradeAll,
      localDetectMode,
      localInterface: proxy.localInterface,
      clusterCidrs: localDetectMode === 'ClusterCIDR' ? proxy.clusterCidrs : [],
      localhostNodePorts,
      nodePortAddresses: stated ?? (mode === 'nftables' ? 'primary' : []),
      kernel: proxy.kernel,
    };
  }
  const { serviceProxy: own } = input;
  const mode = own?.mode ?? (replaced !== null || implied !== null ? 'ebpf' : 'iptables');
  const localDetectMode = own?.localDetectMode ?? 'ClusterCIDR';
  const proxyOrigin = own?.mode === undefined ? unstatedMode(replaced, implied) : said(true, 'serviceProxy');
  origins.set('serviceProxy', proxyOrigin).set('serviceProxy.mode', proxyOrigin);
  for (const key of ['scheduler', 'masqueradeAll', 'localDetectMode', 'localhostNodePorts'] as const)
    origins.set(`serviceProxy.${key}`, said(own?.[key] !== undefined, `serviceProxy.${key}`));
  problems.push(...notRead(own, mode));
  origins.set('nodePortAddresses', said(input.nodePortAddresses !== undefined, 'nodePortAddresses'));
  return {
    mode,
    scheduler: own?.scheduler ?? 'rr',
    masqueradeAll: own?.masqueradeAll ?? false,
    localDetectMode,
    localInterface: null,
    clusterCidrs: localDetectMode === 'ClusterCIDR' ? podCidrs : [],
    kernel: USUAL_TUNING,
    localhostNodePorts: own?.localhostNodePorts ?? true,
    nodePortAddresses: statedAddresses(input, problems) ?? (mode === 'nftables' ? 'primary' : []),
  };
}

/** Where the mode comes from that nobody stated. */
function unstatedMode(replaced: ProxyReplacement | null, implied: Evidence | null): Origin {
  if (replaced !== null) {
    const from = [writtenField(replaced.object, ...replaced.field)];
    return derived(settingRef('serviceProxy'), ['serviceProxy'], 'cni', from).origin;
  }
  return { kind: 'default', setting: 'serviceProxy', ...(implied === null ? {} : { impliedBy: implied }) };
}

interface ProxySources {
  readonly input: ClusterInput;
  readonly podCidrs: readonly Cidr[];
  readonly proxy: ProxyConfiguration | null;
  /** What puts programs of the CNI in kube-proxy's place, if it is there. */
  readonly replaced: ProxyReplacement | null;
  /** What asks for them, where nothing says that they are there. */
  readonly implied: Evidence | null;
  readonly origins: Map<SettingKey, Origin>;
  readonly problems: Problem[];
}

const PROXY_KEYS = [
  'serviceProxy',
  'serviceProxy.mode',
  'serviceProxy.scheduler',
  'serviceProxy.masqueradeAll',
  'serviceProxy.localDetectMode',
  'serviceProxy.localhostNodePorts',
  'nodePortAddresses',
] as const satisfies readonly SettingKey[];

function statedAddresses(input: ClusterInput, problems: Problem[]): ServiceProxySettings['nodePortAddresses'] | null {
  const stated = input.nodePortAddresses;
  if (stated === undefined || stated.length === 0) return null;
  if (stated.includes('primary')) return 'primary';
  return stated.flatMap((text) => {
    const block = parseCidr(text);
    if (block === null) {
      const sentence = `cluster.nodePortAddresses: "${text}" is neither a CIDR nor "primary".`;
      problems.push(problem('NotACidr', 'error', sentence, { nearest: ['primary'] }));
    }
    return block ?? [];
  });
}

/** What a kind of balancer does by itself is said by `balancers/`. */
function loadBalancer(
  input: ClusterInput['loadBalancer'],
  serviceCidrs: readonly Cidr[],
  problems: Problem[],
): LoadBalancerSettings {
  const [first] = serviceCidrs;
  const family = first === undefined ? 'IPv4' : cidrRange(first).family;
  const type = input?.type ?? 'cloud';
  if (HANDS_ON.includes(type)) {
    if (input?.proxyProtocol === true)
      problems.push(cannot('proxyProtocol', type, 'cannot put a PROXY header in front'));
    if (input?.preservesClient === false) problems.push(cannot('preservesClient', type, 'always keeps the source'));
  }
  return {
    type,
    preservesClient: input?.preservesClient ?? null,
    proxyProtocol: input?.proxyProtocol ?? false,
    address: BALANCER_ADDRESS[family],
  };
}

/** Kinds that hand packets on as they come. */
const HANDS_ON: readonly LoadBalancerSettings['type'][] = ['gcp', 'metallb-l2', 'metallb-bgp'];

function cannot(key: string, type: string, what: string): Problem {
  const sentence = `cluster.loadBalancer.${key}: a balancer of the kind ${type} hands packets on unopened: it ${what}. The setting is not used.`;
  return problem('BalancerCannot', 'warning', sentence);
}

function dnsSettings(input: ClusterInput['dns'], problems: Problem[]): DnsSettings {
  const addresses = (texts: readonly string[] | undefined, key: string): readonly Ip[] | null =>
    texts?.flatMap((text) => {
      const address = parseIp(text);
      if (address === null)
        problems.push(problem('NotAnAddress', 'error', `cluster.dns.${key}: "${text}" is no address.`));
      return address ?? [];
    }) ?? null;
  const forward = addresses(input?.forward, 'forward') ?? DEFAULT_FORWARD;
  return {
    provider: input?.provider ?? 'coredns',
    nodeLocalCache: input?.nodeLocalCache ?? false,
    forward,
    nodeResolvConf: {
      nameservers: addresses(input?.nodeResolvConf?.nameservers, 'nodeResolvConf.nameservers') ?? forward,
      searches: input?.nodeResolvConf?.searches ?? [],
      options: input?.nodeResolvConf?.options ?? [],
    },
  };
}
