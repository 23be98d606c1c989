import type { Cluster, ClusterPod, Evidence, SettingKey } from '#cluster';
import type { Ip } from '#net';
import { parseIp } from '#net';
import type { ResolvConf } from '#trace';

/** A resolv.conf with what it rests on, and what the kubelet reports of making it. */
export interface WrittenResolvConf {
  readonly conf: ResolvConf;
  readonly because: readonly Evidence[];
  /** Events of the kubelet: `DNSConfigForming` for what was cut, `MissingClusterDNS`. */
  readonly events: readonly { readonly reason: 'DNSConfigForming' | 'MissingClusterDNS'; readonly message: string }[];
}

const MOST_SERVERS = 3;
/** Address that NodeLocal DNSCache listens on. */
const NODE_CACHE_IP = '169.254.20.10';

/** The node's own resolv.conf, as processes on the host and pods with dnsPolicy Default see it. */
export function nodeResolvConf(cluster: Cluster): WrittenResolvConf {
  const { nodeResolvConf: own } = cluster.settings.dns;
  const conf = { nameservers: own.nameservers, searches: own.searches.map(withoutDot), options: own.options };
  return { conf, because: [settingEvidence(cluster, 'dns.nodeResolvConf')], events: [] };
}

/** What the kubelet writes for the pod (`pkg/kubelet/network/dns/dns.go`, GetPodDNS). */
export function podResolvConf(cluster: Cluster, pod: ClusterPod): WrittenResolvConf {
  const policyEvidence: Evidence = {
    object: pod.template.object,
    field: [...pod.template.path, 'spec', 'dnsPolicy'],
    origin: pod.origin,
  };
  const base = baseConf(cluster, pod);
  const merged = withDnsConfig(base.conf, pod);
  const limited = withinLimits(merged, cluster);
  const own =
    pod.spec.dnsConfig === undefined ? [] : [{ ...policyEvidence, field: [...pod.template.path, 'spec', 'dnsConfig'] }];
  return {
    conf: limited.conf,
    because: [policyEvidence, ...own, ...base.because],
    events: [...base.events, ...limited.events],
  };
}

function baseConf(cluster: Cluster, pod: ClusterPod): WrittenResolvConf {
  const { dnsPolicy } = pod.spec;
  const node = nodeResolvConf(cluster);
  if (dnsPolicy === 'None') return { conf: { nameservers: [], searches: [], options: [] }, because: [], events: [] };
  const isNodes = dnsPolicy === 'Default' || (dnsPolicy === 'ClusterFirst' && pod.hostNetwork);
  if (isNodes) return node;
  const servers = clusterDnsAddresses(cluster);
  if (servers.length === 0) {
    const message = `kubelet does not have ClusterDNS IP configured and cannot create Pod using "ClusterFirst" policy. Falling back to "Default" policy.`;
    return { ...node, events: [{ reason: 'MissingClusterDNS', message }] };
  }
  const { domain } = cluster.settings;
  const searches = distinct([`${pod.namespace}.svc.${domain}`, `svc.${domain}`, domain, ...node.conf.searches]);
  const service = cluster.dnsService === null ? undefined : cluster.serviceByKey.get(cluster.dnsService);
  const because: readonly Evidence[] = [
    ...(service === undefined ? [] : [{ object: service.ref, field: ['spec', 'clusterIP'], origin: service.origin }]),
    settingEvidence(cluster, 'domain'),
  ];
  return { conf: { nameservers: servers, searches, options: ['ndots:5'] }, because, events: [] };
}

/**
 * The address that the kubelet's clusterDNS holds: the DNS Service's, or with NodeLocal DNSCache and IPVS or a proxy
 * without kube-proxy the cache's own. One address, as kubeadm configures it.
 */
export function clusterDnsAddresses(cluster: Cluster): readonly Ip[] {
  const { dns, serviceProxy } = cluster.settings;
  const cache = parseIp(NODE_CACHE_IP);
  const needsOwn = serviceProxy.mode === 'ipvs' || serviceProxy.mode === 'ebpf';
  if (dns.nodeLocalCache && needsOwn && cache !== null) return [cache];
  const service = cluster.dnsService === null ? undefined : cluster.serviceByKey.get(cluster.dnsService);
  return service?.clusterIps.slice(0, 1) ?? [];
}

/** What NodeLocal DNSCache listens on on every node: its own address and the one that pods ask; empty where there is no cache. */
export function nodeCacheAddresses(cluster: Cluster): readonly Ip[] {
  const cache = parseIp(NODE_CACHE_IP);
  if (!cluster.settings.dns.nodeLocalCache || cache === null) return [];
  return [...new Set([cache, ...clusterDnsAddresses(cluster)])];
}

function withDnsConfig(base: ResolvConf, pod: ClusterPod): ResolvConf {
  const own = pod.spec.dnsConfig;
  if (own === undefined) return base;
  const options = new Map(base.options.map((text) => [text.split(':')[0] ?? text, text]));
  for (const { name, value } of own.options)
    options.set(name, value === undefined || value === '' ? name : `${name}:${value}`);
  return {
    nameservers: distinct([...base.nameservers, ...own.nameservers.flatMap((text) => parseIp(text) ?? [])]),
    searches: distinct([...base.searches, ...own.searches]),
    options: [...options.values()],
  };
}

/** 3 servers; 32 domains (one that is too long counts, and is left out then) and 2048 characters, before Kubernetes 1.26 6 and 256. */
function withinLimits(conf: ResolvConf, cluster: Cluster): Pick<WrittenResolvConf, 'conf' | 'events'> {
  const { major, minor } = cluster.settings.version;
  const isOld = major === 1 && minor < 26;
  const limit = isOld ? { domains: 6, characters: 256 } : { domains: 32, characters: 2048 };
  const nameservers = conf.nameservers.slice(0, MOST_SERVERS);
  const searches: string[] = [];
  for (const domain of conf.searches.slice(0, limit.domains)) {
    if (domain.length > 253) continue;
    const characters = [...searches, domain].join(' ').length;
    if (characters > limit.characters) break;
    searches.push(domain);
  }
  const cut: string[] = [];
  if (nameservers.length < conf.nameservers.length) {
    cut.push(
      `Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: ${nameservers.join(' ')}`,
    );
  }
  if (searches.length < conf.searches.length) {
    cut.push(
      `Search Line limits were exceeded, some search paths have been omitted, the applied search line is: ${searches.join(' ')}`,
    );
  }
  const events = cut.map((message) => ({ reason: 'DNSConfigForming' as const, message }));
  return { conf: { ...conf, nameservers, searches }, events };
}

/** The text of the file as containerd and CRI-O write it; empty parts have no line. */
export function resolvConfText(conf: ResolvConf): string {
  const lines = [
    ...(conf.searches.length === 0 ? [] : [`search ${conf.searches.join(' ')}`]),
    ...conf.nameservers.map((server) => `nameserver ${server}`),
    ...(conf.options.length === 0 ? [] : [`options ${conf.options.join(' ')}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function settingEvidence(cluster: Cluster, setting: SettingKey): Evidence {
  return {
    object: { kind: 'Setting', namespace: null, name: setting },
    field: setting.split('.'),
    origin: cluster.settings.origins.get(setting) ?? { kind: 'default', setting },
  };
}

function withoutDot(domain: string): string {
  return domain.length > 1 && domain.endsWith('.') ? domain.slice(0, -1) : domain;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
