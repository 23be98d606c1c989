/**
 * A large cluster from a seed: at factor 1 about 10,000 pods of 2,600 workloads on 200 nodes in 1,000 namespaces, 3,000
 * NetworkPolicies and 13 of the Admin and Baseline tier. Pods are written out with node and address, as a dump has them.
 * Manifests as one JSON List.
 */
export function largeCluster(factor: number, seed = 1): string {
  const random = numbers(seed);
  const nodes = range(200 * factor).map((n) => nodeObject(n));
  const spaces = range(1000 * factor).map((n) => spaceObject(n, random));
  const pods: object[] = [];
  for (let workload = 0; pods.length < 10_000 * factor; workload++) {
    const big = random(100) < 10;
    const space = big ? random(Math.ceil(100 * factor)) : random(spaces.length);
    pods.push(...workloadPods(workload, space, pods.length, nodes.length, random));
  }
  const policies = range(3000 * factor).map((n) => policyObject(n, random(spaces.length), random));
  const items = [
    ...nodes,
    ...spaces,
    ...pods,
    ...policies,
    ...range(12).map((n) => adminObject(n, random)),
    baseline(),
  ];
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

type Random = (below: number) => number;

function numbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function range(size: number): readonly number[] {
  return Array.from({ length: Math.ceil(size) }, (_, n) => n);
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

function nodeObject(n: number): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${n}`, labels: { 'topology.kubernetes.io/zone': `zone-${n % 3}` } },
    spec: { podCIDR: `10.${64 + Math.floor(n / 256)}.${n % 256}.0/24` },
    status: { addresses: [{ type: 'InternalIP', address: `172.16.${Math.floor(n / 250)}.${1 + (n % 250)}` }] },
  };
}

function spaceObject(n: number, random: Random): object {
  const labels = { team: `t${random(120)}`, env: `e${random(4)}`, tier: `r${random(3)}` };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns-${n}`, labels } };
}

function workloadPods(workload: number, space: number, made: number, nodes: number, random: Random): readonly object[] {
  const app = APPS[random(APPS.length)] ?? 'web';
  const labels = { app, component: `c${random(4)}`, version: `v${random(6)}`, team: `t${random(120)}` };
  const hostNetwork = random(100) < 2;
  const port = PORTS[random(PORTS.length)] ?? 80;
  const protocol = random(100) < 5 ? 'UDP' : random(1000) < 5 ? 'SCTP' : 'TCP';
  const named = random(10) < 6 ? { name: 'http' } : {};
  return range(1 + random(7)).map((ordinal) => {
    const n = (made + ordinal) % nodes;
    const slot = Math.floor((made + ordinal) / nodes);
    const address = `10.${64 + Math.floor(n / 256)}.${n % 256}.${2 + slot}`;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `w${workload}-${ordinal}`,
        namespace: `ns-${space}`,
        labels: { ...labels, 'pod-template-hash': `h${workload}` },
      },
      spec: {
        nodeName: `node-${n}`,
        ...(hostNetwork ? { hostNetwork } : {}),
        containers: [{ name: 'main', image: 'app', ports: [{ ...named, containerPort: port, protocol }] }],
      },
      ...(hostNetwork ? {} : { status: { podIP: address } }),
    };
  });
}

function policyObject(n: number, space: number, random: Random): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `p${n}`, namespace: `ns-${space}` },
    spec: policySpec(n % 3000, random),
  };
}

function policySpec(n: number, random: Random): object {
  const app = (): object => ({ matchLabels: { app: APPS[random(APPS.length)] ?? 'web' } });
  const ports = [{ port: PORTS[random(PORTS.length)] ?? 80 }, ...(random(3) === 0 ? [{ port: 'http' }] : [])];
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
  if (n < 2920) {
    const dns = [{ port: 53, protocol: 'UDP' }, { port: 53 }];
    return { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }], ports: dns }] };
  }
  if (n < 2970)
    return {
      podSelector: app(),
      policyTypes: ['Egress'],
      egress: [{ to: range(n < 2925 ? 200 : 6).map(() => block(random)), ports }],
    };
  if (n < 2990) {
    const podSelector = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db', 'cache'] }] };
    return {
      podSelector,
      ingress: [
        { from: [{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }] },
      ],
    };
  }
  return { podSelector: app(), ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] };
}

function block(random: Random): object {
  const first = random(200);
  const pods = random(50) === 0;
  const cidr = pods ? `10.64.${first}.0/24` : `${20 + random(100)}.${first}.0.0/16`;
  const except =
    random(2) === 0 ? [pods ? `10.64.${first}.64/26` : `${cidr.slice(0, cidr.indexOf('.0.0/16'))}.8.0/24`] : [];
  return { ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } };
}

function adminObject(n: number, random: Random): object {
  const namespaces = (): object => ({ matchLabels: { env: `e${random(4)}` } });
  const ingress = [
    {
      name: 'pass',
      action: n % 4 === 0 ? 'Pass' : 'Allow',
      from: [{ namespaces: { matchLabels: { team: `t${random(120)}` } } }],
    },
    { name: 'deny', action: 'Deny', from: [{ namespaces: { matchLabels: { team: `t${random(120)}` } } }] },
  ];
  const egress = n === 5 ? [{ name: 'net', action: 'Deny', to: [{ networks: ['10.64.7.0/24'] }] }] : [];
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: `admin-${n}` },
    spec: { priority: 5 + n * 7, subject: { namespaces: namespaces() }, ingress, egress },
  };
}

function baseline(): object {
  const ingress = [{ name: 'deny', action: 'Deny', from: [{ namespaces: { matchLabels: { env: 'e3' } } }] }];
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: {} }, ingress },
  };
}
