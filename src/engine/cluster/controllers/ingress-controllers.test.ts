import { describe, expect, it } from 'vitest';
import type { ClusterInput } from '#document';
import { clusterOf, deployment, documents, service } from '../cluster.fixture.ts';

const ingress = (name: string, host: string, more = '', metadata = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop${metadata}}
spec: {${more === '' ? '' : `${more}, `}rules: [{host: ${host}, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
`;
const controller = (image: string, args = '') =>
  deployment('edge', {
    namespace: 'infra',
    spec: `{containers: [{name: main, image: "${image}", args: [${args}], env: [{name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}], ports: [{name: http, containerPort: 80}]}]}`,
  });
const NGINX = 'registry.k8s.io/ingress-nginx/controller:v1.15.1';
const ONE = ingress('one', 'a.example', 'ingressClassName: nginx');

describe('ingress controllers', () => {
  it('are not assumed where no Ingress needs one', () => {
    expect(clusterOf(service('web')).ingressControllers).toEqual([]);
  });

  it('are assumed, with class, pod and LoadBalancer Service, where an Ingress needs one', () => {
    const cluster = clusterOf(ONE);
    expect(cluster.ingressControllers).toMatchObject([
      { controller: 'k8s.io/ingress-nginx', kind: 'ingress-nginx', service: 'ingress-nginx/ingress-nginx-controller' },
    ]);
    expect(cluster.ingressControllers[0]?.pods.length).toBe(1);
    expect(cluster.ingressClasses.get('nginx')).toMatchObject({ controller: 'k8s.io/ingress-nginx', isDefault: false });
    const front = cluster.serviceByKey.get('ingress-nginx/ingress-nginx-controller');
    expect(front?.spec).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
  });

  it.each<[string, string, ClusterInput, readonly string[], readonly string[]]>([
    ['an empty list means none', ONE, { ingressControllers: [] }, [], []],
    [
      'a list is what there is',
      '',
      { ingressControllers: [{ controller: 'k8s.io/ingress-nginx', class: 'public', default: true }] },
      ['k8s.io/ingress-nginx'],
      ['public'],
    ],
    ['one of the manifests is not assumed again', documents(ONE, controller(NGINX)), {}, ['k8s.io/ingress-nginx'], []],
    [
      'nor is a listed one',
      documents(ONE, controller(NGINX)),
      { ingressControllers: [{ controller: 'k8s.io/ingress-nginx' }] },
      ['k8s.io/ingress-nginx'],
      [],
    ],
    [
      'another product keeps the assumed one away',
      documents(ONE, controller('docker.io/traefik:v3.1')),
      {},
      ['traefik.io/ingress-controller'],
      [],
    ],
    [
      'a listed product that is not modelled is there by name',
      ONE,
      { ingressControllers: [{ controller: 'example.org/edge', class: 'edge' }] },
      ['example.org/edge'],
      ['edge'],
    ],
  ])('%s', (_, text, settings, controllers, classes) => {
    const cluster = clusterOf(text, settings);
    expect(cluster.ingressControllers.map((one) => one.controller)).toEqual(controllers);
    expect([...cluster.ingressClasses.keys()]).toEqual(classes);
  });

  it('are known by their command where the image is somebody’s own', () => {
    const [found] = clusterOf(
      controller('example.org/edge:1', '/nginx-ingress-controller, --controller-class=example.org/own'),
    ).ingressControllers;
    expect(found).toMatchObject({ kind: 'ingress-nginx', controller: 'example.org/own' });
  });

  it('read their flags, ConfigMap and Service', () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: infra}\ndata: {ssl-redirect: "false"}';
    const front = service('front', 'type: LoadBalancer', 'infra').replace('app: front', 'app: edge');
    const text = controller(
      NGINX,
      '--ingress-class=public, "--configmap=$(NS)/settings", --watch-ingress-without-class, --publish-service, infra/front',
    );
    const [found] = clusterOf(documents(text, config, front)).ingressControllers;
    expect(found).toMatchObject({
      flags: {
        'ingress-class': 'public',
        configmap: 'infra/settings',
        'watch-ingress-without-class': 'true',
        'publish-service': 'infra/front',
      },
      config: { 'ssl-redirect': 'false' },
      configRef: { kind: 'ConfigMap', namespace: 'infra', name: 'settings' },
      service: 'infra/front',
    });
  });

  it('have a Service by its selector where no flag names one', () => {
    const front = service('front', 'type: NodePort', 'infra').replace('app: front', 'app: edge');
    expect(clusterOf(documents(controller(NGINX), front)).ingressControllers[0]?.service).toBe('infra/front');
  });
});

describe('names of served hosts', () => {
  it('each name that a balancer’s status gives is cited where it stands, also with an address of each family', () => {
    const text =
      '{apiVersion: v1, kind: Service, metadata: {name: front, namespace: shop}, spec: {type: LoadBalancer, ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{hostname: one.example}, {hostname: two.example}]}}}';
    const { external } = clusterOf(text, {
      podCIDR: '10.244.0.0/16,fd00:1::/48',
      serviceCIDR: '10.96.0.0/16,fd00:2::/112',
    });
    expect([...external.served].map(([name, { field }]) => `${name} ${field[3]}`)).toEqual([
      'one.example 0',
      'two.example 1',
    ]);
  });

  const served = (...args: Parameters<typeof clusterOf>) =>
    [...clusterOf(...args).external.served].map(([host, { object, address }]) => `${host} ${object.name} ${address}`);

  it.each([
    ['point at the Service that the controller publishes', '--publish-service=infra/front', '198.51.100.77'],
    ['point at the address that the controller is told', '--publish-status-address=198.51.100.9', '198.51.100.9'],
    ['point at the balancer of the controller where it publishes none', '', '198.51.100.77'],
  ])('%s', (_, args, address) => {
    const front = service('front', 'type: LoadBalancer, loadBalancerIP: 198.51.100.77', 'infra').replace(
      'app: front',
      'app: edge',
    );
    const nginxClass =
      'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: nginx}\nspec: {controller: k8s.io/ingress-nginx}';
    const text = documents(controller(NGINX, args), front, nginxClass, ONE);
    expect(served(text)).toEqual([`a.example one ${address}`]);
  });

  it.each([
    ['an unserved Ingress has no name', ingress('one', 'a.example', 'ingressClassName: other'), []],
    ['an Ingress without class is unserved', ingress('one', 'a.example'), []],
    [
      'the old annotation names the class too',
      ingress('one', 'a.example', '', ', annotations: {kubernetes.io/ingress.class: nginx}'),
      ['a.example one'],
    ],
    [
      'the oldest Ingress of a host counts, by creation time',
      documents(
        ingress('young', 'a.example', 'ingressClassName: nginx', ', creationTimestamp: "2026-02-01T00:00:00Z"'),
        ingress('old', 'a.example', 'ingressClassName: nginx', ', creationTimestamp: "2026-01-01T00:00:00Z"'),
      ),
      ['a.example old'],
    ],
    [
      'without a time by its place',
      documents(
        ingress('first', 'a.example', 'ingressClassName: nginx'),
        ingress('second', 'a.example', 'ingressClassName: nginx'),
      ),
      ['a.example first'],
    ],
  ])('%s', (_, text, expected) => {
    expect(served(text).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });

  it('give a host without class to the default class', () => {
    const settings = { ingressControllers: [{ controller: 'k8s.io/ingress-nginx', class: 'nginx', default: true }] };
    expect(served(ingress('one', 'a.example'), settings).length).toBe(1);
  });

  it('follow the written status of the Ingress', () => {
    expect(served(`${ONE}status: {loadBalancer: {ingress: [{ip: 203.0.113.99}]}}`)).toEqual([
      'a.example one 203.0.113.99',
    ]);
  });
});
