import { present, type Reader } from '#source';
import { IPVS_SCHEDULERS } from './ipvs-schedulers.ts';
import type { AppInput, ClusterInput } from './scenario.ts';

const CLUSTER = [
  'version',
  'domain',
  'podCIDR',
  'serviceCIDR',
  'nodePortRange',
  'nodePortAddresses',
  'serviceProxy',
  'cni',
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
] as const satisfies readonly (keyof ClusterInput)[];

export const SERVICE_PROXY_MODES = ['iptables', 'ipvs', 'nftables', 'ebpf'] as const;
export const CNI_NAMES = ['calico', 'cilium', 'flannel', 'weave', 'kindnet', 'aws-vpc'] as const;
export const CNI_MODES = ['vxlan', 'ipip', 'bgp', 'host-gw', 'geneve', 'native'] as const;
export const LOAD_BALANCER_TYPES = ['none', 'cloud', 'aws-nlb', 'gcp', 'metallb-l2', 'metallb-bgp'] as const;
const LOCAL_DETECT_MODES = ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', 'none'] as const;
const MESHES = ['istio', 'linkerd', 'gamma', 'none'] as const;

/** `cluster:` of a scenario. A word alone (`cni: flannel`) is short for the object with only that word. */
export function readCluster(cluster: Reader): ClusterInput {
  onlyKeys(cluster, CLUSTER);
  return present<ClusterInput>({
    version: cluster.looseText('version'),
    domain: cluster.text('domain'),
    podCIDR: cluster.text('podCIDR'),
    serviceCIDR: cluster.text('serviceCIDR'),
    nodePortRange: cluster.text('nodePortRange'),
    nodePortAddresses: readTexts(cluster, 'nodePortAddresses'),
    serviceProxy: readServiceProxy(cluster),
    cni: readCni(cluster),
    loadBalancer: readLoadBalancer(cluster),
    ingressControllers: readIngressControllers(cluster),
    gatewayControllers: readGatewayControllers(cluster),
    mesh: readMesh(cluster),
    secrets: cluster.oneOf('secrets', ['assumed', 'asWritten'] as const),
    dns: readDns(cluster),
    nodes: readNodes(cluster),
    apps: cluster.has('apps') ? cluster.mapOf('apps', (apps, name) => readApp(apps.in(name))) : undefined,
    external: readExternal(cluster),
    seed: cluster.number('seed'),
  });
}

/** An unknown key is an error with the nearest valid word. */
export function onlyKeys(object: Reader, known: readonly string[]): void {
  object.onlyKeys(known, 'error', 'UnknownKey');
}

/** A list of texts, or one text for a list of one; `undefined` where absent. */
export function readTexts(object: Reader, key: string): readonly string[] | undefined {
  const value = object.value(key);
  if (value === undefined) return undefined;
  return typeof value === 'string' ? [value] : object.texts(key);
}

function readServiceProxy(cluster: Reader): ClusterInput['serviceProxy'] {
  if (typeof cluster.value('serviceProxy') === 'string')
    return present<NonNullable<ClusterInput['serviceProxy']>>({
      mode: cluster.oneOf('serviceProxy', SERVICE_PROXY_MODES),
      scheduler: undefined,
      masqueradeAll: undefined,
      localDetectMode: undefined,
      localhostNodePorts: undefined,
    });
  const proxy = cluster.object('serviceProxy');
  if (proxy === undefined) return undefined;
  onlyKeys(proxy, ['mode', 'scheduler', 'masqueradeAll', 'localDetectMode', 'localhostNodePorts']);
  return present<NonNullable<ClusterInput['serviceProxy']>>({
    mode: proxy.oneOf('mode', SERVICE_PROXY_MODES),
    // As kube-proxy reads it: an empty name is that of its default.
    scheduler: proxy.value('scheduler') === '' ? undefined : proxy.oneOf('scheduler', IPVS_SCHEDULERS),
    masqueradeAll: proxy.truth('masqueradeAll'),
    localDetectMode: proxy.oneOf('localDetectMode', LOCAL_DETECT_MODES),
    localhostNodePorts: proxy.truth('localhostNodePorts'),
  });
}

