import { expect, it } from 'vitest';
import { spokenOn } from './spoken.ts';

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
