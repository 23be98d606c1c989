import type { Headers, HttpRequest, Tls } from '#net';
import { tryExpression } from '#net';
import type { NginxUpstream } from '#tables';
import { DEFAULT_UPSTREAM, pathExpression } from '#tables';
import type { Located } from './request.ts';
import { requestId } from './request.ts';

/** What the backend gets, and how it is spoken to. */
export interface UpstreamRequest {
  readonly request: HttpRequest;
  readonly tls: Tls | null;
}

/** The request of a location for its upstream: rewritten path, Host, forwarding headers, protocol (nginx.tmpl). */
export function upstreamRequest(located: Located): UpstreamRequest {
  const { request, location } = located;
  const protocol = location.upstream === DEFAULT_UPSTREAM ? 'HTTP' : location.annotations.proxying.protocol;
  const secure = protocol === 'HTTPS' || protocol === 'GRPCS';
  const grpc = protocol === 'GRPC' || protocol === 'GRPCS';
  return {
    request: {
      method: request.method,
      scheme: secure ? 'https' : 'http',
      host: location.annotations.proxying.host ?? located.bestHost,
      path: rewrittenTarget(located),
      version: grpc ? '2' : '1.1',
      headers: {
        ...forwardingHeaders(located),
        ...prefixHeader(located),
        ...(location.standIn ? standInHeaders(located) : {}),
      },
      bodyBytes: request.bodyBytes,
      grpc: grpc ? request.grpc : null,
    },
    tls: secure ? upstreamTls(located, grpc ? ['h2'] : []) : null,
  };
}

/** The request for an error page: the root path at the error Service, in plain HTTP, and what went wrong in headers. */
export function errorPageRequest(located: Located, code: number): UpstreamRequest {
  const { request } = located;
  return {
    request: {
      method: request.method === 'HEAD' ? 'HEAD' : 'GET',
      scheme: 'http',
      host: located.bestHost,
      path: '/',
      version: '1.1',
      headers: {
        ...forwardingHeaders(located),
        'x-code': `${code}`,
        ...(request.headers.accept === undefined ? {} : { 'x-format': request.headers.accept }),
        'x-original-uri': request.path,
        ...originHeaders(located),
      },
      bodyBytes: 0,
      grpc: null,
    },
    tls: null,
  };
}

function upstreamTls(located: Located, alpn: Tls['alpn']): Tls {
  const { clientCertificate, sni } = located.location.annotations.proxying;
  return {
    sni: sni === null ? null : sni === '' ? 'upstream_balancer' : sni,
    checks: null,
    clientCertificate,
    alpn,
  };
}

/** Without a rewrite the target goes on as it was written; with one the whole path is replaced and the query kept. */
function rewrittenTarget({ location, request, path, query }: Located): string {
  const { rewrite } = location;
  if (rewrite === null) return request.path;
  const expression = pathExpression(rewrite.expression);
  const tried = expression === null ? null : tryExpression(expression, path);
  if (tried?.kind !== 'fits') return request.path;
  const filled = rewrite.target.replace(/\$(\d)/g, (_, group: string) => tried.groups[Number(group)] ?? '');
  const mark = filled.indexOf('?');
  const target = encodeURI(mark < 0 ? filled : filled.slice(0, mark));
  const own = mark < 0 ? '' : filled.slice(mark + 1);
  if (own.endsWith('?') || (mark >= 0 && own === '')) return own === '' ? target : `${target}?${own.slice(0, -1)}`;
  const queries = [own, query.slice(1)].filter((part) => part !== '');
  return queries.length === 0 ? target : `${target}?${queries.join('&')}`;
}

/** Forwarding headers replace what the client sent, which is kept under `X-Original-…` (nginx.tmpl). */
export function forwardingHeaders(located: Located): Headers {
  const { request, visit, client, peer } = located;
  const { settings } = visit.configuration;
  const list = request.headers['x-forwarded-for'];
  const original = request.headers[settings.forwardedForHeader];
  const full = settings.useForwardedHeaders && settings.computeFullForwardedFor;
  const { proxy: _, connection: __, 'keep-alive': ___, ...kept } = request.headers;
  return {
    ...kept,
    'x-request-id': requestId(located),
    'x-real-ip': client,
    'x-forwarded-for': full ? (list === undefined ? peer : `${list}, ${peer}`) : client,
    'x-forwarded-host': located.bestHost,
    'x-forwarded-port': located.port,
    'x-forwarded-proto': located.accessScheme,
    'x-forwarded-scheme': located.accessScheme,
    'x-scheme': located.accessScheme,
    ...(original === undefined ? {} : { 'x-original-forwarded-for': original }),
    ...settings.setHeaders,
    ...(request.headers['x-forwarded-host'] === undefined
      ? {}
      : { 'x-original-forwarded-host': request.headers['x-forwarded-host'] }),
  };
}

/** Sent only together with a rewrite. */
function prefixHeader({ location }: Located): Headers {
  const prefix = location.annotations.rewriting.forwardedPrefix;
  return location.rewrite !== null && prefix !== null ? { 'x-forwarded-prefix': prefix } : {};
}

function standInHeaders(located: Located): Headers {
  const accept = located.request.headers.accept;
  return { 'x-code': '503', ...(accept === undefined ? {} : { 'x-format': accept }), ...originHeaders(located) };
}

/** Where the request was meant to go, for a Service that stands in. */
function originHeaders({ location }: Located): Headers {
  const { ingress, backend } = location;
  if (ingress === null) return {};
  return {
    'x-namespace': ingress.ref.namespace ?? '',
    'x-ingress-name': ingress.ref.name,
    'x-service-name': backend.service?.name ?? '',
    'x-service-port': backend.port,
  };
}

/** Name and port of an upstream for people: `web:80`. */
export function upstreamLabel(upstream: NginxUpstream): string {
  return upstream.service === null ? 'default backend' : `${upstream.service.name}:${upstream.port}`;
}
