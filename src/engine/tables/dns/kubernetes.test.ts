import { describe, expect, test } from 'vitest';
import { createDnsTables } from './dns-tables.ts';
import { ask, pod, settled, town } from './town.fixture.ts';

const block = (options: string, more = ''): string => `.:53 {
  kubernetes cluster.local in-addr.arpa {
    ${options}
  }
  ${more}
  forward . 192.0.2.9
}`;

const shop = town({
  services: [
    {
      at: 'shop/web',
      ips: ['10.90.1.1'],
      ports: [
        ['http', 80],
        ['admin', 81],
      ],
      endpoints: ['10.40.1.1/first'],
    },
    {
      at: 'shop/cart',
      ports: [['http', 80]],
      targetPorts: [['http', 8080]],
      endpoints: ['10.40.1.2', '10.40.1.3/b', '!10.40.1.4'],
    },
    { at: 'shop/empty', endpoints: [] },
    { at: 'shop/mail', alias: 'mx.example.net' },
    { at: 'shop/ghost', alias: 'nowhere.example.net' },
    { at: 'shop/twice', alias: 'web.shop.svc.cluster.local' },
    { at: 'shop/ring', alias: 'ring.shop.svc.cluster.local' },
  ],
  external: { 'mx.example.net': ['203.0.113.25'] },
});

