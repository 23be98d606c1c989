import { describe, expect, it } from 'vitest';
import { service, tablesWith } from './world.fixture.ts';

function slice(name: string, ports: string, ...endpoints: readonly string[]): string {
  return `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [${ports}]
endpoints: [${endpoints.join(', ')}]`;
}

const WEB = service('web', 'clusterIP: 10.70.0.5').replace('port: 80', 'name: http, port: 80');
const ONE = '{addresses: [10.50.1.5], nodeName: left}';
const TWO = '{addresses: [10.50.2.5, 10.50.2.99], nodeName: right}';

function merged(...slices: readonly string[]): readonly string[] {
  const [port] = tablesWith([WEB, ...slices].join('\n')).ports.filter(({ title }) => title === 'shop/web:http');
  return port?.endpoints().all.map(({ text }) => text) ?? [];
}

describe('what a Service port sees of its slices', () => {
  it.each([
    [
      'slices are merged',
      [slice('a', '{name: http, port: 8080}', ONE), slice('b', '{name: http, port: 8080}', TWO)],
      ['10.50.1.5:8080', '10.50.2.5:8080'],
    ],
    ['the number is the slice’s', [slice('a', '{name: http, port: 9999}', ONE)], ['10.50.1.5:9999']],
    ['another name is not seen', [slice('a', '{name: metrics, port: 8080}', ONE)], []],
    ['another protocol is not seen', [slice('a', '{name: http, port: 8080, protocol: UDP}', ONE)], []],
    ['a port without number is ignored', [slice('a', '{name: http}', ONE)], []],
    [
      'the same endpoint twice counts once',
      [slice('a', '{name: http, port: 8080}', ONE), slice('b', '{name: http, port: 8080}', ONE)],
      ['10.50.1.5:8080'],
    ],
    [
      'two numbers are two endpoints',
      [slice('a', '{name: http, port: 8080}, {name: http, port: 8081}', ONE)],
      ['10.50.1.5:8080', '10.50.1.5:8081'],
    ],
    [
      'sorted as text',
      [slice('a', '{name: http, port: 80}', '{addresses: [10.50.1.5]}', '{addresses: [10.50.1.50]}')],
      ['10.50.1.50:80', '10.50.1.5:80'],
    ],
  ])('%s', (_name, slices, want) => {
    expect(merged(...slices)).toEqual(want);
  });
});
