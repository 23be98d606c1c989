import { describe, expect, it } from 'vitest';
import { pictured, pod, service } from './picture.fixture.ts';
import { serviceHost, toBalancer, toCard, toPod, toService } from './send-to.ts';
import type { Sendable } from '#view';

const texts = (all: readonly Sendable[]): readonly string[] => all.map(({ method, target }) => `${method} ${target}`);

describe('what can be sent to a Service', () => {
  it.each([
    ['is a URL where the port is the one of HTTP', '{port: 80}', ['GET http://wheel.mill/']],
    [
      'is a URL with the port where HTTP is told by its name',
      '{name: http, port: 8000}',
      ['GET http://wheel.mill:8000/'],
    ],
    ['is HTTPS on its port', '{name: https, port: 443}', ['GET https://wheel.mill/']],
    ['is a connection where nothing tells of HTTP', '{port: 5432}', ['TCP wheel.mill:5432']],
    ['is of the port’s own protocol', '{name: dns, port: 53, protocol: UDP}', ['UDP wheel.mill:53']],
    [
      'is one for each port',
      '{name: web, port: 80}, {name: store, port: 5432}',
      ['GET http://wheel.mill/', 'TCP wheel.mill:5432'],
    ],
  ])('%s', (_, ports, expected) => {
    const { cluster } = pictured(service('wheel', `selector: {app: wheel}, ports: [${ports}]`));
    expect(texts(toCard(cluster, 'Service/mill/wheel'))).toEqual(expected);
  });

  it('is nothing where it only stands for a name', () => {
    const { cluster } = pictured(
      service('abroad', 'type: ExternalName, externalName: example.net, ports: [{port: 80}]'),
    );
    expect(toCard(cluster, 'Service/mill/abroad')).toEqual([]);
  });
});

describe('what can be sent to a pod', () => {
  it('goes to its address, in brackets where that is of IPv6', () => {
    const { cluster } = pictured(
      pod('wheel', ', ports: [{containerPort: 8080}]', 'status: {phase: Running, podIP: "fd00::7"}'),
      { podCIDR: 'fd00::/64', serviceCIDR: 'fd01::/112' },
    );
    const found = cluster.podByKey.get('mill/wheel');
    expect(found === undefined ? [] : texts(toPod(found))).toEqual(['GET http://[fd00::7]:8080/']);
  });

  it('is nothing before it has an address', () => {
    const { cluster } = pictured(pod('wheel', ', ports: [{containerPort: 8080}]', 'status: {phase: Pending}'));
    const found = cluster.podByKey.get('mill/wheel');
    expect(found === undefined ? null : toPod(found)).toEqual([]);
  });
});

describe('what can be sent to a load balancer', () => {
  const BALANCED = service('front', 'type: LoadBalancer, selector: {app: wheel}, ports: [{port: 80}]');

  it.each([
    [
      'goes to its address',
      `${BALANCED}status: {loadBalancer: {ingress: [{ip: 198.51.100.7}]}}`,
      ['GET http://198.51.100.7/'],
    ],
    [
      'goes to its name where it has no address',
      `${BALANCED}status: {loadBalancer: {ingress: [{hostname: front.example.com}]}}`,
      ['GET http://front.example.com/'],
    ],
  ])('%s', (_, text, expected) => {
    const found = pictured(text).cluster.serviceByKey.get('mill/front');
    expect(found === undefined ? [] : texts(toBalancer(found))).toEqual(expected);
  });

  it('is nothing while nobody answers for it', () => {
    const found = pictured(BALANCED, { loadBalancer: { type: 'none' } }).cluster.serviceByKey.get('mill/front');
    expect(found === undefined ? null : toBalancer(found)).toEqual([]);
  });
});

describe('what can be sent to an Ingress', () => {
  const ingress = (rules: string, tls = ''): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: gate, namespace: mill}
spec: {${tls}rules: [${rules}]}
`;
  const http = (path: string): string =>
    `http: {paths: [{path: ${path}, pathType: Prefix, backend: {service: {name: wheel, port: {number: 80}}}}]}`;

  it.each([
    ['is its first path at each host', ingress(`{host: a.example, ${http('/pay')}}`), ['GET http://a.example/pay']],
    [
      'is HTTPS where the host has a certificate',
      ingress(`{host: a.example, ${http('/')}}`, 'tls: [{hosts: [a.example]}], '),
      ['GET https://a.example/'],
    ],
    ['is a name that a wildcard covers', ingress(`{host: "*.a.example", ${http('/')}}`), ['GET http://www.a.example/']],
    ['is nothing for a rule without a host', ingress(`{${http('/')}}`), []],
  ])('%s', (_, text, expected) => {
    expect(texts(toCard(pictured(text).cluster, 'Ingress/mill/gate'))).toEqual(expected);
  });
});

it('a Service is named with its namespace, so that pods of any other reach it', () => {
  const found = pictured(service('wheel', 'ports: [{port: 80}]')).cluster.serviceByKey.get('mill/wheel');
  expect(found === undefined ? '' : texts(toService(found, serviceHost(found))).join(' ')).toBe(
    'GET http://wheel.mill/',
  );
});
