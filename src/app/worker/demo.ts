// Temporary: a hand-made shop until the engine's door is there.
import type { Answer, Hop, HopView, Loaded, Packet, Picture, Story, TableView } from '#view';

const hooks = [
  { hook: 'prerouting', label: 'prerouting', why: 'DNAT of Services' },
  { hook: 'input', label: 'input', why: 'to the node itself' },
  { hook: 'forward', label: 'forward', why: 'policy' },
  { hook: 'output', label: 'output', why: 'from the node itself' },
  { hook: 'postrouting', label: 'postrouting', why: 'masquerading' },
];
const r = (line: number, to = line) => ({ start: { line, column: 1 }, end: { line: to, column: 40 } });
const pod = (
  key: string,
  ip: string,
  node: string,
  workload: string,
  ports: string[],
  role = 'application',
  assumed = false,
) =>
  ({
    key,
    name: key.split('/')[1] ?? key,
    namespace: key.split('/')[0] ?? '',
    ip,
    node,
    workload,
    role,
    ready: true,
    hostNetwork: false,
    ports,
    assumed,
  }) as Picture['pods'][number];

const picture: Picture = {
  nodes: ['a', 'b', 'c'].map((x, i) => ({
    name: `node-${x}`,
    ip: `192.168.1.1${i + 1}`,
    zone: `zone-${x}`,
    ready: true,
    assumed: true,
    hooks,
  })),
  pods: [
    pod('shop/web-6c9f8d7b5c-p2xk8', '10.244.0.17', 'node-a', 'Deployment/shop/web', ['http 3000']),
    pod('shop/web-6c9f8d7b5c-tt4lm', '10.244.1.9', 'node-b', 'Deployment/shop/web', ['http 3000']),
    pod('shop/api-7f5bd6c9d4-aaaaa', '10.244.0.18', 'node-a', 'Deployment/shop/api', ['8080']),
    pod('shop/api-7f5bd6c9d4-bbbbb', '10.244.0.19', 'node-a', 'Deployment/shop/api', ['8080']),
    pod('shop/api-7f5bd6c9d4-ccccc', '10.244.2.19', 'node-c', 'Deployment/shop/api', ['8080']),
    pod('shop/db-0', '10.244.2.4', 'node-c', 'StatefulSet/shop/db', ['5432']),
    pod(
      'ingress-nginx/ingress-nginx-7d8b9c6f44-x2x9k',
      '10.244.1.5',
      'node-b',
      'Deployment/ingress-nginx/ingress-nginx',
      ['http 80', 'https 443'],
      'ingress-controller',
    ),
    pod(
      'kube-system/coredns-5dd5756b68-f2x2x',
      '10.244.2.2',
      'node-c',
      'Deployment/kube-system/coredns',
      ['53/UDP'],
      'coredns',
      true,
    ),
    pod(
      'kube-system/coredns-5dd5756b68-zz8lm',
      '10.244.0.2',
      'node-a',
      'Deployment/kube-system/coredns',
      ['53/UDP'],
      'coredns',
      true,
    ),
  ],
  rules: [
    {
      ref: 'Ingress/shop/store',
      kind: 'Ingress',
      namespace: 'shop',
      title: 'Ingress store',
      lines: ['/ → web:80', '/api → api:80'],
      to: ['Service/shop/web', 'Service/shop/api'],
      pods: [],
      assumed: false,
      place: r(1, 20),
    },
    {
      ref: 'Service/shop/web',
      kind: 'Service',
      namespace: 'shop',
      title: 'Service web',
      lines: ['10.96.14.2:80'],
      to: [],
      pods: ['shop/web-6c9f8d7b5c-p2xk8', 'shop/web-6c9f8d7b5c-tt4lm'],
      assumed: false,
      place: r(22, 28),
    },
    {
      ref: 'Service/shop/api',
      kind: 'Service',
      namespace: 'shop',
      title: 'Service api',
      lines: ['10.96.77.40:80'],
      to: [],
      pods: [],
      assumed: false,
      place: r(29, 35),
    },
    {
      ref: 'Service/shop/db',
      kind: 'Service',
      namespace: 'shop',
      title: 'Service db',
      lines: ['headless'],
      to: [],
      pods: ['shop/db-0'],
      assumed: false,
      place: r(36, 42),
    },
    {
      ref: 'Service/ingress-nginx/ingress-nginx',
      kind: 'Service',
      namespace: 'ingress-nginx',
      title: 'Service ingress-nginx',
      lines: ['198.51.100.4:443'],
      to: [],
      pods: [],
      assumed: false,
      place: r(120, 130),
    },
    {
      ref: 'Service/kube-system/kube-dns',
      kind: 'Service',
      namespace: 'kube-system',
      title: 'Service kube-dns',
      lines: ['10.96.0.10:53'],
      to: [],
      pods: [],
      assumed: true,
      place: null,
    },
    {
      ref: 'Service/default/kubernetes',
      kind: 'Service',
      namespace: 'default',
      title: 'Service kubernetes',
      lines: ['10.96.0.1:443'],
      to: [],
      pods: [],
      assumed: true,
      place: null,
    },
    {
      ref: 'NetworkPolicy/shop/db-allow',
      kind: 'NetworkPolicy',
      namespace: 'shop',
      title: 'Policy db-allow',
      lines: ['api may'],
      to: [],
      pods: ['shop/db-0'],
      assumed: false,
      place: r(80, 88),
    },
  ],
  balancers: [
    { service: 'ingress-nginx/ingress-nginx', title: 'cloud balancer', address: '198.51.100.4', note: 'to every node' },
  ],
  outside: [{ ip: '203.0.113.7', title: 'client' }],
};

