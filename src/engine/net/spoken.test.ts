import { expect, it } from 'vitest';
import { isKnownOther, spokenOn } from './spoken.ts';

it.each([
  { said: 'a port of which nothing is said', port: 8080, is: 'http' },
  { said: 'port 443 of which nothing is said', port: 443, is: 'https' },
  { said: "PostgreSQL's port", port: 5432, is: 'other' },
  { said: "PostgreSQL's port that is called web", port: 5432, name: 'web', is: 'http' },
  { said: 'a name that begins with http', port: 9100, name: 'http-metrics', is: 'http' },
  { said: 'a name with http as a later word', port: 9100, name: 'admin-http', is: 'http' },
  { said: 'a name of HTTPS', port: 8443, name: 'https-admin', is: 'https' },
  { said: 'a web port at 443', port: 443, name: 'webhook', is: 'https' },
  { said: 'gRPC by its name', port: 8080, name: 'grpc', is: 'other' },
  { said: 'a word that only ends so', port: 8080, name: 'cobweb', is: 'other' },
  { said: 'an appProtocol against the name', port: 8080, name: 'http', appProtocol: 'grpc', is: 'other' },
  { said: 'HTTP/2 without TLS', port: 8080, name: 'api', appProtocol: 'kubernetes.io/h2c', is: 'http' },
  { said: 'WebSocket over TLS', port: 8080, name: 'api', appProtocol: 'kubernetes.io/wss', is: 'https' },
  { said: 'an appProtocol of HTTPS', port: 8080, name: 'api', appProtocol: 'HTTPS', is: 'https' },
])('$said: $is', ({ is, said: _, ...port }) => {
  expect(spokenOn({ protocol: 'TCP', ...port })).toBe(is);
});

it('no port of UDP is for HTTP here', () => {
  expect(spokenOn({ port: 443, protocol: 'UDP', name: 'http3' })).toBe('other');
});

it.each([
  { said: "Redis's port", port: 6379, is: true },
  { said: "Redis's port that is called web", port: 6379, name: 'web', is: false },
  { said: 'a name of Redis', port: 8080, name: 'tcp-redis', is: true },
  { said: 'a word that only begins so', port: 8080, name: 'redistribute', is: false },
  { said: 'a name that says nothing', port: 8080, name: 'api', is: false },
  { said: 'gRPC, which is HTTP below', port: 8080, name: 'grpc', is: false },
  { said: 'an appProtocol', port: 8080, name: 'http', appProtocol: 'mysql', is: true },
  { said: "etcd's port", port: 2379, is: false },
  { said: 'a port of which nothing is said', port: 8080, is: false },
])('$said is known to speak something else than HTTP: $is', ({ is, said: _, ...port }) => {
  expect(isKnownOther({ protocol: 'TCP', ...port })).toBe(is);
});
