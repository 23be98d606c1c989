import type { ClusterNode } from '#cluster';
import type { Family, Ip } from '#net';
import { familyOf, isLoopback, parseIp } from '#net';
import type { Link, Route, RouteTableName } from '#tables';
import {
  bestRoute,
  familyOfRoute,
  localRoutes,
  nodeLinks,
  overlayPeers,
  podNetwork,
  route6Text,
  routeText,
} from '#tables';
import type { Command, CommandPlace, CommandWorld } from './command.ts';
import { kernelRules, nodeRules } from './ip-rule.ts';
import { addressText, type Detail, linkText } from './ip-text.ts';

/**
 * `ip addr [show] [DEV]` (with `-4`, `-6`, `-d`, `-br`), `ip link [show] [DEV]`, `ip route [show] [table main|local]`,
 * `ip route get ADDRESS`, `ip neigh show dev OVERLAY` and `ip rule` on nodes and in pods, with words cut short as iproute2 takes them (`ip a s eth0`).
 * Not modelled: link-local addresses and their routes, numbers of interfaces where other programs made some; `-d` adds the
 * kind of a device and the ends of its tunnel, and nothing of queues and timers.
 */
export const ip: Command = {
  name: 'ip',
  print(words, place, world) {
    const options = words.slice(
      0,
      words.findIndex((word) => !word.startsWith('-')),
    );
    const [object = '', ...rest] = words.slice(options.length);
    if (options.some((option) => !OPTIONS.has(option))) return null;
    const inside = networkOf(place, world);
    if (inside === null) return null;
    const family: Family = options.includes('-6') ? 'IPv6' : 'IPv4';
    if (isShort(object, 'address', 1)) return addresses(inside, options, rest);
    if (isShort(object, 'route', 1)) return routes(inside, family, rest);
    if (isShort(object, 'link', 1)) return links(inside, options, rest);
    if (isShort(object, 'neighbour', 1) || object === 'neighbor') return neighbours(rest, place, world);
    if (isShort(object, 'rule', 2)) return rest.length === 0 || isShow(rest, 1) ? inside.rules(family) : null;
    return null;
  },
};

const OPTIONS = new Set(['-4', '-6', '-d', '-details', '-br', '-brief']);

/** The permanent neighbours of an overlay's device. Not modelled: other devices, whose neighbours come and go. */
function neighbours(words: readonly string[], place: CommandPlace, { cluster }: CommandWorld): string | null {
  const [dev, device, ...more] = isShow(words, 1) ? words.slice(1) : words;
  if (place.kind !== 'node' || dev !== 'dev' || more.length > 0) return null;
  const peers = overlayPeers(cluster, place.node.name).filter((one) => one.device === device);
  return peers.length === 0 ? null : peers.map(({ gateway, mac }) => `${gateway} lladdr ${mac} PERMANENT \n`).join('');
}

/** Where the command looks: the links there, the routes of a family, and what the kernel finds for one address. */
interface Network {
  readonly links: readonly Link[];
  routes(family: Family, table: RouteTableName): readonly Route[];
  get(address: Ip): string;
  /** `null` where somebody adds rules that are not modelled. */
  rules(family: Family): string | null;
}

function networkOf(place: CommandPlace, world: CommandWorld): Network | null {
  switch (place.kind) {
    case 'kubectl':
      return null;
    case 'node':
      return ofNode(place.node, world);
    case 'pod': {
      const { pod } = place;
      const node = world.cluster.nodeByName.get(pod.node);
      if (pod.hostNetwork) return node === undefined ? null : ofNode(node, world);
      const inside = podNetwork(world.cluster, pod, world.tables.routes.addresses(pod.node));
      const local = localRoutes(inside.links, pod.ips);
      const routesOf = (family: Family, table: RouteTableName) =>
        table === 'main' ? inside.routes(family) : ofFamily(local, family, [family]);
      return {
        links: inside.links,
        routes: routesOf,
        get: (to) => ofPod(inside.routes(familyOf(to)), pod.ips, to),
        rules: kernelRules,
      };
    }
  }
}

function ofNode(node: ClusterNode, { cluster, tables }: CommandWorld): Network | null {
  const own = tables.routes.addresses(node.name);
  if (own === null) return null;
  const entries = tables.routes.lines(node.name);
  const routesOf = (family: Family, table: RouteTableName) => {
    const held = table === 'main' ? entries : tables.routes.lines(node.name, table);
    return ofFamily(
      held.map(({ route }) => route),
      family,
      cluster.families,
    );
  };
  return {
    links: nodeLinks(cluster, node, own, tables.routes.interfaces(node.name)),
    routes: routesOf,
    get: (address) => {
      const decided = tables.routes.next(node.name, address);
      if (decided.kind === 'local') return localText(address);
      const named = entries.find(({ rows }) => rows.includes(decided.row))?.route;
      const found = named ?? bestRoute(routesOf(familyOf(address), 'main'), address);
      const towards = decided.kind === 'none' ? parseIp(found?.via ?? found?.src ?? '') : null;
      const source = tables.routes.sourceFor(node.name, towards ?? address);
      return found === undefined ? UNREACHABLE : gotText(address, found, source);
    },
    rules: (family) => nodeRules(cluster, family),
  };
}

