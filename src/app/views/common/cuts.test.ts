import { expect, it } from 'vitest';
import { cuts } from './cuts.ts';

it.each([
  { name: 'a path after its slashes', text: '/api/v1/pods', want: '/|api/|v1/|pods' },
  { name: 'a name after its dots and dashes', text: 'web-0.db.shop.svc', want: 'web-|0.|db.|shop.|svc' },
  { name: 'no number at its point', text: 'took 1.28,2', want: 'took 1.28,|2' },
  { name: 'nothing between two separators', text: 'http://web/', want: 'http://|web/' },
  { name: 'an IPv4 address before its port', text: '10.244.10.185:8080', want: '10.244.10.185:|8080' },
  { name: 'no prefix from its length', text: '10.96.0.10/32,10.0.0.0/8', want: '10.96.0.10/32,|10.0.0.0/8' },
  { name: 'no IPv6 address', text: 'fd00:10:244:1::1f', want: 'fd00:10:244:1::1f' },
  { name: 'no IPv6 address without a gap', text: '2001:db8:0:0:0:0:0:1', want: '2001:db8:0:0:0:0:0:1' },
  { name: 'no IPv4 address in an IPv6 one', text: '::ffff:10.0.0.1', want: '::ffff:10.0.0.1' },
  { name: 'an IPv6 address before its port', text: '[fd00::1]:8080', want: '[fd00::1]:|8080' },
  { name: 'a URL round an IPv6 address', text: 'http://[fd00:10::a]:80/x', want: 'http://|[fd00:10::a]:|80/|x' },
  { name: 'no IPv6 prefix', text: '-d fd00:10:96::a/128 -j DNAT', want: '-d| fd00:10:96::a/128 |-j| DNAT' },
  { name: 'before an address', text: 'dst=fd00::1,src=10.0.0.1', want: 'dst=|fd00::1,|src=|10.0.0.1' },
  { name: 'an IPv6 address from the words behind it', text: 'fd00::1: no route', want: 'fd00::1: no route' },
  { name: 'no option', text: '--to-destination 10.0.0.1:80', want: '--to-destination| 10.0.0.1:|80' },
  { name: 'an option from its value', text: '--from=shop/web-0', want: '--from=|shop/|web-|0' },
  { name: 'what only looks like an address', text: '12:30:45', want: '12:|30:|45' },
  { name: 'names with two colons', text: 'std::shop', want: 'std::|shop' },
  { name: 'nothing in a word', text: 'prerouting', want: 'prerouting' },
  { name: 'nothing in no text', text: '', want: '' },
])('cuts $name', ({ text, want }) => {
  expect(cuts(text).join('|')).toBe(want);
});
