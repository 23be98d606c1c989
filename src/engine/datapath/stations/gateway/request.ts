import type { Headers, HttpRequest, Ip } from '#net';
import { cidrContains, hash32, parseIp } from '#net';
import type { NginxLocation, NginxServer } from '#tables';
import type { LocationMatch, Match } from '#tables';
import { normalisePath, plainHost } from '#tables';
import type { Visit } from './visit.ts';

/** A request as nginx sees it, before and after it trusts forwarding headers (lua_ingress.lua `rewrite`). */
export interface WebRequest {
  readonly visit: Visit;
  readonly request: HttpRequest;
  /** Scheme of the connection. */
  readonly scheme: 'http' | 'https';
  /** Scheme that redirects and headers go by: X-Forwarded-Proto where it is trusted. */
  readonly accessScheme: string;
  /** Host without port, as servers are chosen by. */
  readonly host: string;
  /** Host header that is passed on: the first X-Forwarded-Host where it is trusted. */
  readonly bestHost: string;
  readonly port: string;
  /** Source of the connection: of the packet, or as the PROXY header says. */
  readonly peer: Ip;
  /** Whom lists, limits and logs mean. */
  readonly client: Ip;
  /** Decoded, without query. */
  readonly path: string;
  /** With its `?`, empty for none. */
  readonly query: string;
}

/** A request at its server and location. */
export interface Located extends WebRequest {
  readonly server: Match<NginxServer>;
  readonly match: LocationMatch;
  readonly location: NginxLocation;
}

export function readRequest(visit: Visit, request: HttpRequest): WebRequest {
  const { settings } = visit.configuration;
  const trusts = settings.useForwardedHeaders;
  const { headers } = request;
  const scheme = visit.listener;
  const ownPort = scheme === 'https' ? '443' : `${settings.httpPort}`;
  const forwardedHost = trusts ? (headers['x-forwarded-host'] ?? '').split(',')[0] : undefined;
  const mark = request.path.indexOf('?');
  const peer = peerOf(visit);
  const readsClient = (trusts || settings.enableRealIp) && !settings.useProxyProtocol;
  return {
    visit,
    request,
    scheme,
    accessScheme: (trusts ? headers['x-forwarded-proto'] : undefined) ?? scheme,
    host: plainHost(request.host),
    bestHost: forwardedHost === undefined || forwardedHost === '' ? request.host : forwardedHost.trim(),
    port: (trusts ? headers['x-forwarded-port'] : undefined) ?? ownPort,
    peer,
    client: readsClient ? clientOf(peer, headers[settings.forwardedForHeader], visit) : peer,
    path: normalisePath(request.path),
    query: mark < 0 ? '' : request.path.slice(mark),
  };
}

/** The source of the packet, or with the PROXY protocol at both ends the client that the balancer names. */
function peerOf({ flow, configuration }: Visit): Ip {
  const named = configuration.settings.useProxyProtocol ? flow.proxyHeader : undefined;
  return named === undefined ? flow.packet.src : named.client;
}

/** nginx realip, recursive: the last address of the list that is no trusted proxy, else the first. */
function clientOf(peer: Ip, list: string | undefined, { configuration }: Visit): Ip {
  const trusted = (address: Ip): boolean =>
    configuration.settings.trustedProxies.some((block) => cidrContains(block, address));
  if (list === undefined || !trusted(peer)) return peer;
  let client = peer;
  for (const text of list.split(',').reverse()) {
    const address = parseIp(text);
    if (address === null) return client;
    client = address;
    if (!trusted(address)) return client;
  }
  return client;
}

/** Host without port as redirects use it. */
export function redirectHost({ bestHost }: WebRequest): string {
  return bestHost.startsWith('[') ? bestHost.replace(/\]:\d+$/, ']') : (bestHost.split(':')[0] ?? bestHost);
}

/** The value of an nginx variable in annotations; `null` for one that is not known here. Not modelled: most of nginx's variables. */
export function variable(name: string, web: WebRequest): string | null {
  if (name.startsWith('http_')) return web.request.headers[name.slice(5).replaceAll('_', '-')] ?? '';
  if (name.startsWith('cookie_')) return cookie(web.request.headers, name.slice(7)) ?? '';
  if (name.startsWith('arg_')) return new Map(queryPairs(web.query)).get(name.slice(4)) ?? '';
  switch (name) {
    case 'request_uri':
      return web.request.path;
    case 'uri':
      return web.path;
    case 'args':
    case 'query_string':
      return web.query.slice(1);
    case 'is_args':
      return web.query === '' ? '' : '?';
    case 'host':
      return web.host;
    case 'http_host':
      return web.request.host;
    case 'best_http_host':
      return web.bestHost;
    case 'scheme':
      return web.scheme;
    case 'pass_access_scheme':
      return web.accessScheme;
    case 'remote_addr':
    case 'binary_remote_addr':
    case 'the_real_ip':
      return web.client;
    case 'request_method':
      return web.request.method;
    case 'server_port':
    case 'pass_server_port':
      return web.port;
    default:
      return null;
  }
}

/** Fills `$name` and `${name}` in; names that are not known stay as they are. */
export function fillIn(text: string, web: WebRequest): string {
  return text.replace(/\$(?:\{([a-z0-9_]+)\}|([a-z][a-z0-9_]*))/gi, (whole, braced?: string, bare?: string) => {
    return variable((braced ?? bare ?? '').toLowerCase(), web) ?? whole;
  });
}

function queryPairs(query: string): readonly (readonly [string, string])[] {
  return query
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]);
}

/** The value of a cookie that the client sent, `null` for none. */
export function cookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** X-Request-ID as sent, else 32 hexadecimal digits that this run always gives. */
export function requestId({ request, visit }: WebRequest): string {
  const { seed, request: name, number } = visit.flow.chance;
  const part = (index: number): string => hash32(`${seed}/${name}/${number}/${index}`).toString(16).padStart(8, '0');
  return request.headers['x-request-id'] ?? `${part(0)}${part(1)}${part(2)}${part(3)}`;
}
