import { describe, expect, it } from 'vitest';
import type { ClusterInput } from '#document';
import type { Cluster } from '../model.ts';
import { clusterOf, documents, node, pod, service } from '../cluster.fixture.ts';

const WEB = service('web');

function show(cluster: Cluster, key = 'shop/web'): readonly string[] {
  return (cluster.slicesOf.get(key) ?? []).flatMap(({ ports, endpoints }) =>
    endpoints.map((endpoint) => {
      const flags = [
        endpoint.ready ? 'ready' : 'unready',
        ...(endpoint.serving ? [] : ['not serving']),
        ...(endpoint.terminating ? ['terminating'] : []),
      ];
      return `${endpoint.pod ?? endpoint.ip} ${ports.map(({ port }) => port).join()} ${flags.join(' ')}`;
    }),
  );
}

const web = (name: string, spec = '', status = 'status: {podIP: 10.244.0.9}') =>
  pod(name, spec, status).replace(`app: ${name}`, 'app: web');

describe('endpoint slices that the controller makes', () => {
  it.each([
    ['a pod without conditions is ready', web('a'), ['shop/a 8080 ready']],
    [
      'a Ready condition of False is not',
      web('a', '', 'status: {podIP: 10.244.0.9, conditions: [{type: Ready, status: "False"}]}'),
      ['shop/a 8080 unready not serving'],
    ],
    ['a pod of another namespace is none', web('a').replace('namespace: shop', 'namespace: other'), []],
    ['a pod with another label is none', pod('a'), []],
    ['a failed pod is none', web('a', '', 'status: {podIP: 10.244.0.9, phase: Failed}'), []],
    ['a finished pod is none', web('a', '', 'status: {podIP: 10.244.0.9, phase: Succeeded}'), []],
    ['a pending pod has no address yet', web('a', '', 'status: {phase: Pending}'), []],
    [
      'a terminating pod serves on, but is not ready',
      web('a').replace('namespace: shop,', 'namespace: shop, deletionTimestamp: "2026-01-01T00:00:00Z",'),
      ['shop/a 8080 unready terminating'],
    ],
  ])('%s', (_, text, expected) => {
    expect(show(clusterOf(documents(WEB, text)))).toEqual(expected);
  });

  it('calls every pod ready with publishNotReadyAddresses, and says that it does not serve', () => {
    const unready = web('a', '', 'status: {podIP: 10.244.0.9, conditions: [{type: Ready, status: "False"}]}');
    expect(show(clusterOf(documents(service('web', 'publishNotReadyAddresses: true'), unready)))).toEqual([
      'shop/a 8080 ready not serving',
    ]);
  });

  it.each([
    [
      'a name means that container port',
      '{port: 80, targetPort: http}',
      '{name: main, image: x, ports: [{name: http, containerPort: 3000}]}',
      ['shop/a 3000 ready'],
    ],
    [
      'of the same protocol',
      '{port: 53, targetPort: dns, protocol: UDP}',
      '{name: main, image: x, ports: [{name: dns, containerPort: 5353}]}',
      ['shop/a  ready'],
    ],
    ['no targetPort means the port', '{port: 80}', '{name: main, image: x}', ['shop/a 80 ready']],
    [
      'a targetPort of 0 means the port too',
      '{port: 80, targetPort: 0}',
      '{name: main, image: x}',
      ['shop/a 80 ready'],
    ],
    [
      'a sidecar’s port counts',
      '{port: 80, targetPort: side}',
      '{name: main, image: x}], initContainers: [{name: s, image: y, restartPolicy: Always, ports: [{name: side, containerPort: 9}]}',
      ['shop/a 9 ready'],
    ],
    [
      'an init container’s does not',
      '{port: 80, targetPort: side}',
      '{name: main, image: x}], initContainers: [{name: s, image: y, ports: [{name: side, containerPort: 9}]}',
      ['shop/a  ready'],
    ],
  ])('targetPort: %s', (_, port, container, expected) => {
    const text = web('a').replace('{name: main, image: example/a}', container);
    const target = WEB.replace('{port: 80, targetPort: 8080}', port);
    expect(show(clusterOf(documents(target, text)))).toEqual(expected);
  });

  it('puts pods whose named port differs into slices of their own', () => {
    const named = (name: string, port: number, ip: string) =>
      web(name, '', `status: {podIP: ${ip}}`).replace(
        `image: example/${name}`,
        `image: x, ports: [{name: http, containerPort: ${port}}]`,
      );
    const target = WEB.replace('targetPort: 8080', 'targetPort: http');
    const cluster = clusterOf(documents(target, named('a', 80, '10.244.0.5'), named('b', 8080, '10.244.0.6')));
    expect(cluster.slicesOf.get('shop/web')?.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[80], [8080]]);
  });

  it('makes one slice a family, with the pod’s address of that family', () => {
    const settings = { podCIDR: '10.1.0.0/16,fd00:1::/56', serviceCIDR: '10.2.0.0/16,fd00:2::/112' };
    const cluster = clusterOf(documents(service('web', 'ipFamilyPolicy: PreferDualStack'), web('a', '', '')), settings);
    const slices = cluster.slicesOf.get('shop/web') ?? [];
    expect(slices.map(({ family, endpoints }) => [family, endpoints[0]?.ip.includes(':')])).toEqual([
      ['IPv4', false],
      ['IPv6', true],
    ]);
  });

  it('names an endpoint only where hostname and subdomain fit the Service', () => {
    const host = (spec: string) =>
      clusterOf(documents(WEB, web('a', spec))).slicesOf.get('shop/web')?.[0]?.endpoints[0]?.hostname;
    expect(host('hostname: one, subdomain: web')).toBe('one');
    expect(host('hostname: one, subdomain: other')).toBeNull();
    expect(host('subdomain: web')).toBeNull();
  });

  it('makes none for a Service without selector or of type ExternalName', () => {
    const bare = 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: [{port: 80}]}';
    expect(clusterOf(documents(bare, web('a'))).slicesOf.has('shop/web')).toBe(false);
    expect(
      clusterOf(documents(service('web', 'type: ExternalName, externalName: a.example'), web('a'))).slicesOf.has(
        'shop/web',
      ),
    ).toBe(false);
  });
});