/** A route that names no address (`default via GATEWAY`) stands for every family of the cluster. */
function ofFamily(routes: readonly Route[], family: Family, all: readonly Family[]): readonly Route[] {
  return routes.filter((route) => (familyOfRoute(route) ?? (all.includes(family) ? family : null)) === family);
}

function addresses(inside: Network, options: readonly string[], words: readonly string[]): string | null {
  const shown = chosen(inside, words, 1);
  if (shown === null || typeof shown === 'string') return shown;
  const families = FAMILIES.filter((family) => !options.includes(family === 'IPv4' ? '-6' : '-4'));
  const narrowed =
    families.length === 2
      ? shown
      : shown.filter(({ link }) => link.addresses.some((one) => families.includes(familyOf(one.ip))));
  return addressText(narrowed, detailOf(options), families);
}

/** Not modelled: `-br`, which names hardware addresses. */
function links(inside: Network, options: readonly string[], words: readonly string[]): string | null {
  const shown = chosen(inside, words, 2);
  const detail = detailOf(options);
  if (shown === null || typeof shown === 'string') return shown;
  return detail === 'brief' ? null : linkText(shown, detail);
}

type Numbered = readonly { readonly link: Link; readonly index: number }[];

/**
 * The links that `[show] [[dev] DEV]` asks for, what is said where there is none, `null` for other words. `least` letters
 * of `show` are enough: of `ip link`, `s` is `set`.
 */
function chosen(inside: Network, words: readonly string[], least: number): Numbered | string | null {
  if (words[0] === 's' && least > 1) return null;
  const rest = (isShow(words, least) ? words.slice(1) : words).filter((word) => word !== 'dev');
  if (rest.length > 1) return null;
  const [wanted] = rest;
  const numbered = inside.links.map((link, index) => ({ link, index: index + 1 }));
  const shown = numbered.filter(({ link }) => wanted === undefined || link.name === wanted);
  return shown.length === 0 ? `Device "${wanted}" does not exist.\n` : shown;
}

const FAMILIES = ['IPv4', 'IPv6'] as const;

function detailOf(options: readonly string[]): Detail {
  if (options.includes('-br') || options.includes('-brief')) return 'brief';
  return options.includes('-d') || options.includes('-details') ? 'details' : 'plain';
}

function routes(inside: Network, family: Family, words: readonly string[]): string | null {
  const [first = 'show', second, ...more] = words;
  if (isShort(first, 'get', 1)) {
    const address = parseIp(second ?? '');
    return address === null || more.length > 0 ? null : inside.get(address);
  }
  const rest = isShow(words, 1) ? words.slice(1) : words;
  const table = rest.length === 0 ? 'main' : TABLES.get(rest.join(' '));
  if (table === undefined) return null;
  const textOf = family === 'IPv6' ? route6Text : routeText;
  return inside
    .routes(family, table)
    .map((route) => `${textOf(route)} \n`)
    .join('');
}

const TABLES: ReadonlyMap<string, RouteTableName> = new Map(
  Object.entries<RouteTableName>({ 'table main': 'main', 'table local': 'local', 'table 255': 'local' }),
);

/** What a pod's own table says of an address. */
function ofPod(routes: readonly Route[], own: readonly Ip[], address: Ip): string {
  if (own.includes(address) || isLoopback(address)) return localText(address);
  const source = own.find((one) => familyOf(one) === familyOf(address)) ?? null;
  const best = bestRoute(routes, address);
  return best === undefined ? UNREACHABLE : gotText(address, best, source);
}

const UNREACHABLE = 'RTNETLINK answers: Network is unreachable\n';

function localText(address: Ip): string {
  return `local ${address} dev lo src ${address} uid 0 \n    cache <local> \n`;
}

/** What `ip route get` makes of the route that fits: next hop, device and source; a block that drops is an error. */
function gotText(address: Ip, { type, via, device, mtu }: Route, source: Ip | null): string {
  if (type === 'blackhole') return 'RTNETLINK answers: Invalid argument\n';
  const from = source === null ? '' : ` src ${source}`;
  const head = `${address}${via === null ? '' : ` via ${via}`} dev ${device ?? 'DEVICE'}${from}`;
  return address.includes(':')
    ? `${head} metric 1024 pref medium\n`
    : `${head} uid 0 \n    cache${mtu === null ? '' : ` mtu ${mtu}`} \n`;
}

/** `show`, `list` and `lst` mean the same, and so do their first letters (`matches` of iproute2). */
function isShow([first = '']: readonly string[], least: number): boolean {
  return isShort(first, 'show', least) || isShort(first, 'list', 1) || isShort(first, 'lst', 1);
}

function isShort(word: string, full: string, least: number): boolean {
  return word.length >= least && full.startsWith(word);
}
