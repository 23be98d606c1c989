import { numbersFrom, oneOf, type Random, range } from './random.ts';

/**
 * A live cluster's dump from a seed, as a JSON List. At factor 1: 200 nodes in 3 zones, 1,000 namespaces (900 of 2 to 12
 * pods, 90 of 20 to 60, 10 of 100 to 300), 10,000 pods with node and address, 2,500 Services and 3,000 NetworkPolicies.
 */
export function policyDump(factor: number, seed = 1): string {
  const random = numbersFrom(seed);
  const nodes = range(200 * factor).map(node);
  const spaces = range(1000 * factor).map((n) => namespace(n, random));
  const homes = range(1000 * factor).flatMap((n) => range(sizeOf(n, random)).map(() => n));
  const pods: object[] = [];
  for (let workload = 0; pods.length < 10_000 * factor; workload++) {
    const home = homes[random(homes.length)] ?? 0;
    pods.push(...workloadPods(workload, home, pods.length, nodes.length, random));
  }
  const services = range(2500 * factor).map((n) => service(n, random(spaces.length), random));
  const policies = range(3000 * factor).map((n) => policy(n, random(spaces.length), random));
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [...nodes, ...spaces, ...pods, ...services, ...policies],
  });
}

function sizeOf(n: number, random: Random): number {
  const place = n % 1000;
  if (place < 10) return 100 + random(200);
  return place < 100 ? 20 + random(40) : 2 + random(10);
}

const APPS = [
  'web',
  'api',
  'db',
  'cache',
  'queue',
  'worker',
  'auth',
  'mail',
  'search',
  'edge',
  'job',
  'metrics',
] as const;
const PORTS = [80, 8080, 3000, 9090, 5432, 6379, 9000, 8443] as const;

function node(n: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${n}`, labels: { 'topology.kubernetes.io/zone': `zone-${n % 3}` } },
    spec: { podCIDR: `10.${64 + Math.floor(n / 256)}.${n % 256}.0/24` },
    status: { addresses: [{ type: 'InternalIP', address: `172.16.${Math.floor(n / 250)}.${1 + (n % 250)}` }] },
  };
}

function namespace(n: number, random: Random): object {
  const labels = { team: `t${random(120)}`, env: `e${random(4)}`, tier: `r${random(3)}` };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns-${n}`, labels } };
}

function workloadPods(workload: number, home: number, made: number, nodes: number, random: Random): readonly object[] {
  const labels = {
    app: oneOf(random, APPS),
    component: `c${random(4)}`,
    version: `v${random(6)}`,
    team: `t${random(120)}`,
    'pod-template-hash': `h${workload}`,
  };
  const hostNetwork = random(100) < 2;
  const protocol = random(100) < 5 ? 'UDP' : random(1000) < 5 ? 'SCTP' : 'TCP';
  const named = random(10) < 6 ? { name: 'http' } : {};
  const ports = [{ ...named, containerPort: oneOf(random, PORTS), protocol }];
  return range(1 + random(7)).map((ordinal) => {
    const n = (made + ordinal) % nodes;
    const host = `172.16.${Math.floor(n / 250)}.${1 + (n % 250)}`;
    const own = `10.${64 + Math.floor(n / 256)}.${n % 256}.${2 + Math.floor((made + ordinal) / nodes)}`;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `w${workload}-${ordinal}`, namespace: `ns-${home}`, labels },
      spec: {
        nodeName: `node-${n}`,
        ...(hostNetwork ? { hostNetwork } : {}),
        containers: [{ name: 'main', image: 'registry.example.com/app:1', ports }],
      },
      status: { phase: 'Running', hostIP: host, podIP: hostNetwork ? host : own },
    };
  });
}

function service(n: number, home: number, random: Random): object {
  const targetPort = random(3) === 0 ? 'http' : oneOf(random, PORTS);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `s${n}`, namespace: `ns-${home}` },
    spec: {
      clusterIP: `10.${96 + Math.floor(n / 65_536)}.${Math.floor(n / 256) % 256}.${n % 256}`,
      selector: { app: oneOf(random, APPS) },
      ports: [{ port: 80, targetPort }],
    },
  };
}

function policy(n: number, home: number, random: Random): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `p${n}`, namespace: `ns-${home}` },
    spec: policySpec(n % 3000, random),
  };
}

/** 900 deny all, 900 allow their namespace, 700 one namespace, 300 application to application, 120 DNS, 50 blocks, 20 by expressions, 10 port ranges. */
function policySpec(n: number, random: Random): object {
  const app = (): object => ({ matchLabels: { app: oneOf(random, APPS) } });
  const ports = [{ port: oneOf(random, PORTS) }, ...(random(3) === 0 ? [{ port: 'http' }] : [])];
  if (n < 900) return { podSelector: {}, policyTypes: n % 3 === 0 ? ['Ingress'] : ['Ingress', 'Egress'] };
  if (n < 1800)
    return { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] };
  if (n < 2500) {
    const from = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': `ns-${random(10)}` } } };
    return { podSelector: {}, ingress: [{ from: [from] }] };
  }
  if (n < 2800) {
    const peer = { namespaceSelector: { matchLabels: { team: `t${random(120)}` } }, podSelector: app() };
    return { podSelector: app(), ingress: [{ from: [peer], ports }], egress: [{ to: [peer], ports }] };
  }
  if (n < 2920)
    return {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] }],
    };
  if (n < 2970)
    return {
      podSelector: app(),
      policyTypes: ['Egress'],
      egress: [{ to: range(n < 2925 ? 200 : 6).map(() => block(random)), ports }],
    };
  if (n < 2990)
    return {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db', 'cache'] }] },
      ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }] }],
    };
  return { podSelector: app(), ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] };
}

function block(random: Random): object {
  const start = `${20 + random(100)}.${random(200)}`;
  return { ipBlock: { cidr: `${start}.0.0/16`, ...(random(2) === 0 ? { except: [`${start}.8.0/24`] } : {}) } };
}