describe('names of Services', () => {
  test.each([
    ['a ClusterIP is an address', 'web.shop.svc.cluster.local.', 'A', 'NOERROR A 10.90.1.1'],
    ['the other family is no data', 'web.shop.svc.cluster.local.', 'AAAA', 'NOERROR'],
    ['a Service that does not exist is NXDOMAIN', 'wob.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['a namespace that does not exist is NXDOMAIN', 'web.shops.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['the level of the namespace is no data', 'shop.svc.cluster.local.', 'A', 'NOERROR'],
    ['the apex is no data', 'cluster.local.', 'A', 'NOERROR'],
    ['beside svc and pod there is nothing', 'shop.foo.cluster.local.', 'A', 'NXDOMAIN'],
    ['a star is an ordinary label', '*.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['a third label further left is too many', 'x._http._tcp.web.shop.svc.cluster.local.', 'SRV', 'NXDOMAIN'],
    [
      'SRV of a named port',
      '_http._tcp.web.shop.svc.cluster.local.',
      'SRV',
      'NOERROR SRV 0 100 80 web.shop.svc.cluster.local.',
    ],
    ['SRV of a port that is not there', '_smtp._tcp.web.shop.svc.cluster.local.', 'SRV', 'NXDOMAIN'],
    [
      'a headless Service is its ready endpoints',
      'cart.shop.svc.cluster.local.',
      'A',
      'NOERROR A 10.40.1.2, A 10.40.1.3',
    ],
    ['a headless Service without ready endpoints does not exist', 'empty.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['an endpoint by its dashed address', '10-40-1-2.cart.shop.svc.cluster.local.', 'A', 'NOERROR A 10.40.1.2'],
    ['an endpoint by its hostname', 'b.cart.shop.svc.cluster.local.', 'A', 'NOERROR A 10.40.1.3'],
    ['not by its address where it has a hostname', '10-40-1-3.cart.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['endpoints have names under a ClusterIP too', 'first.web.shop.svc.cluster.local.', 'A', 'NOERROR A 10.40.1.1'],
    [
      'SRV of a headless port carries the endpoint port',
      '_http._tcp.cart.shop.svc.cluster.local.',
      'SRV',
      'NOERROR SRV 0 50 8080 10-40-1-2.cart.shop.svc.cluster.local., SRV 0 50 8080 b.cart.shop.svc.cluster.local.',
    ],
    [
      'an ExternalName brings what its target is',
      'mail.shop.svc.cluster.local.',
      'A',
      'NOERROR CNAME mx.example.net., A 203.0.113.25',
    ],
    [
      'an alias to nothing is the alias alone',
      'ghost.shop.svc.cluster.local.',
      'A',
      'NOERROR CNAME nowhere.example.net.',
    ],
    [
      'an alias inside the zone is followed',
      'twice.shop.svc.cluster.local.',
      'A',
      'NOERROR CNAME web.shop.svc.cluster.local., A 10.90.1.1',
    ],
    ['an alias to itself is no data', 'ring.shop.svc.cluster.local.', 'A', 'NOERROR'],
    ['nothing exists below an alias', 'x.mail.shop.svc.cluster.local.', 'A', 'NXDOMAIN'],
    ['SRV of an alias is no data', 'mail.shop.svc.cluster.local.', 'SRV', 'NOERROR'],
    ['MX of a name that exists is no data', 'web.shop.svc.cluster.local.', 'MX', 'NOERROR'],
    ['the version of the specification', 'dns-version.cluster.local.', 'TXT', 'NOERROR TXT 1.1.0'],
    [
      'the name server is the Service in front of CoreDNS',
      'cluster.local.',
      'NS',
      'NOERROR NS kube-dns.kube-system.svc.cluster.local.',
    ],
    ['and has an address', 'ns.dns.cluster.local.', 'A', 'NOERROR A 10.90.0.10'],
    ['a zone transfer is refused', 'cluster.local.', 'AXFR', 'REFUSED'],
    ['a ClusterIP points back', '1.1.90.10.in-addr.arpa.', 'PTR', 'NOERROR PTR web.shop.svc.cluster.local.'],
    ['an endpoint points back', '3.1.40.10.in-addr.arpa.', 'PTR', 'NOERROR PTR b.cart.shop.svc.cluster.local.'],
    ['an endpoint that is not ready does not', '4.1.40.10.in-addr.arpa.', 'PTR', 'NXDOMAIN'],
    [
      'the question is spelled as asked',
      'WEB.Shop.svc.Cluster.Local.',
      'SRV',
      'NOERROR SRV 0 50 80 web.shop.svc.Cluster.Local., SRV 0 50 81 web.shop.svc.Cluster.Local.',
    ],
  ])('%s', (_, name, type, wanted) => {
    expect(ask(shop, name, type)).toBe(wanted);
  });
});

describe('options of the kubernetes plugin', () => {
  const services = [
    { at: 'shop/web', ips: ['10.90.1.1'], endpoints: [] },
    { at: 'back/db', ips: ['10.90.1.2'] },
  ];
  const namespaces = ['shop', 'back'];
  const pods = [pod('shop/one', '10.40.1.9')];

  test.each([
    ['namespaces hides the others', 'namespaces back', 'web.shop.svc.cluster.local.', 'NXDOMAIN'],
    ['and shows its own', 'namespaces back', 'db.back.svc.cluster.local.', 'NOERROR A 10.90.1.2'],
    [
      'namespace_labels exposes by label',
      'namespace_labels kubernetes.io/metadata.name in (back)',
      'web.shop.svc.cluster.local.',
      'NXDOMAIN',
    ],
    [
      'ignore empty_service hides a Service without endpoints',
      'ignore empty_service',
      'web.shop.svc.cluster.local.',
      'NXDOMAIN',
    ],
    ['without it the address is answered', 'ttl 7', 'web.shop.svc.cluster.local.', 'NOERROR A 10.90.1.1'],
    ['pods are off by default', '', '10-40-1-9.shop.pod.cluster.local.', 'NXDOMAIN'],
    ['and so is their level', '', 'shop.pod.cluster.local.', 'NXDOMAIN'],
    ['insecure answers any address', 'pods insecure', '192-0-2-1.shop.pod.cluster.local.', 'NOERROR A 192.0.2.1'],
    [
      'two labels further left are ignored',
      'pods insecure',
      'y.x.192-0-2-1.shop.pod.cluster.local.',
      'NOERROR A 192.0.2.1',
    ],
    ['three are too many', 'pods insecure', 'z.y.x.192-0-2-1.shop.pod.cluster.local.', 'NXDOMAIN'],
    [
      'verified refuses a pod that labels hide',
      'pods verified\nlabels none=such',
      '10-40-1-9.shop.pod.cluster.local.',
      'NXDOMAIN',
    ],
    ['insecure refuses what is no address', 'pods insecure', 'one.shop.pod.cluster.local.', 'NXDOMAIN'],
    [
      'verified answers a pod of the namespace',
      'pods verified',
      '10-40-1-9.shop.pod.cluster.local.',
      'NOERROR A 10.40.1.9',
    ],
    ['verified refuses one of another namespace', 'pods verified', '10-40-1-9.back.pod.cluster.local.', 'NXDOMAIN'],
  ])('%s', (_, options, name, wanted) => {
    expect(ask(town({ services, namespaces, pods, corefile: block(options) }), name)).toBe(wanted);
  });

  test('fallthrough hands a missing reverse name to the forwarder', () => {
    const records = [{ name: '9.9.90.10.in-addr.arpa', type: 'PTR', data: 'printer.example.net', ttl: 60 }];
    const asked = (options: string): string =>
      ask(town({ records, corefile: block(options) }), '9.9.90.10.in-addr.arpa.', 'PTR');
    expect(asked('fallthrough in-addr.arpa')).toBe('NOERROR PTR printer.example.net.');
    expect(asked('')).toBe('NXDOMAIN');
  });

  test('without EndpointSlices what is missing is SERVFAIL, a ClusterIP is answered', () => {
    const faults = [
      { type: 'coreDnsNoEndpointSliceRbac', target: null, to: null, endpoints: [], mtu: null, port: null, path: [] },
    ] as const;
    const blind = town({ services: [...services, { at: 'shop/cart', endpoints: ['10.40.1.2'] }], namespaces, faults });
    expect(ask(blind, 'web.shop.svc.cluster.local.')).toBe('NOERROR A 10.90.1.1');
    expect(ask(blind, 'cart.shop.svc.cluster.local.')).toBe('SERVFAIL');
    expect(ask(blind, 'nope.shop.svc.cluster.local.')).toBe('SERVFAIL');
  });
});

describe('other plugins', () => {
  const services = [
    { at: 'shop/web', ips: ['10.90.1.1'], external: ['203.0.113.4'], ports: [['http', 80]] },
    { at: 'shop/cdn', ips: ['10.90.1.2'], balancer: 'edge.example.net', ports: [['http', 80]] },
    { at: 'shop/inner', ips: ['10.90.1.3'] },
  ] as const;
  const external = { 'edge.example.net': ['203.0.113.9'], 'www.example.net': ['203.0.113.8'] };
  const outer = town({ services, external, corefile: block('pods verified', 'k8s_external lb.example') });

  test.each([
    ['k8s_external answers an external address', 'web.shop.lb.example.', 'A', 'NOERROR A 203.0.113.4'],
    [
      'a host name of a balancer is an alias',
      'cdn.shop.lb.example.',
      'A',
      'NOERROR CNAME edge.example.net., A 203.0.113.9',
    ],
    ['and the target of SRV itself', 'cdn.shop.lb.example.', 'SRV', 'NOERROR SRV 0 100 80 edge.example.net.'],
    ['a label before the Service changes nothing there', 'x.web.shop.lb.example.', 'A', 'NOERROR A 203.0.113.4'],
    ['without an external address there is no name', 'inner.shop.lb.example.', 'A', 'NXDOMAIN'],
    ['the namespace is no data', 'shop.lb.example.', 'A', 'NOERROR'],
    ['the apex names its server', 'lb.example.', 'NS', 'NOERROR NS ns1.dns.lb.example.'],
    ['a name of no zone is forwarded', 'www.example.net.', 'A', 'NOERROR A 203.0.113.8'],
    ['and may not exist outside', 'web.example.net.', 'A', 'NXDOMAIN'],
  ])('%s', (_, name, type, wanted) => {
    expect(ask(outer, name, type)).toBe(wanted);
  });

  test('autopath walks the search list of the pod that asks', () => {
    const pods = [pod('tools/cli', '10.40.2.2')];
    const note = { services, external, pods, namespaces: ['shop', 'tools'] };
    const asked = (options: string, client: string): string =>
      ask(
        town({ ...note, corefile: block(options, 'autopath @kubernetes') }),
        'web.shop.tools.svc.cluster.local.',
        'A',
        client,
      );
    expect(asked('pods verified', '10.40.2.2')).toBe('NOERROR CNAME web.shop.svc.cluster.local., A 10.90.1.1');
    expect(asked('pods insecure', '10.40.2.2')).toBe('NXDOMAIN');
    expect(asked('pods verified', '192.168.0.1')).toBe('NXDOMAIN');
  });

  test('hosts answers its lines, and falls through only if told', () => {
    const asked = (option: string, name: string): string =>
      ask(town({ services, corefile: block('ttl 5', `hosts {\n 192.0.2.77 old.example.org\n ${option}\n}`) }), name);
    expect(asked('fallthrough', 'old.example.org.')).toBe('NOERROR A 192.0.2.77');
    expect(asked('fallthrough', 'web.shop.svc.cluster.local.')).toBe('NOERROR A 10.90.1.1');
    expect(asked('', 'web.shop.svc.cluster.local.')).toBe('NXDOMAIN');
  });

  test.each([
    [
      'exact gives the answer its asked name back',
      'rewrite name old.example web.shop.svc.cluster.local',
      'old.example.',
      'NOERROR A 10.90.1.1 old.example.',
    ],
    [
      'suffix does so only if told',
      'rewrite name suffix .example .svc.cluster.local',
      'web.shop.example.',
      'NOERROR A 10.90.1.1 web.shop.svc.cluster.local.',
    ],
    [
      'with answer auto',
      'rewrite name suffix .example .svc.cluster.local answer auto',
      'web.shop.example.',
      'NOERROR A 10.90.1.1 web.shop.example.',
    ],
    [
      'regex with groups, and a rule for the answer',
      'rewrite name regex (.*)-in-(.*)\\.example {1}.{2}.svc.cluster.local answer name (.*)\\.(.*)\\.svc\\.cluster\\.local {1}-in-{2}.example',
      'web-in-shop.example.',
      'NOERROR A 10.90.1.1 web-in-shop.example.',
    ],
    [
      'a rule that does not fit changes nothing',
      'rewrite name prefix foo bar',
      'web.shop.svc.cluster.local.',
      'NOERROR A 10.90.1.1 web.shop.svc.cluster.local.',
    ],
  ])('rewrite: %s', (_, rule, name, wanted) => {
    const cluster = town({ services, corefile: block('ttl 5', rule) });
    const coredns = cluster.pods.find(({ role }) => role === 'coredns');
    if (coredns === undefined) throw new Error('no CoreDNS');
    const asking = createDnsTables(cluster)
      .serverOf(coredns)
      .answer({ name, type: 'A', transport: 'udp', client: null }, 53);
    const { message } = settled(asking, cluster);
    const [record] = message.answers;
    expect(`${message.rcode} ${record?.type} ${record?.data} ${record?.name}`).toBe(wanted);
  });

  test('a name of no server block is refused', () => {
    expect(ask(town({ corefile: 'cluster.local {\n kubernetes cluster.local\n}' }), 'www.example.net.')).toBe(
      'REFUSED',
    );
  });
});
