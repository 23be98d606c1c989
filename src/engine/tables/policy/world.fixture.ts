import { buildCluster, type Cluster, type ClusterPod } from '#cluster';
import { loadManifests } from '#manifests';
import { type Ip, ip } from '#net';
import { type Connection, type Party, partyAt, partyOf } from './connection.ts';

/** Two nodes, three namespaces and a few pods that every test of policies knows by name. */
const WORLD = `
${node('node-a', '192.168.7.11', '10.244.0.0/24')}
${node('node-b', '192.168.7.12', '10.244.1.0/24')}
${namespace('shop', 'team: red')}
${namespace('ops', 'team: blue')}
${namespace('bare', '')}
${pod('shop/web', ['node-a', '10.244.0.5'], 'app: web, tier: front', '{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}')}
${pod('shop/api', ['node-b', '10.244.1.6'], 'app: api, tier: back', '{name: http, containerPort: 9090}, {name: admin, containerPort: 8081}')}
${pod('shop/db', ['node-a', '10.244.0.7'], 'app: db', '{name: sql, containerPort: 5432}')}
${pod('ops/agent', ['node-b', '10.244.1.8'], 'app: agent', '')}
${pod('ops/web', ['node-a', '10.244.0.9'], 'app: web, tier: ""', '{name: http, containerPort: 80}')}
${pod('bare/tool', ['node-b', '10.244.1.10'], '', '')}
${hostPod('ops', 'host-a', 'node-a')}
${hostPod('ops', 'host-b', 'node-b')}
`;

function node(name: string, address: string, podCidr: string): string {
  return `---
apiVersion: v1
kind: Node
metadata: {name: ${name}, labels: {zone: ${name}}}
spec: {podCIDR: ${podCidr}}
status: {addresses: [{type: InternalIP, address: ${address}}]}`;
}

function namespace(name: string, labels: string): string {
  return `---
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: {${labels}}}`;
}

/** `on`: node and address. */
function pod(key: string, on: readonly [string, string], labels: string, ports: string): string {
  const [space, name] = key.split('/');
  const [where, address] = on;
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${space}, labels: {${labels}}}
spec:
  nodeName: ${where}
  containers: [{name: main, image: app, ports: [${ports}]}]
status: {podIP: ${address}}`;
}

function hostPod(space: string, name: string, on: string): string {
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${space}, labels: {app: agent}}
spec: {nodeName: ${on}, hostNetwork: true, containers: [{name: main, image: app}]}`;
}

export type CniName = Cluster['settings']['cni']['name'];

/** The world with policies (manifests, joined as documents) under a CNI. */
export function worldWith(policies: string, cni: CniName = 'calico'): Cluster {
  const manifests = loadManifests(`${WORLD}\n---\n${policies}`);
  return buildCluster({ manifests: manifests.objects, settings: { cni: { name: cni } }, faults: [] });
}

/** `shop/web -> ops/web TCP 80`; an end may be an address. */
export function connectionIn(cluster: Cluster, text: string): Connection {
  const [from = '', , to = '', protocol = 'TCP', port = '80'] = text.split(' ');
  if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP' && protocol !== 'ICMP') throw new Error(text);
  const number = protocol === 'ICMP' ? null : Number(port);
  return { source: partyNamed(cluster, from), destination: partyNamed(cluster, to), protocol, port: number };
}

function partyNamed(cluster: Cluster, text: string): Party {
  return text.includes('/') ? partyOf(podNamed(cluster, text)) : partyAt(cluster, address(text));
}

export function podNamed(cluster: Cluster, key: string): ClusterPod {
  const pod = cluster.podByKey.get(key);
  if (pod === undefined) throw new Error(`no pod ${key}`);
  return pod;
}

function address(text: string): Ip {
  return ip(text);
}

/** A NetworkPolicy in short: `np('web', 'shop', 'spec in one flow map')`. */
export function np(name: string, space: string, spec: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: ${space}}
spec: ${spec}
`;
}

export function anp(name: string, spec: string): string {
  return cluster('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', name, spec);
}

export function banp(spec: string): string {
  return cluster('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', 'default', spec);
}

export function cnp(name: string, spec: string): string {
  return cluster('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, spec);
}

function cluster(apiVersion: string, kind: string, name: string, spec: string): string {
  return `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}}
spec: ${spec}
`;
}
