import type { Cluster, ClusterEndpoint, ClusterPod, ClusterService, ClusterSlice } from '#cluster';
import type { Fault } from '#document';
import type { ConfigMapObject, Labels, PodSpec } from '#manifests';
import type { Ip } from '#net';
import { cidr, ip } from '#net';
import type { Asking } from './asking.ts';
import { createDnsTables } from './dns-tables.ts';
import { answerFromOutside } from './outside.ts';

/** A Service in short: `ips` empty and `endpoints` given makes it headless, `alias` an ExternalName. */
export interface ServiceNote {
  readonly at: string;
  readonly ips?: readonly string[];
  readonly alias?: string;
  readonly ports?: readonly (readonly [name: string, port: number, protocol?: 'TCP' | 'UDP'])[];
  readonly external?: readonly string[];
  readonly balancer?: string;
  readonly labels?: Labels;
  /** `ADDRESS` or `ADDRESS/HOSTNAME`; `!ADDRESS` is not ready. */
  readonly endpoints?: readonly string[];
  readonly targetPorts?: readonly (readonly [name: string, port: number])[];
}

export interface TownNote {
  readonly namespaces?: readonly string[];
  readonly services?: readonly ServiceNote[];
  readonly pods?: readonly ClusterPod[];
  readonly corefile?: string;
  readonly faults?: readonly Fault[];
  readonly external?: Readonly<Record<string, readonly string[]>>;
  readonly records?: Cluster['external']['records'];
  readonly nodeSearches?: readonly string[];
  readonly proxy?: 'iptables' | 'ipvs';
  readonly cache?: 'on' | 'off';
  readonly minor?: number;
}

const WRITTEN = { kind: 'written' } as const;

/** A cluster made by hand, with only what names depend on. */
export function town(note: TownNote = {}): Cluster {
  const services = [...(note.services ?? []), DNS].map(serviceOf);
  const namespaces = [...(note.namespaces ?? ['shop']), 'kube-system'];
  const pods = [...(note.pods ?? []), corednsPod()];
  const configMaps = note.corefile === undefined ? [] : [corefileMap(note.corefile)];
  const partial: Partial<Cluster> = {
    settings: {
      version: { major: 1, minor: note.minor ?? 35 },
      domain: 'cluster.local',
      podCidrs: [cidr('10.40.0.0/16')],
      serviceCidrs: [cidr('10.90.0.0/16')],
      nodePortRange: { first: 30000, last: 32767 },
      serviceProxy: { mode: note.proxy ?? 'iptables' },
      dns: {
        provider: 'coredns',
        nodeLocalCache: note.cache === 'on',
        forward: [ip('192.0.2.9')],
        nodeResolvConf: { nameservers: [ip('192.0.2.9')], searches: note.nodeSearches ?? [], options: ['edns0'] },
      },
      origins: new Map(),
      seed: 1,
    } as unknown as Cluster['settings'],
    families: ['IPv4'],
    namespaces: new Map(
      namespaces.map((name) => [name, { name, labels: { 'kubernetes.io/metadata.name': name }, origin: WRITTEN }]),
    ),
    nodes: [],
    nodeByName: new Map(),
    pods,
    podByKey: new Map(pods.map((pod) => [pod.key, pod])),
    podByIp: new Map(pods.flatMap((pod) => (pod.ip === null ? [] : [[pod.ip, pod] as const]))),
    services: services.map(({ service }) => service),
    serviceByKey: new Map(services.map(({ service }) => [service.key, service])),
    slicesOf: new Map(services.map(({ service, slices }) => [service.key, slices])),
    configMaps: new Map(configMaps.map((map) => [`${map.ref.namespace ?? ''}/${map.ref.name}`, map])),
    dnsService: 'kube-system/kube-dns',
    external: {
      names: new Map(Object.entries(note.external ?? {}).map(([name, ips]) => [name, ips.map(ip)])),
      records: note.records ?? [],
      hosts: new Map(),
      served: new Map(),
      natGateway: null,
    },
    faults: note.faults ?? [],
    manifests: [],
    problems: [],
    assumptions: [],
  };
  return partial as Cluster;
}

/** What CoreDNS says to one question, as `RCODE DATA, DATA`; upstreams say what the world outside knows. */
export function ask(cluster: Cluster, name: string, type = 'A', client: string | null = null): string {
  const pod = cluster.pods.find(({ role }) => role === 'coredns');
  if (pod === undefined) throw new Error('no CoreDNS');
  const question = { name, type, transport: 'udp', client: client === null ? null : ip(client) } as const;
  const { message } = settled(createDnsTables(cluster).serverOf(pod).answer(question, 53), cluster);
  return [message.rcode, message.answers.map((record) => `${record.type} ${record.data}`).join(', ')].join(' ').trim();
}

