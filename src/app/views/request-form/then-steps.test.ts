import { describe, expect, it } from 'vitest';
import type { RequestFields } from '#view';
import { thenProblems, thenRows, thenSteps, withStep } from './then-steps.ts';

const CART: RequestFields = {
  name: 'cart',
  http: { url: 'http://cart/', method: 'POST', headers: { 'x-user': 'ada' } },
  then: [{ name: 'store', connect: { to: 'redis', port: 6379 } }],
  expect: { outcome: 'delivered' },
};
const STEPS: readonly RequestFields[] = [
  CART,
  { name: 'db', connect: { to: 'fd00::1', port: 5432, protocol: 'TCP', tls: { sni: 'db' } } },
  { name: 'ping', connect: { to: 'pod/a/b', protocol: 'ICMP' } },
  { name: 'look', dns: { name: 'web.shop', type: 'SRV', search: false } },
  { name: 'call', grpc: { url: 'http://web:1', service: 'echo.Echo', method: 'Say' } },
];

describe('steps in the form', () => {
  it('are given back as they were', () => {
    expect(thenSteps(thenRows(STEPS))).toEqual(STEPS);
  });

  it('are shown as they would be typed', () => {
    expect(thenRows(STEPS).map(({ method, target }) => `${method} ${target}`)).toEqual([
      'POST http://cart/',
      'TCP [fd00::1]:5432',
      'ICMP pod/a/b',
      'DNS web.shop SRV',
      'gRPC http://web:1 echo.Echo/Say',
    ]);
  });

  it.each([
    {
      name: 'keeps headers, expectations and further steps where its target changes',
      change: { target: 'basket/x' },
      gives: { ...CART, http: { url: 'http://basket/x', method: 'POST', headers: { 'x-user': 'ada' } } },
    },
    { name: 'keeps all under another name', change: { name: 'basket' }, gives: { ...CART, name: 'basket' } },
    {
      name: 'leaves what only the old way had where it is sent otherwise',
      change: { method: 'UDP', target: 'cart:53' },
      gives: { name: 'cart', then: CART.then, expect: CART.expect, connect: { to: 'cart', port: 53, protocol: 'UDP' } },
    },
    {
      name: 'may ask for a name',
      change: { method: 'DNS', target: 'cart' },
      gives: { name: 'cart', then: CART.then, expect: CART.expect, dns: { name: 'cart' } },
    },
  ])('one that is edited $name', ({ change, gives }) => {
    const rows = thenRows([CART]).map((row) => ({ ...row, ...change }));
    expect(thenSteps(rows)).toEqual([gives]);
  });

  it('are added with a name of their own', () => {
    const rows = withStep(withStep([]));
    expect(rows.map(({ name }) => name)).toEqual(['step 1', 'step 2']);
    expect(withStep(rows.slice(1)).map(({ name }) => name)).toEqual(['step 2', 'step 3']);
  });

  it('say what they miss, each at its row', () => {
    const [row] = withStep([]);
    if (row === undefined) throw new Error('a row was added');
    const full = { ...row, target: 'http://a/' };
    expect(thenProblems([full, { ...full, name: '' }, full, { ...row, name: 'b' }]).map(({ field }) => field)).toEqual([
      'then 1',
      'then 2',
      'then 3',
    ]);
    expect(thenProblems([full])).toEqual([]);
  });
});