const p = (src: string, sport: number, dst: string, dport: number, path: string | null = '/cart', tls = true): Packet =>
  ({
    src,
    sport,
    dst,
    dport,
    protocol: 'TCP',
    bytes: 560,
    tls: tls
      ? { sni: 'shop.example.com', checks: 'shop.example.com', clientCertificate: null, alpn: ['h2', 'http/1.1'] }
      : null,
    carries:
      path === null
        ? { kind: 'http-response', response: { status: 200, headers: {}, grpcStatus: null, certificate: null } }
        : {
            kind: 'http-request',
            request: {
              method: 'GET',
              scheme: tls ? 'https' : 'http',
              host: 'shop.example.com',
              path,
              version: '2',
              headers: tls ? {} : { 'x-forwarded-for': '192.168.1.12' },
              bodyBytes: 0,
              grpc: null,
            },
          },
    encapsulates: null,
  }) as unknown as Packet;

const hops: Hop[] = [];
const views: Record<string, HopView> = {};
const at = (text: string) => {
  const [kind = '', name = '', hook = ''] = text.split(' ');
  const place =
    kind === 'outside'
      ? { kind, ip: name }
      : kind === 'balancer'
        ? { kind, service: name }
        : kind === 'node'
          ? { kind, node: name }
          : { kind, pod: name };
  return { place, hook };
};
function hop(
  list: Hop[],
  key: string,
  pass: string,
  way: string,
  kind: string,
  layer: string,
  where: string,
  before: Packet | null,
  after: Packet | null,
  story: Partial<Story> & { chip: string },
  more: Partial<HopView> & { notTaken?: unknown; consulted?: unknown; opens?: string } = {},
) {
  list.push({
    key,
    pass,
    way,
    atMs: list.length * 0.4,
    kind,
    layer,
    at: at(where),
    before,
    after,
    opens: more.opens ?? null,
    decision: {},
    because: [],
    consulted: more.consulted ?? [],
    notTaken: more.notTaken ?? { shown: [], more: 0 },
  } as unknown as Hop);
  views[key] = {
    story: { title: [story.chip], detail: [], commands: [], ...story },
    evidence: more.evidence ?? [],
    rules: more.rules ?? [],
  };
}
const W = 'shop/web-6c9f8d7b5c-p2xk8';
const I = 'ingress-nginx/ingress-nginx-7d8b9c6f44-x2x9k';
const c1 = p('203.0.113.7', 40000, '198.51.100.4', 443);
const c2 = p('192.168.1.5', 40312, '192.168.1.12', 30443);
const c3 = p('192.168.1.5', 40312, '10.244.1.5', 443);
const c4 = p('192.168.1.12', 40312, '10.244.1.5', 443);
const u1 = p('10.244.1.5', 51840, '10.244.0.17', 3000, '/cart', false);
const b1 = p('10.244.0.17', 3000, '10.244.1.5', 51840, null, false);
const b2 = p('198.51.100.4', 443, '203.0.113.7', 40000, null);
hop(hops, 'k0', 'request', 'forward', 'resolved', 'dns', 'outside 203.0.113.7 send', null, null, {
  chip: 'shop.example.com',
  title: ['shop.example.com points at ', { code: '198.51.100.4' }],
  detail: ['The name is served by Ingress store; it is taken to point at the address that serves it.'],
});
hop(hops, 'k1', 'request', 'forward', 'send', 'client', 'outside 203.0.113.7 send', null, c1, {
  chip: 'send',
  title: ['The client sends GET /cart'],
});
hop(
  hops,
  'k2',
  'request',
  'forward',
  'balance',
  'edge',
  'balancer ingress-nginx/ingress-nginx balancer',
  c1,
  c2,
  { chip: 'balancer picks node-b', title: ['The balancer picks node-b, one of 3'] },
  {
    notTaken: {
      shown: [
        { label: 'node-a', why: 'healthy too', share: '1/3', object: null },
        { label: 'node-c', why: 'healthy too', share: '1/3', object: null },
      ],
      more: 0,
    },
    rules: ['Service/ingress-nginx/ingress-nginx'],
  },
);
hop(
  hops,
  'k3',
  'request',
  'forward',
  'translate',
  'service',
  'node node-b prerouting',
  c2,
  c3,
  {
    chip: 'NodePort to ingress',
    title: ['NodePort 30443 becomes ', { code: '10.244.1.5:443' }],
    detail: ['kube-proxy’s rules on node-b rewrite the destination.'],
    commands: ['iptables-save -t nat | grep 30443'],
  },
  {
    rules: ['Service/ingress-nginx/ingress-nginx'],
    evidence: [
      {
        object: 'Service/ingress-nginx/ingress-nginx',
        field: 'spec.ports[1].nodePort',
        range: r(130),
        origin: 'written',
      },
    ],
  },
);
hop(hops, 'k4', 'request', 'forward', 'judge', 'policy', 'node node-b forward', c3, c3, {
  chip: 'nothing isolates ingress',
});
hop(hops, 'k5', 'request', 'forward', 'masquerade', 'service', 'node node-b postrouting', c3, c4, {
  chip: 'source becomes node-b',
  title: ['The source becomes node-b'],
});
hop(hops, 'k6', 'request', 'forward', 'receive', 'pod', `pod ${I} receive`, c4, c4, { chip: 'received' });
hop(
  hops,
  'k7',
  'request',
  'forward',
  'proxy',
  'gateway',
  `pod ${I} receive`,
  c4,
  u1,
  {
    chip: 'rule /',
    title: [
      'ingress-nginx takes rule ',
      { code: '/' },
      ' of ',
      { text: 'Ingress store', object: { kind: 'Ingress', namespace: 'shop', name: 'store' } },
    ],
    detail: ['Host and certificate fit; ', { code: '/api' }, ' is longer but does not match ', { code: '/cart' }, '.'],
    commands: ['kubectl describe ingress store -n shop'],
  },
  {
    opens: 'up',
    rules: ['Ingress/shop/store'],
    evidence: [
      { object: 'Ingress/shop/store', field: 'spec.rules[0].http.paths[1]', range: r(18, 20), origin: 'written' },
    ],
    consulted: [{ table: { kind: 'locations', at: I, name: 'shop.example.com' }, row: '/' }],
    notTaken: {
      shown: [{ label: '10.244.1.9:3000 web-6c9f8d7b5c-tt4lm', why: 'the other endpoint', share: '1/2', object: null }],
      more: 0,
    },
  },
);
hop(hops, 'k8', 'up', 'forward', 'send', 'gateway', `pod ${I} pod-out`, null, u1, { chip: 'connects to web' });
hop(hops, 'k9', 'up', 'forward', 'route', 'cni', 'node node-b wire', u1, u1, {
  chip: 'VXLAN to node-a',
  title: ['node-b sends it to node-a in VXLAN'],
});
hop(hops, 'k10', 'up', 'forward', 'judge', 'policy', 'node node-a forward', u1, u1, { chip: 'nothing isolates web' });
hop(hops, 'k11', 'up', 'forward', 'receive', 'pod', `pod ${W} receive`, u1, u1, { chip: 'web listens on 3000' });
hop(hops, 'k12', 'up', 'reply', 'serve', 'pod', `pod ${W} receive`, u1, b1, { chip: 'answers 200' });
hop(hops, 'k13', 'up', 'reply', 'returned', 'gateway', `pod ${I} receive`, b1, b1, { chip: '200 back' });
hop(hops, 'k14', 'request', 'reply', 'serve', 'gateway', `pod ${I} receive`, b1, b2, { chip: '200 passed on' });
hop(hops, 'k15', 'request', 'reply', 'restore', 'service', 'node node-b prerouting', b2, b2, { chip: 'NAT undone' });
hop(hops, 'k16', 'request', 'reply', 'restore', 'edge', 'balancer ingress-nginx/ingress-nginx balancer', b2, b2, {
  chip: 'passed back',
});
hop(hops, 'k17', 'request', 'reply', 'returned', 'client', 'outside 203.0.113.7 receive', b2, b2, { chip: '200' });
const ok = {
  word: 'delivered',
  response: { status: 200, headers: {}, grpcStatus: null, certificate: null },
  certificate: null,
  dns: null,
  stoppedAt: null,
};
const [firstHop, ...restHops] = hops;
const browse = {
  trace: {
    request: 'browse the cart',
    hops: [firstHop, ...restHops],
    passes: [
      {
        id: 'request',
        why: 'request',
        openedBy: null,
        rides: null,
        label: 'client → ingress',
        outcome: ok,
        tookMs: 12,
      },
      { id: 'up', why: 'upstream', openedBy: 'k7', rides: null, label: 'ingress → web', outcome: ok, tookMs: 4 },
    ],
    outcome: ok,
    receiver: { ip: '10.244.0.17', port: 3000, pod: W, workload: 'Deployment/shop/web', service: 'shop/web' },
    sourceSeen: '10.244.1.5',
    assumed: [
      {
        key: 'secret:shop/shop-tls',
        object: { kind: 'Secret', namespace: 'shop', name: 'shop-tls' },
        sentence: 'Secret shop/shop-tls is not here; it is taken to exist and to fit.',
        change: 'Add the Secret, or set cluster.secrets: asWritten.',
        setting: null,
      },
    ],
    unsupported: [],
  },
  odds: {
    request: 'browse the cart',
    possible: [
      {
        share: '1',
        outcome: ok,
        members: [
          { ip: '10.244.0.17', port: 3000, pod: W, workload: 'Deployment/shop/web', service: 'shop/web' },
          {
            ip: '10.244.1.9',
            port: 3000,
            pod: 'shop/web-6c9f8d7b5c-tt4lm',
            workload: 'Deployment/shop/web',
            service: 'shop/web',
          },
        ],
        sourceSeen: '10.244.1.5',
        masqueraded: true,
        upstream: null,
        response: null,
        upstreamTls: null,
        mirrored: [],
      },
    ],
    unexpanded: '0',
    drawn: [],
  },
  verdict: {
    sentence: 'Delivered to web-6c9f8d7b5c-p2xk8, 200',
    facts: ['12 hops there, 6 back, 2 connections.', 'The pod sees the ingress controller, not the client.'],
    good: true,
  },
  hops: views,
} as unknown as Answer;

