import type { Cidr, Ip } from '#net';
import { cidr, familyOf, ip, parseIp } from '#net';
import type { Link, LinkAddress } from './links.ts';
import { routeLines } from './route-lines.ts';
import type { RouteRow } from './route-rows.ts';
import type { Route } from './route.ts';
import { routeTo } from './route.ts';

/** The rows that every node has for loopback (`fib_add_ifaddr` in net/ipv4/fib_frontend.c; IPv6 has the address alone). */
const LOOPBACK_BLOCK = cidr('127.0.0.0/8');
const LOOPBACK_SIX = ip('::1');

/** The row of an address that is the node's own: one of its interfaces has it, or it is loopback. */
export function localRowOf(address: Ip): string {
  if (address === LOOPBACK_SIX) return address;
  return address.startsWith('127.') ? LOOPBACK_BLOCK : address;
}

/**
 * The table `local`, which the kernel keeps by itself and asks before all others: each address of each interface, and
 * the broadcast addresses of those that are up (net/ipv4/fib_frontend.c, `fib_add_ifaddr`: kube-ipvs0 is down, so it has
 * addresses only). Not modelled: anycast, multicast and link-local rows of IPv6.
 */
export function localRows(links: readonly Link[], own: Iterable<Ip>): readonly RouteRow[] {
  const onLinks = links.flatMap((link) => link.addresses.flatMap((address) => rowsOf(link, address)));
  const held = new Set(onLinks.map(({ id }) => id));
  // Those of devices that stand only while the node has a pod.
  const others = [...own].filter((address) => !held.has(address));
  return [
    ...(links.some(({ name }) => name === 'lo') ? [rowOf(LOOPBACK_BLOCK, ip('127.0.0.1'), 'lo', 'loopback')] : []),
    ...onLinks,
    ...others.map((address) => rowOf(address, address, 'eth0', 'an address of this node')),
  ];
}

/** The same of any namespace, in the order of `ip route show table local`. */
export function localRoutes(links: readonly Link[], own: Iterable<Ip>): readonly Route[] {
  return routeLines(localRows(links, own)).map(({ route }) => route);
}

function rowsOf(link: Link, { ip: address, text }: LinkAddress): readonly RouteRow[] {
  const broadcast = / brd (\S+)/.exec(text)?.[1];
  return [
    rowOf(address, address, link.name, noteOf(link)),
    ...(link.name === 'lo' && familyOf(address) === 'IPv4'
      ? [broadcastRow('127.255.255.255', address, link.name)]
      : broadcast === undefined
        ? []
        : [broadcastRow(broadcast, address, link.name)]),
  ];
}

function noteOf({ name }: Link): string {
  switch (name) {
    case 'lo':
      return 'loopback';
    case 'kube-ipvs0':
      return 'bound by kube-proxy, for IPVS to see at input';
    default:
      return 'an address of this node';
  }
}

function rowOf(to: Ip | Cidr, source: Ip, device: string, note: string): RouteRow {
  const route = routeTo(to, device, { type: 'local', protocol: 'kernel', scope: 'host', src: source });
  return { id: to, cells: [to, 'this node itself', device], note, route, to };
}

function broadcastRow(to: string, source: Ip, device: string): RouteRow {
  const address = parseIp(to);
  return {
    id: `broadcast ${to}`,
    cells: [to, 'broadcast', device],
    note: 'broadcast address of that network',
    route: routeTo(address ?? 'BROADCAST', device, {
      type: 'broadcast',
      protocol: 'kernel',
      scope: 'link',
      src: source,
    }),
    to: address ?? source,
  };
}
