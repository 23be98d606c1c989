import { describe, expect, it } from 'vitest';
import { parseRef, printRef } from './ref.ts';

describe('references', () => {
  it.each([
    { text: 'pod/shop/db-0', want: 'pod shop db-0 -' },
    { text: 'pod/shop/db-0:proxy', want: 'pod shop db-0 proxy' },
    { text: 'deployment/shop/web', want: 'deployment shop web -' },
    { text: 'deploy/shop/web', want: 'deployment shop web -' },
    { text: 'svc/shop/web', want: 'service shop web -' },
    { text: 'node/node-a', want: 'node - node-a -' },
    { text: 'client', want: 'client -  -' },
    { text: 'client/203.0.113.9', want: 'client - 203.0.113.9 -' },
    { text: 'ip/fd00:0::1', want: 'ip - fd00::1 -' },
    { text: 'secret/shop/tls', want: 'secret shop tls -' },
    { text: 'pod/db-0', want: null },
    { text: 'pod/shop/a/b', want: null },
    { text: 'pod/shop/a:', want: null },
    { text: 'pod/shop/a:b:c', want: null },
    { text: 'node/a/b', want: null },
    { text: 'client/nowhere', want: null },
    { text: 'pods/shop/web', want: null },
    { text: 'constructor/a/b', want: null },
    { text: '', want: null },
  ])('"$text"', ({ text, want }) => {
    const ref = parseRef(text);
    expect(ref === null ? null : `${ref.kind} ${ref.namespace ?? '-'} ${ref.name} ${ref.container ?? '-'}`).toBe(want);
    expect(ref === null ? null : parseRef(printRef(ref))).toEqual(ref);
  });
});
