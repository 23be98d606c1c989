import { cidr, ip } from '#net';
import { describe, expect, it } from 'vitest';
import { bestRoute, familyOfRoute, route6Text, routeText, routeTo } from './route.ts';

const NODE = ip('172.23.0.11');
const LINKED = { protocol: 'kernel', scope: 'link' } as const;

describe('a route as iproute2 prints it', () => {
  it.each([
    ['the default route', routeTo(null, 'eth0', { via: 'GATEWAY' }), 'default via GATEWAY dev eth0'],
    [
      'a block on link with its source',
      routeTo(cidr('172.23.0.0/24'), 'eth0', { ...LINKED, src: NODE }),
      '172.23.0.0/24 dev eth0 proto kernel scope link src 172.23.0.11',
    ],
    [
      'a next hop that is taken to be on link',
      routeTo(cidr('10.61.2.0/24'), 'tunl0', { via: NODE, protocol: 'bird', nextHop: 'onlink' }),
      '10.61.2.0/24 via 172.23.0.11 dev tunl0 proto bird onlink',
    ],
    [
      'a block that drops',
      routeTo(cidr('10.61.1.0/24'), null, { type: 'blackhole', protocol: '80' }),
      'blackhole 10.61.1.0/24 proto 80',
    ],
    [
      'an address of its own in IPv6',
      routeTo(ip('fd00::1'), 'eth0', { type: 'local', protocol: 'kernel', scope: 'host', src: ip('fd00::1') }),
      'local fd00::1 dev eth0 proto kernel metric 0 pref medium',
    ],
  ])('%s', (_, route, text) => {
    expect(routeText(route)).toBe(text);
  });

  it.each([
    [
      'the kernel’s with 256',
      routeTo(cidr('fd00::/64'), 'eth0', LINKED),
      'fd00::/64 dev eth0 proto kernel metric 256 pref medium',
    ],
    [
      'others with 1024, the flag behind it',
      routeTo(cidr('fd01::/64'), 'vx', { via: ip('fd00::2'), nextHop: 'onlink' }),
      'fd01::/64 via fd00::2 dev vx metric 1024 onlink pref medium',
    ],
    [
      'its own addresses as the local table has them',
      routeTo(ip('fd00::1'), 'lo', { type: 'local' }),
      'local fd00::1 dev lo proto kernel metric 0 pref medium',
    ],
  ])('in IPv6: %s', (_, route, text) => {
    expect(route6Text(route)).toBe(text);
  });
});

describe('the route that a kernel takes', () => {
  const routes = [
    routeTo(null, 'out', {}),
    routeTo('SUBNET', 'near', {}),
    routeTo(cidr('10.0.0.0/8'), 'wide', {}),
    routeTo(cidr('10.1.0.0/16'), 'narrow', {}),
    routeTo(ip('10.1.2.3'), 'one', {}),
  ];

  it.each([
    ['10.9.9.9', 'wide'],
    ['10.1.9.9', 'narrow'],
    ['10.1.2.3', 'one'],
    ['192.0.2.1', 'out'],
  ])('for %s goes to %s', (address, device) => {
    expect(bestRoute(routes, ip(address))?.device).toBe(device);
  });

  it('is none without a default', () => {
    expect(bestRoute(routes.slice(2), ip('192.0.2.1'))).toBeUndefined();
  });
});

it('a route is of the family of the first address that it names, and of every family without one', () => {
  expect(familyOfRoute(routeTo('SUBNET', 'eth0', { src: ip('fd00::1') }))).toBe('IPv6');
  expect(familyOfRoute(routeTo(null, 'eth0', { via: NODE }))).toBe('IPv4');
  expect(familyOfRoute(routeTo(null, 'eth0', { via: 'GATEWAY' }))).toBeNull();
});