const bad: Hop[] = [];
const WB = 'shop/web-6c9f8d7b5c-tt4lm';
const d1 = p('10.244.1.9', 40000, '10.244.2.4', 5432, '/', false);
hop(bad, 'b1', 'request', 'forward', 'send', 'client', `pod ${WB} send`, null, d1, {
  chip: 'send',
  title: ['web connects to db'],
});
hop(bad, 'b2', 'request', 'forward', 'route', 'cni', 'node node-b wire', d1, d1, { chip: 'VXLAN to node-c' });
hop(
  bad,
  'b3',
  'request',
  'forward',
  'judge',
  'policy',
  'node node-c forward',
  d1,
  null,
  {
    chip: 'db-allow: not web',
    title: ['Policy db-allow lets only api in'],
    detail: ['The packet is dropped without a word; the sender waits until it gives up.'],
  },
  {
    rules: ['NetworkPolicy/shop/db-allow'],
    evidence: [
      { object: 'NetworkPolicy/shop/db-allow', field: 'spec.ingress[0].from', range: r(86), origin: 'written' },
    ],
  },
);
const [firstBad, ...restBad] = bad;
const no = {
  good: false,
  word: 'timeout',
  response: null,
  certificate: null,
  dns: null,
  stoppedAt: {
    layer: 'policy',
    reason: 'PolicyDenied',
    objects: [{ kind: 'NetworkPolicy', namespace: 'shop', name: 'db-allow' }],
  },
};
const blocked = {
  ...browse,
  trace: {
    ...browse.trace,
    request: 'web to db',
    hops: [firstBad, ...restBad],
    passes: [
      { id: 'request', why: 'request', openedBy: null, rides: null, label: 'web → db', outcome: no, tookMs: 12 },
    ],
    outcome: no,
    receiver: null,
  },
  verdict: {
    sentence: 'Timed out: Policy db-allow drops it',
    facts: ['The sender waits; nobody says why.'],
    good: false,
  },
} as unknown as Answer;