function readCni(cluster: Reader): ClusterInput['cni'] {
  type Cni = NonNullable<ClusterInput['cni']>;
  if (typeof cluster.value('cni') === 'string') {
    const name = cluster.oneOf('cni', CNI_NAMES);
    return name === undefined ? {} : { name };
  }
  const cni = cluster.object('cni');
  if (cni === undefined) return undefined;
  onlyKeys(cni, ['name', 'mode', 'mtu', 'enforcesNetworkPolicy', 'version']);
  return present<Cni>({
    name: cni.oneOf('name', CNI_NAMES),
    mode: cni.oneOf('mode', CNI_MODES),
    mtu: readMtu(cni),
    enforcesNetworkPolicy: cni.truth('enforcesNetworkPolicy'),
    version: cni.looseText('version'),
  });
}

/** What an interface of Linux can have: 68 bytes (RFC 791) to 65535; anything else is told and left out. */
function readMtu(cni: Reader): number | undefined {
  const mtu = cni.number('mtu');
  if (mtu === undefined || (Number.isInteger(mtu) && mtu >= 68 && mtu <= 65_535)) return mtu;
  cni.report('BadNumber', 'error', cni.path('mtu'), `mtu: ${mtu} is not between 68 and 65535; it is left out.`);
  return undefined;
}

function readLoadBalancer(cluster: Reader): ClusterInput['loadBalancer'] {
  type LoadBalancer = NonNullable<ClusterInput['loadBalancer']>;
  if (typeof cluster.value('loadBalancer') === 'string') {
    const type = cluster.oneOf('loadBalancer', LOAD_BALANCER_TYPES);
    return type === undefined ? {} : { type };
  }
  const balancer = cluster.object('loadBalancer');
  if (balancer === undefined) return undefined;
  onlyKeys(balancer, ['type', 'preservesClient', 'proxyProtocol']);
  return present<LoadBalancer>({
    type: balancer.oneOf('type', LOAD_BALANCER_TYPES),
    preservesClient: balancer.truth('preservesClient'),
    proxyProtocol: balancer.truth('proxyProtocol'),
  });
}

function readIngressControllers(cluster: Reader): ClusterInput['ingressControllers'] {
  type Controller = NonNullable<ClusterInput['ingressControllers']>[number];
  if (!cluster.has('ingressControllers')) return undefined;
  return cluster.objects('ingressControllers').map((controller) => {
    onlyKeys(controller, ['controller', 'class', 'default']);
    return present<Controller>({
      controller: needed(controller, 'controller'),
      class: controller.text('class'),
      default: controller.truth('default'),
    });
  });
}

function readGatewayControllers(cluster: Reader): ClusterInput['gatewayControllers'] {
  type Controller = NonNullable<ClusterInput['gatewayControllers']>[number];
  if (!cluster.has('gatewayControllers')) return undefined;
  return cluster.objects('gatewayControllers').map((controller) => {
    onlyKeys(controller, ['controller', 'class']);
    return present<Controller>({ controller: needed(controller, 'controller'), class: controller.text('class') });
  });
}

function readMesh(cluster: Reader): ClusterInput['mesh'] {
  type Mesh = NonNullable<ClusterInput['mesh']>;
  if (typeof cluster.value('mesh') === 'string') {
    const kind = cluster.oneOf('mesh', MESHES);
    return kind === undefined ? undefined : { kind };
  }
  const mesh = cluster.object('mesh');
  if (mesh === undefined) return undefined;
  onlyKeys(mesh, ['kind', 'namespaces']);
  const kind = mesh.oneOf('kind', MESHES);
  if (kind !== undefined) return present<Mesh>({ kind, namespaces: readTexts(mesh, 'namespaces') });
  if (!mesh.has('kind')) needed(mesh, 'kind');
  return undefined;
}

