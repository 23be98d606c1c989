import { describe, expect, it } from 'vitest';
import { clusterOf } from '../cluster.fixture.ts';

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

function service(annotations: Readonly<Record<string, string>>, spec = ''): string {
  const notes = JSON.stringify(annotations);
  return `{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop, annotations: ${notes}}, spec: {type: LoadBalancer, ports: [{port: 80}]${spec}}}`;
}

const POOL =
  '{apiVersion: metallb.io/v1beta1, kind: IPAddressPool, metadata: {name: p, namespace: m}, spec: {addresses: [192.0.2.1-192.0.2.6]}}';
const LAYER_2 = '{apiVersion: metallb.io/v1beta1, kind: L2Advertisement, metadata: {name: a, namespace: m}, spec: {}}';
const BGP =
  '{apiVersion: metallb.io/v1beta1, kind: BGPAdvertisement, metadata: {name: b, namespace: m}, spec: {ipAddressPools: [p]}}';

const FLAGGED =
  '{apiVersion: apps/v1, kind: Deployment, metadata: {name: controller, namespace: m}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "quay.io/metallb/controller:v0.15.2", args: ["--port=7472", "--lb-class=example.com/lb"]}]}}}}';

describe('who answers a Service', () => {
  it.each([
    ['a plain balancer where nothing is said', service({}), {}, 'cloud balancer'],
    [
      'the one that the scenario states',
      service({}),
      { loadBalancer: { type: 'gcp' } },
      'Google Cloud passthrough Network Load Balancer',
    ],
    ['nobody where the scenario says so', service({ [`${AWS}type`]: 'nlb' }), { loadBalancer: { type: 'none' } }, null],
    ['a Network Load Balancer by type', service({ [`${AWS}type`]: 'nlb' }), {}, 'AWS Network Load Balancer'],
    ['a Classic one by any other annotation', service({ [`${AWS}ssl-ports`]: '443' }), {}, 'AWS Classic Load Balancer'],
    ['nobody for external without targets', service({ [`${AWS}type`]: 'external' }), {}, null],
    [
      'Azure by its annotations',
      service({ 'service.beta.kubernetes.io/azure-load-balancer-internal': 'false' }),
      {},
      'Azure Load Balancer',
    ],
    ['MetalLB by its objects', `${service({})}\n---\n${POOL}\n---\n${LAYER_2}`, {}, 'MetalLB in layer 2'],
    [
      'MetalLB by the class of its flag',
      `${service({}, ', loadBalancerClass: example.com/lb')}\n---\n${POOL}\n---\n${LAYER_2}\n---\n${FLAGGED}`,
      {},
      'MetalLB in layer 2',
    ],
    [
      'nobody for MetalLB’s annotation without the class of its flag',
      `${service({ 'metallb.io/address-pool': 'p' })}\n---\n${POOL}\n---\n${LAYER_2}\n---\n${FLAGGED}`,
      {},
      null,
    ],
    [
      'nobody for a class that names MetalLB, whose controller has no flag',
      `${service({}, ', loadBalancerClass: metallb')}\n---\n${POOL}\n---\n${LAYER_2}\n---\n${FLAGGED.replace(', "--lb-class=example.com/lb"', '')}`,
      {},
      null,
    ],
    [
      'MetalLB for a class that names it where nobody sees its flags',
      `${service({}, ', loadBalancerClass: metallb')}\n---\n${POOL}\n---\n${LAYER_2}`,
      {},
      'MetalLB in layer 2',
    ],
    [
      'a plain one without the class of MetalLB’s flag',
      `${service({})}\n---\n${POOL}\n---\n${LAYER_2}\n---\n${FLAGGED}`,
      {},
      'cloud balancer',
    ],
    ['MetalLB with BGP by its advertisement', `${service({})}\n---\n${POOL}\n---\n${BGP}`, {}, 'MetalLB with BGP'],
    [
      'a plain one for a class that is not MetalLB’s',
      `${service({}, ', loadBalancerClass: example.com/lb')}\n---\n${POOL}\n---\n${LAYER_2}`,
      {},
      'cloud balancer',
    ],
    [
      'nobody for external with a target type that is misspelt',
      service({ [`${AWS}type`]: 'external', [`${AWS}target-type`]: 'ip' }),
      {},
      null,
    ],
    [
      'a provider that is named before MetalLB',
      `${service({ [`${AWS}type`]: 'nlb' })}\n---\n${POOL}\n---\n${LAYER_2}`,
      {},
      'AWS Network Load Balancer',
    ],
  ] as const)('is %s', (_name, manifests, settings, expected) => {
    expect(clusterOf(manifests, settings).balancers.get('shop/web')?.name ?? null).toBe(expected);
  });

  const sticky = ', sessionAffinity: ClientIP';
  const status = ', status: {loadBalancer: {ingress: [{hostname: lb.example}]}}}';
  it.each([
    ['the cloud controller of AWS, type nlb', service({ [`${AWS}type`]: 'nlb' }, sticky), null],
    ['the cloud controller of AWS, a Classic one', service({ [`${AWS}internal`]: 'true' }, sticky), null],
    [
      'a balancer that was made before',
      service({ [`${AWS}type`]: 'nlb' }, sticky).replace(/}$/, status),
      'AWS Network Load Balancer refused',
    ],
    [
      'the AWS Load Balancer Controller',
      service({ [`${AWS}type`]: 'external', [`${AWS}nlb-target-type`]: 'ip' }, sticky),
      'AWS Network Load Balancer never',
    ],
    ['Oracle', service({ 'service.beta.kubernetes.io/oci-load-balancer-internal': 'true' }, sticky), null],
    [
      'OpenStack',
      service({ 'loadbalancer.openstack.org/proxy-protocol': 'true' }, sticky),
      'OpenStack Octavia byAffinity',
    ],
  ])('with sessionAffinity ClientIP: %s', (_name, manifests, expected) => {
    const { balancers, problems } = clusterOf(manifests);
    const found = balancers.get('shop/web');
    expect(found === undefined ? null : `${found.name} ${found.keepsClients}`).toBe(expected);
    const told = problems.filter(({ code }) => code === 'NobodyBalances').map(({ field }) => field?.join('.'));
    expect(told).toEqual(expected === null ? ['spec.sessionAffinity'] : []);
  });

  it.each([
    ['that nobody takes it up', service({ [`${AWS}type`]: 'external' }), 'NobodyBalances'],
    [
      'that the cloud controller does not read an annotation',
      service({ [`${AWS}type`]: 'nlb', [`${AWS}scheme`]: 'internal' }),
      'BalancerAnnotationIgnored',
    ],
    [
      'that an annotation is another cloud’s',
      service({ [`${AWS}internal`]: 'true', 'cloud.google.com/load-balancer-type': 'External' }),
      'BalancerAnnotationIgnored',
    ],
    ['that nobody reads a spelling', service({ [`${AWS}target-type`]: 'ip' }), 'BalancerAnnotationIgnored'],
    [
      'that a class is not known where MetalLB is',
      `${service({}, ', loadBalancerClass: example.com/lb')}\n---\n${POOL}`,
      'UnknownBalancerClass',
    ],
    ['that a spelling is old', service({ [`${AWS}type`]: 'nlb-ip' }), 'OutdatedAnnotation'],
    ['that HTTP is read at the balancer', service({ [`${AWS}backend-protocol`]: 'http' }), 'NotModelledBalancerHttp'],
    [
      'that TLS ends at another cloud’s balancer',
      service({ 'service.beta.kubernetes.io/do-loadbalancer-certificate-id': 'x' }),
      'NotModelledBalancerTls',
    ],
    ['that TLS ends at the balancer', service({ [`${AWS}ssl-cert`]: 'arn:x' }), 'NotModelledBalancerTls'],
    [
      'that nobody reads source ranges of the annotation',
      `${service({ [RANGES]: '192.0.2.0/24' })}\n---\n${POOL}\n---\n${LAYER_2}`,
      'BalancerAnnotationIgnored',
    ],
    [
      'that source ranges of the annotation lose to the spec',
      service({ [RANGES]: '192.0.2.0/24' }, ', loadBalancerSourceRanges: [10.0.0.0/8]'),
      'BalancerAnnotationIgnored',
    ],
    [
      'that a source range of the annotation is none',
      service({ [RANGES]: '192.0.2.0/24, everybody' }),
      'InvalidSourceRange',
    ],
    ['that its class is not known', service({}, ', loadBalancerClass: example.com/lb'), 'UnknownBalancerClass'],
    [
      'that no pool has an address for it',
      `${service({ 'metallb.io/address-pool': 'q' })}\n---\n${POOL}`,
      'NoAddressInPool',
    ],
  ])('is told, with its line: %s', (_name, manifests, code) => {
    const found = clusterOf(manifests).problems.filter((one) => one.code === code);
    expect(found.map(({ object }) => object)).toEqual(['Service/shop/web']);
    expect(found[0]?.field).not.toBeNull();
  });

  it.each([
    ['reads no HTTP as a Network one', service({ [`${AWS}type`]: 'nlb', [`${AWS}backend-protocol`]: 'http' }), {}],
    [
      'ends no TLS for another cloud',
      service({ [`${AWS}ssl-cert`]: 'arn:x' }),
      { loadBalancer: { type: 'metallb-l2' } },
    ],
    [
      'reads no HTTP for another cloud',
      service({ [`${AWS}type`]: 'nlb', 'loadbalancer.openstack.org/x-forwarded-for': 'true' }),
      {},
    ],
    ['stays at TCP for https without a certificate', service({ [`${AWS}backend-protocol`]: 'https' }), {}],
  ] as const)('%s', (_name, manifests, settings) => {
    const told = clusterOf(manifests, settings).problems.filter(({ code }) => code.startsWith('NotModelled'));
    expect(told).toEqual([]);
  });

  it.each([
    [
      'HTTP with https and a certificate',
      { [`${AWS}backend-protocol`]: 'https', [`${AWS}ssl-cert`]: 'arn:x' },
      ['NotModelledBalancerTls', 'NotModelledBalancerHttp'],
    ],
    ['HTTP as OpenStack’s', { 'loadbalancer.openstack.org/x-forwarded-for': 'true' }, ['NotModelledBalancerHttp']],
    ['TLS as Oracle’s', { 'service.beta.kubernetes.io/oci-load-balancer-tls-secret': 's' }, ['NotModelledBalancerTls']],
  ])('reads %s', (_name, annotations, codes) => {
    const told = clusterOf(service(annotations)).problems.map(({ code }) => code);
    expect(told.filter((code) => code.startsWith('NotModelled'))).toEqual(codes);
  });

  it.each([
    ['a Network Load Balancer', { [`${AWS}type`]: 'nlb', [`${AWS}backend-protocol`]: 'http' }],
    ['a Classic one without a certificate', { [`${AWS}backend-protocol`]: 'https' }],
  ])('is told that it makes no HTTP of a protocol: %s', (_name, annotations) => {
    const told = clusterOf(service(annotations)).problems.filter(({ code }) => code === 'BalancerAnnotationIgnored');
    expect(told.map(({ severity, field }) => `${severity} ${field?.at(-1)}`)).toEqual([`info ${AWS}backend-protocol`]);
  });

  it('is told that an annotation for TLS is read by nobody where another answers', () => {
    const { problems } = clusterOf(service({ [`${AWS}ssl-cert`]: 'arn:x' }), { loadBalancer: { type: 'metallb-l2' } });
    expect(problems.filter(({ code }) => code === 'BalancerAnnotationIgnored').map(({ sentence }) => sentence)).toEqual(
      [`Nothing here reads ${AWS}ssl-cert: this Service is answered by MetalLB in layer 2.`],
    );
  });

  it('of an Ingress is not modelled, which is told at each line that asks for listeners', () => {
    const notes = "{alb.ingress.kubernetes.io/certificate-arn: 'arn:x', alb.ingress.kubernetes.io/scheme: internal}";
    const text = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: shop, annotations: ${notes}}, spec: {}}`;
    const told = clusterOf(text).problems.filter(({ code }) => code === 'NotModelledBalancerTls');
    expect(told.map(({ object, field }) => [object, field?.at(-1)])).toEqual([
      ['Ingress/shop/web', 'alb.ingress.kubernetes.io/certificate-arn'],
    ]);
  });

  it('is told on which ports it ends TLS', () => {
    const annotations = {
      [`${AWS}ssl-cert`]: 'arn:x',
      [`${AWS}ssl-ports`]: '443,8443',
      [`${AWS}backend-protocol`]: 'ssl',
    };
    const told = clusterOf(service(annotations)).problems.filter(({ code }) => code.startsWith('NotModelled'));
    expect(told.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('ends TLS itself on ports 443,8443.'),
    ]);
  });

  it.each([
    ['reads attributes of its target group', '1.31', { preservesClient: 'exceptTcp', proxyHeader: 'v2' }, []],
    ['read none before', '1.30', { preservesClient: 'always', proxyHeader: 'none' }, [`${AWS}target-group-attributes`]],
  ])('is, by the cloud controller, a Network Load Balancer that %s', (_name, version, facts, ignored) => {
    const attributes = 'preserve_client_ip.enabled=false,proxy_protocol_v2.enabled=true';
    const cluster = clusterOf(service({ [`${AWS}type`]: 'nlb', [`${AWS}target-group-attributes`]: attributes }), {
      version,
    });
    expect(cluster.balancers.get('shop/web')).toMatchObject(facts);
    const told = cluster.problems.filter(({ code }) => code === 'BalancerAnnotationIgnored');
    expect(told.map(({ field }) => field?.at(-1))).toEqual(ignored);
  });

  it.each(['proxyProtocol', 'preservesClient'])('cannot be told %s where packets are handed on unopened', (key) => {
    const settings = { loadBalancer: { type: 'gcp', [key]: key === 'proxyProtocol' } } as const;
    const cluster = clusterOf(service({}), settings);
    expect(cluster.problems.map(({ code }) => code)).toContain('BalancerCannot');
    expect(cluster.balancers.get('shop/web')).toMatchObject({ proxyHeader: 'none', preservesClient: 'always' });
  });
});