describe('written slices', () => {
  const slice = (labels: string, rest: string) => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {${labels}}}
addressType: IPv4
ports: [{name: "", port: 9090}]
${rest}
`;
  const OWN = 'kubernetes.io/service-name: web';

  it('win over the selector', () => {
    const text = slice(OWN, 'endpoints: [{addresses: [10.244.1.50]}]');
    expect(show(clusterOf(documents(WEB, web('a'), text)))).toEqual(['10.244.1.50 9090 ready']);
  });

  it('take the defaults of the API where conditions are left out', () => {
    const text = slice(
      OWN,
      'endpoints: [{addresses: [10.244.1.50], conditions: {ready: false}}, {addresses: [10.244.1.51], conditions: {serving: false, terminating: true}}]',
    );
    expect(show(clusterOf(documents(WEB, text)))).toEqual([
      '10.244.1.50 9090 unready',
      '10.244.1.51 9090 ready not serving terminating',
    ]);
  });

  it('find their pod by targetRef or by address', () => {
    const text = slice(
      OWN,
      'endpoints: [{addresses: [10.244.0.9]}, {addresses: [10.244.1.77], targetRef: {kind: Pod, name: b}}]',
    );
    const cluster = clusterOf(documents(WEB, web('a'), web('b', '', 'status: {podIP: 10.244.0.10}'), text));
    expect(cluster.slicesOf.get('shop/web')?.[0]?.endpoints.map((endpoint) => endpoint.pod)).toEqual([
      'shop/a',
      'shop/b',
    ]);
  });

  it('belong to nobody without the label, which is said', () => {
    const cluster = clusterOf(documents(WEB, slice('a: b', 'endpoints: [{addresses: [10.244.1.50]}]')));
    expect(show(cluster)).toEqual([]);
    expect(cluster.problems.map(({ code }) => code)).toEqual(['SliceWithoutService']);
  });

  it('stand behind Endpoints, which count where there is no slice', () => {
    const endpoints = `
apiVersion: v1
kind: Endpoints
metadata: {name: web, namespace: shop}
subsets: [{addresses: [{ip: 192.0.2.80}], notReadyAddresses: [{ip: 192.0.2.81}], ports: [{port: 9000}]}]
`;
    expect(show(clusterOf(documents(WEB, endpoints)))).toEqual([
      '192.0.2.80 9000 ready',
      '192.0.2.81 9000 unready not serving',
    ]);
    const both = documents(WEB, endpoints, slice(OWN, 'endpoints: [{addresses: [10.244.1.50]}]'));
    expect(show(clusterOf(both))).toEqual(['10.244.1.50 9090 ready']);
  });
});

describe('topology hints', () => {
  const zoned = (name: string, zone: string) =>
    node(name, `spec: {podCIDR: 10.244.${zone === '' ? 9 : zone}.0/24}`).replace(
      'labels: {}',
      zone === '' ? 'labels: {}' : `labels: {topology.kubernetes.io/zone: "${zone}"}`,
    );
  const hints = (spec: string, settings: ClusterInput = {}) => {
    const text = documents(
      zoned('one', '1'),
      zoned('none', ''),
      service('web', spec),
      web('a', 'nodeName: one', 'status: {podIP: 10.244.1.5}'),
      web('b', 'nodeName: none', 'status: {podIP: 10.244.9.5}'),
      web('c', 'nodeName: one', 'status: {podIP: 10.244.1.6, conditions: [{type: Ready, status: "False"}]}'),
    );
    const [slice] = clusterOf(text, settings).slicesOf.get('shop/web') ?? [];
    return slice?.endpoints.map(({ zoneHints, nodeHints }) => [...zoneHints, ...nodeHints].join());
  };

  it.each([
    ['none without trafficDistribution', '', {}, ['', '', '']],
    [
      'PreferClose names the zone of ready endpoints that have one',
      'trafficDistribution: PreferClose',
      {},
      ['1', '', ''],
    ],
    ['PreferSameZone likewise', 'trafficDistribution: PreferSameZone', {}, ['1', '', '']],
    ['PreferSameNode names the node too', 'trafficDistribution: PreferSameNode', {}, ['1,one', 'none', '']],
    [
      'an older cluster knows only PreferClose',
      'trafficDistribution: PreferSameNode',
      { version: '1.33' },
      ['', '', ''],
    ],
    ['a still older one not even that', 'trafficDistribution: PreferClose', { version: '1.29' }, ['', '', '']],
  ])('%s', (_, spec, settings, expected) => {
    expect(hints(spec, settings)).toEqual(expected);
  });

  it.each([
    ['Auto says why it gives none', 'Auto', ['TopologyHintsOff']],
    ['Disabled says nothing', 'Disabled', []],
  ])('by annotation: %s', (_, value, expected) => {
    const text = service('web').replace(
      'namespace: shop}',
      `namespace: shop, annotations: {service.kubernetes.io/topology-mode: ${value}}}`,
    );
    expect(clusterOf(documents(text, web('a'))).problems.map(({ code }) => code)).toEqual(expected);
  });
});
