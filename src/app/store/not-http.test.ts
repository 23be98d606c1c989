import { describe, expect, it } from 'vitest';
import type { Loaded } from '#view';
import { afterChoice, meant } from './not-http.ts';

const loaded = {
  targets: [
    { text: 'redis-cart.default:6379', label: 'Service redis-cart', method: 'TCP' },
    { text: 'names.default:53', label: 'Service names', method: 'UDP' },
    { text: 'ads.default:9555', label: 'Service ads' },
    { text: 'http://web.default:5432/', label: 'Service web', method: 'GET' },
  ],
} as unknown as Loaded;
const request = { from: 'client', method: 'GET', target: '' };

describe('a bare host and port', () => {
  it.each([
    { name: 'is connected to where its Service is not for HTTP', target: 'ads.default:9555', method: 'TCP' },
    { name: 'may be named without its namespace', target: 'ads:9555', method: 'TCP' },
    { name: 'may be named in full', target: 'ads.default.svc.cluster.local:9555', method: 'TCP' },
    { name: 'is sent over what its Service speaks', target: 'names:53', method: 'UDP' },
    { name: 'is connected to where everybody knows the port', target: '10.0.0.7:5432', method: 'TCP' },
    { name: 'is a URL where its Service is for HTTP', target: 'web:5432', method: 'GET' },
    { name: 'is a URL at any other port', target: 'other:9555', method: 'GET' },
    { name: 'is what it says with a scheme', target: 'http://ads:9555', method: 'GET' },
    { name: 'is a URL with a path', target: 'ads:9555/list', method: 'GET' },
  ])('$name', ({ target, method }) => {
    const is = meant({ ...request, target }, loaded);
    expect(is.request.method).toBe(method);
    expect(is.said === null).toBe(method === 'GET');
  });

  it('says what was made of it', () => {
    expect(meant({ ...request, target: 'redis-cart:6379' }, loaded).said).toBe(
      'Sent over TCP: port 6379 of Service redis-cart is not for HTTP. For HTTP write http:// before it.',
    );
    expect(meant({ ...request, target: '10.0.0.7:5432' }, loaded).said).toBe(
      'Sent over TCP: port 5432 is not for HTTP. For HTTP write http:// before it.',
    );
  });

  it('keeps its method where headers are stated', () => {
    const more = { http: { headers: { a: 'b' } } };
    expect(meant({ ...request, target: 'ads:9555', more }, loaded).request.method).toBe('GET');
  });
});

describe('a suggestion that is chosen', () => {
  it.each([
    { name: 'brings its protocol', method: 'POST', target: 'redis-cart.default:6379', is: 'TCP' },
    { name: 'brings HTTP where it is a URL', method: 'TCP', target: 'http://web.default:5432/', is: 'GET' },
    { name: 'leaves another HTTP method', method: 'POST', target: 'http://web.default:5432/', is: 'POST' },
    { name: 'brings nothing while it is half typed', method: 'GET', target: 'redis-cart.default:63', is: 'GET' },
  ])('$name', ({ method, target, is }) => {
    expect(afterChoice({ ...request, method, target }, loaded).method).toBe(is);
  });
});
