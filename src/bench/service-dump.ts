import { range } from './random.ts';

const ENDPOINTS = 5;
const NODES = 100;

/**
 * A live cluster's dump as a JSON List: Services with a slice of five endpoints each, every tenth with a node port, on 100
 * nodes. Endpoints stand outside the pod range and need no pods: what is measured is the Service datapath, not how pods are read.
 */
export function serviceDump(services: number): string {
  const nodes = range(NODES).map((n) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${n}` },
    spec: { podCIDR: `10.244.${n}.0/24` },
    status: { addresses: [{ type: 'InternalIP', address: `172.16.0.${1 + n}` }] },
  }));
  const sender = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'sender', namespace: 'ns-0' },
    spec: { nodeName: 'node-0', containers: [{ name: 'main', image: 'registry.example.com/app:1' }] },
    status: { phase: 'Running', podIP: '10.244.0.9' },
  };
  const made = range(services).flatMap((n) => [service(n), slice(n)]);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...nodes, sender, ...made] });
}

/** The address of a Service of the dump. */
export function serviceAddress(n: number): string {
  return `10.${128 + Math.floor(n / 65_536)}.${Math.floor(n / 256) % 256}.${n % 256}`;
}

function metadata(n: number, more: object): object {
  return { name: `service-${n}`, namespace: `ns-${n % 100}`, ...more };
}

function service(n: number): object {
  const nodePort = n % 10 === 0 && n / 10 < 2700 ? { nodePort: 30_000 + n / 10 } : {};
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(n, {}),
    spec: {
      type: 'nodePort' in nodePort ? 'NodePort' : 'ClusterIP',
      clusterIP: serviceAddress(n),
      ports: [{ name: 'http', port: 80, targetPort: 8080, ...nodePort }],
    },
  };
}

function slice(n: number): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadata(n, { labels: { 'kubernetes.io/service-name': `service-${n}` } }),
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080 }],
    endpoints: range(ENDPOINTS).map((at) => {
      const all = n * ENDPOINTS + at;
      return {
        addresses: [`100.${64 + Math.floor(all / 62_500)}.${Math.floor(all / 250) % 250}.${2 + (all % 250)}`],
        nodeName: `node-${all % NODES}`,
        conditions: { ready: true },
      };
    }),
  };
}
