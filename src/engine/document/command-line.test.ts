import { expect, it } from 'vitest';
import { isCommandLine } from './command-line.ts';

it.each([
  ['curl http://web/', true],
  ['  $ curl http://web/', true],
  ['time sudo /usr/bin/curl http://web/', true],
  ['kubectl exec -n shop till -- curl http://web/', true],
  ["ash -c 'wget web'", true],
  ['getent hosts web', true],
  ['curl', true],
  ['redis-cli', true],
  ['mysql', false],
  ['grpcurl -plaintext web:50051 a.B/C', true],
  ['psql -h db', true],
  ['http://curl/ x', false],
  ['curly http://web/', false],
  ['host:5432', false],
  ['web', false],
])('%s: %s', (text, is) => {
  expect(isCommandLine(text)).toBe(is);
});