export const demoLoaded: Loaded = {
  title: 'A shop behind one Ingress',
  description: '',
  objectCount: 12,
  picture,
  requests: [
    {
      name: 'browse the cart',
      from: 'client',
      text: 'GET https://shop.example.com/cart',
      word: 'delivered',
      status: 200,
      expected: true, good: true,
    },
    {
      name: 'api looks up products',
      from: 'deployment/shop/api',
      text: 'TCP db:5432',
      word: 'delivered',
      status: null,
      expected: true, good: true,
    },
    {
      name: 'web to db',
      from: 'deployment/shop/web',
      text: 'TCP db:5432',
      good: false,
      word: 'timeout',
      status: null,
      expected: true,
    },
  ],
  problems: [
    {
      code: 'SecretAssumed',
      severity: 'info',
      place: { source: 'manifests', range: r(10) },
      object: 'Secret/shop/shop-tls',
      field: null,
      sentence: 'Secret shop-tls is not here, taken to exist.',
      nearest: [],
    },
  ],
  senders: [
    { ref: 'client', label: 'client 203.0.113.7', group: 'outside' },
    { ref: 'deployment/shop/web', label: 'web', group: 'workloads' },
    { ref: 'deployment/shop/api', label: 'api', group: 'workloads' },
    { ref: 'node/node-a', label: 'node-a', group: 'nodes' },
  ],
  targets: [
    { text: 'https://shop.example.com/', label: 'Ingress store' },
    { text: 'db:5432', label: 'Service db' },
  ],
  assumptions: [],
  settings: [{ key: 'cni', value: 'calico, vxlan, MTU 1450', assumed: false }],
};
export const demoAnswers: Readonly<Record<string, Answer>> = { 'browse the cart': browse, 'web to db': blocked };
export const demoTable: TableView = {
  title: "Locations of shop.example.com, in nginx's order",
  columns: ['location', 'backend', ''],
  rows: [
    { id: '=/api', cells: ['= /api', 'api:80'], note: 'exact, does not match' },
    { id: '/api/', cells: ['/api/', 'api:80'], note: 'longer, does not match' },
    { id: '/', cells: ['/', 'web:80'], note: 'matches, taken' },
  ],
  more: 0,
};
