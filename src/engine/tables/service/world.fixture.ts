import { buildCluster, type Cluster } from '#cluster';
import type { ClusterInput } from '#document';
import { loadManifests } from '#manifests';
import { ip, parseIp } from '#net';
import { routeTables } from '../routes/index.ts';
import { serviceTables, type ServiceTables } from './index.ts';
import type { Seen } from './verdict.ts';

/** Nodes `left` and `right`, a client pod on left and pods `web-1` (left) and `web-2` (right) with label app=web. */
const WORLD = `
apiVersion: v1
kind: Node
metadata: {name: left, labels: {topology.kubernetes.io/zone: z1}}
spec: {podCIDR: 10.50.1.0/24}
status: {addresses: [{type: InternalIP, address: 172.20.0.11}, {type: InternalIP, address: 172.21.0.11}]}
---
apiVersion: v1
kind: Node
metadata: {name: right, labels: {topology.kubernetes.io/zone: z2}}
spec: {podCIDR: 10.50.2.0/24}
status: {addresses: [{type: InternalIP, address: 172.20.0.12}]}
${pod('client', 'left', '10.50.1.9', 'client')}
${pod('web-1', 'left', '10.50.1.5', 'web')}
${pod('web-2', 'right', '10.50.2.5', 'web')}
${pod('far', 'right', '10.50.2.6', 'far')}
`;

export function pod(name: string, node: string, address: string, app: string, more = ''): string {
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${app}}}
spec: {nodeName: ${node}, ${more}containers: [{name: main, image: example.org/app, ports: [{containerPort: 8080}]}]}
status: {phase: Running, podIP: ${address}}`;
}

/** A Service `shop/NAME` on port 80 to 8080; `spec` is written as YAML flow, without braces. */
export function service(name: string, spec: string, status = '{}'): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {ports: [{port: 80, targetPort: 8080}], ${spec}}
status: ${status}`;
}

export function worldWith(manifests: string, settings: ClusterInput = {}): Cluster {
  const { objects } = loadManifests(`${WORLD}\n${manifests}`);
  const ranges = { podCIDR: '10.50.0.0/16', serviceCIDR: '10.70.0.0/16' };
  return buildCluster({ manifests: objects, settings: { ...ranges, ...settings }, faults: [] });
}

export function tablesWith(manifests: string, settings: ClusterInput = {}): ServiceTables {
  const cluster = worldWith(manifests, settings);
  return serviceTables(cluster, routeTables(cluster));
}

/** `10.50.1.9 > 10.70.0.5:80`, `UDP` behind it for another protocol. */
export function packet(text: string): Seen {
  const [src = '', , to = '', protocol = 'TCP'] = text.split(' ');
  const colon = to.lastIndexOf(':');
  const dst = parseIp(to.slice(0, colon));
  if (dst === null || (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'ICMP')) throw new Error(text);
  return { src: ip(src), dst, dport: Number(to.slice(colon + 1)), protocol };
}