export function settled(asking: Asking, cluster: Cluster): Extract<Asking, { then: 'reply' }>['reply'] {
  if (asking.then === 'reply') return asking.reply;
  const { name, type } = asking.question;
  return settled(asking.resume(answerFromOutside(cluster, name, type).message), cluster);
}

/** A pod by its key and address; more of its specification where a test needs it. */
export function pod(key: string, address: string, spec: Partial<PodSpec> = {}): ClusterPod {
  const [namespace = '', name = ''] = key.split('/');
  const whole: PodSpec = {
    containers: [],
    initContainers: [],
    nodeSelector: {},
    nodeAffinity: [],
    tolerations: [],
    hostNetwork: false,
    dnsPolicy: 'ClusterFirst',
    hostAliases: [],
    ...spec,
  };
  const partial: Partial<ClusterPod> = {
    ref: { kind: 'Pod', namespace, name },
    key,
    name,
    namespace,
    labels: {},
    spec: whole,
    node: 'east',
    ip: ip(address),
    ips: [ip(address)],
    hostNetwork: whole.hostNetwork,
    workload: null,
    role: 'application',
    hostname: whole.hostname ?? name,
    origin: WRITTEN,
    template: { object: { kind: 'Pod', namespace, name }, path: [] },
    health: 'listens',
  };
  return partial as ClusterPod;
}

const DNS: ServiceNote = {
  at: 'kube-system/kube-dns',
  ips: ['10.90.0.10'],
  ports: [['dns', 53, 'UDP']],
  endpoints: ['10.40.9.9'],
};

function corednsPod(): ClusterPod {
  return { ...pod('kube-system/coredns-a', '10.40.9.9', { dnsPolicy: 'Default' }), role: 'coredns' };
}

function serviceOf(note: ServiceNote): { readonly service: ClusterService; readonly slices: readonly ClusterSlice[] } {
  const [namespace = '', name = ''] = note.at.split('/');
  const ports = (note.ports ?? [['web', 80]]).map(([portName, port, protocol = 'TCP'], index) => ({
    name: portName,
    port,
    protocol,
    targetPort: port,
    nodePort: 0,
    appProtocol: null,
    index,
  }));
  const clusterIps: readonly Ip[] = (note.ips ?? []).map(ip);
  const partial: Partial<ClusterService> = {
    ref: { kind: 'Service', namespace, name },
    key: note.at,
    name,
    namespace,
    labels: note.labels ?? {},
    spec: {
      type: note.alias === undefined ? 'ClusterIP' : 'ExternalName',
      externalName: note.alias,
      clusterIP: clusterIps[0],
      ports,
    } as unknown as ClusterService['spec'],
    headless: note.alias === undefined && clusterIps.length === 0,
    clusterIps,
    ports,
    externalIps: (note.external ?? []).map(ip),
    loadBalancer:
      note.balancer === undefined ? [] : [{ ip: null, hostname: note.balancer, ipMode: 'VIP', origin: WRITTEN }],
    origin: WRITTEN,
  };
  return {
    service: partial as ClusterService,
    slices: note.endpoints === undefined ? [] : [sliceOf(note, namespace, name)],
  };
}

function sliceOf(note: ServiceNote, namespace: string, service: string): ClusterSlice {
  const endpoints = (note.endpoints ?? []).map((text): ClusterEndpoint => {
    const [address = '', hostname] = text.replace('!', '').split('/');
    return {
      ip: ip(address),
      addresses: [ip(address)],
      ready: !text.startsWith('!'),
      serving: true,
      terminating: false,
      node: null,
      zone: null,
      hostname: hostname ?? null,
      zoneHints: [],
      nodeHints: [],
      pod: null,
    };
  });
  const ports = (note.targetPorts ?? note.ports ?? [['web', 80]]).map(([name, port]) => ({
    name,
    port,
    protocol: 'TCP' as const,
  }));
  return {
    ref: { kind: 'EndpointSlice', namespace, name: `${service}-1` },
    labels: {},
    namespace,
    service,
    family: 'IPv4',
    ports,
    endpoints,
    origin: WRITTEN,
  };
}

function corefileMap(text: string): ConfigMapObject {
  const partial: Partial<ConfigMapObject> = {
    kind: 'ConfigMap',
    ref: { kind: 'ConfigMap', namespace: 'kube-system', name: 'coredns' },
    data: { Corefile: text },
  };
  return partial as ConfigMapObject;
}