function readDns(cluster: Reader): ClusterInput['dns'] {
  type Dns = NonNullable<ClusterInput['dns']>;
  const dns = cluster.object('dns');
  if (dns === undefined) return undefined;
  onlyKeys(dns, ['provider', 'nodeLocalCache', 'forward', 'nodeResolvConf']);
  const conf = dns.object('nodeResolvConf');
  if (conf !== undefined) onlyKeys(conf, ['nameservers', 'searches', 'options']);
  return present<Dns>({
    provider: dns.text('provider'),
    nodeLocalCache: dns.truth('nodeLocalCache'),
    forward: readTexts(dns, 'forward'),
    nodeResolvConf:
      conf === undefined
        ? undefined
        : present<NonNullable<Dns['nodeResolvConf']>>({
            nameservers: readTexts(conf, 'nameservers'),
            searches: readTexts(conf, 'searches'),
            options: readTexts(conf, 'options'),
          }),
  });
}

function readNodes(cluster: Reader): ClusterInput['nodes'] {
  type Node = NonNullable<ClusterInput['nodes']>[number];
  if (!cluster.has('nodes')) return undefined;
  return cluster.objects('nodes').map((node) => {
    onlyKeys(node, ['name', 'ip', 'addresses', 'podCIDR', 'zone', 'labels']);
    return present<Node>({
      name: needed(node, 'name'),
      ip: node.text('ip'),
      addresses: readTexts(node, 'addresses'),
      podCIDR: node.text('podCIDR'),
      zone: node.text('zone'),
      labels: node.has('labels') ? looseLabels(node, 'labels') : undefined,
    });
  });
}

function readApp(app: Reader): AppInput {
  onlyKeys(app, ['latency', 'status', 'failFirst', 'headers', 'protocol', 'tls', 'ports']);
  return present<AppInput>({
    latency: app.number('latency'),
    status: app.number('status'),
    failFirst: app.number('failFirst'),
    headers: app.has('headers') ? looseLabels(app, 'headers') : undefined,
    protocol: app.text('protocol'),
    tls: typeof app.value('tls') === 'boolean' ? app.truth('tls') : app.object('tls')?.raw,
    ports: app.has('ports') ? app.mapOf('ports', (ports, port) => readApp(ports.in(port))) : undefined,
  });
}

function readExternal(cluster: Reader): ClusterInput['external'] {
  type External = NonNullable<ClusterInput['external']>;
  type Record = NonNullable<External['records']>[number];
  const external = cluster.object('external');
  if (external === undefined) return undefined;
  onlyKeys(external, ['names', 'records', 'hosts', 'natGateway']);
  return present<External>({
    names: external.has('names') ? external.mapOf('names', (names, name) => readTexts(names, name) ?? []) : undefined,
    records: external.has('records')
      ? external.objects('records').map((record) => {
          onlyKeys(record, ['name', 'type', 'data', 'ttl']);
          return present<Record>({
            name: needed(record, 'name'),
            type: needed(record, 'type'),
            data: record.looseText('data') ?? needed(record, 'data'),
            ttl: record.number('ttl'),
          });
        })
      : undefined,
    hosts: external.has('hosts')
      ? external.objects('hosts').map((host) => {
          onlyKeys(host, ['ip', 'ports']);
          return { ip: needed(host, 'ip'), ports: host.numbers('ports') };
        })
      : undefined,
    natGateway: external.text('natGateway'),
  });
}

/** A text that has to be there; its absence is reported, and read as empty. */
export function needed(object: Reader, key: string): string {
  if (!object.has(key)) object.report('MissingKey', 'error', object.path(key), `${key} is missing here.`);
  return object.text(key) ?? '';
}

/** Text to text; a number or a truth value is taken as written. */
export function looseLabels(object: Reader, key: string): Readonly<Record<string, string>> {
  return object.mapOf(key, (inner, name) => inner.looseText(name) ?? '');
}
