import type { Cidr, Family, Ip } from '#net';
import { cidr, cidrContains, cidrRange } from '#net';

/** What nobody says, as it stands in a printed route. */
type Unsaid = 'GATEWAY' | 'SUBNET' | 'PODS' | 'ROUTER' | 'BROADCAST';

/** One route as a kernel holds it. `to` `null`: the default route. */
export interface Route {
  readonly type: 'unicast' | 'blackhole' | 'local' | 'broadcast';
  readonly to: Ip | Cidr | Unsaid | null;
  readonly via: Ip | Unsaid | null;
  /** `null`: a route that drops. */
  readonly device: string | null;
  /** Who made it: a word of `/etc/iproute2/rt_protos` or a number; `null`: `boot`, which is not printed. */
  readonly protocol: string | null;
  readonly scope: 'link' | 'host' | null;
  readonly src: Ip | Unsaid | null;
  readonly mtu: number | null;
  /** The next hop is taken to be on the link though no route says so. */
  readonly nextHop: 'onlink' | 'routed';
}

const PLAIN: Omit<Route, 'to' | 'device'> = {
  type: 'unicast',
  via: null,
  protocol: null,
  scope: null,
  src: null,
  mtu: null,
  nextHop: 'routed',
};

/** A route to a device, with what differs from a plain one. */
export function routeTo(
  to: Route['to'],
  device: string | null,
  more: Partial<Omit<Route, 'to' | 'device'>> = {},
): Route {
  return { ...PLAIN, ...more, to, device };
}

/** The route as iproute2 prints it in the main or the local table. */
export function routeText(route: Route): string {
  const { type, to, via, device, protocol, scope, src, mtu, nextHop } = route;
  if (type === 'local' && familyOfRoute(route) === 'IPv6')
    return `local ${to ?? ''} dev ${device ?? ''} proto kernel metric 0 pref medium`;
  return [
    ...(type === 'unicast' ? [] : [type]),
    to ?? 'default',
    ...(via === null ? [] : ['via', via]),
    ...(device === null ? [] : ['dev', device]),
    ...(protocol === null ? [] : ['proto', protocol]),
    ...(scope === null ? [] : ['scope', scope]),
    ...(src === null ? [] : ['src', src]),
    ...(mtu === null ? [] : ['mtu', `${mtu}`]),
    ...(nextHop === 'onlink' ? ['onlink'] : []),
  ].join(' ');
}

/**
 * The route as `ip -6 route` prints it: without scope, with the kernel's metric (256 for what it makes of an address, 1024
 * for all others) and the preference.
 */
export function route6Text(route: Route): string {
  if (route.type === 'local') return routeText(route);
  const metric = route.protocol === 'kernel' ? 256 : 1024;
  const flag = route.nextHop === 'onlink' ? ' onlink' : '';
  return `${routeText({ ...route, scope: null, nextHop: 'routed' })} metric ${metric}${flag} pref medium`;
}

/** The family that its addresses are of; `null` where it names none and stands for every family. */
export function familyOfRoute({ to, via, src }: Route): Family | null {
  const [said] = [to, via, src].flatMap((one) =>
    one === null || isUnsaid(one) ? [] : [cidrRange(blockOf(one)).family],
  );
  return said ?? null;
}

/** The route that a kernel takes for an address: of those that hold it the one with the longest prefix, else the default. */
export function bestRoute(routes: readonly Route[], address: Ip): Route | undefined {
  const fitting = routes.flatMap((route) => {
    if (route.to === null || isUnsaid(route.to)) return [];
    const block = blockOf(route.to);
    return cidrContains(block, address) ? [{ route, length: cidrRange(block).length }] : [];
  });
  const [best] = fitting.toSorted((a, b) => b.length - a.length);
  return best?.route ?? routes.find(({ to }) => to === null);
}

function isUnsaid(text: Ip | Cidr | Unsaid): text is Unsaid {
  return /^[A-Z]+$/.test(text);
}

/** A single address as the block that holds nothing else. */
export function blockOf(to: Ip | Cidr): Cidr {
  return cidr(to);
}
