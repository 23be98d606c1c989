import type { ConnectInput, DnsInput, GrpcInput, HttpInput, Request } from '#document';
import type { HttpRequest, Ip, Payload, Port, Tls } from '#net';
import { defaultPort, parseIp, parseWebUrl } from '#net';
import type { Intent } from '../flow.ts';

/** A request as its sender means it: everything but the address, which `target` still has to become. */
export interface Meant {
  /** A name, an address, or a reference such as `service/shop/web`. */
  readonly target: string;
  readonly intent: Omit<Intent, 'target'>;
}

/** Reads what is sent; a text says what is wrong with it (a URL that is none). */
export function meantBy(request: Request): Meant | { readonly wrong: string } {
  const { sends } = request;
  switch (sends.kind) {
    case 'http':
      return http(sends.http, request.via);
    case 'grpc':
      return grpc(sends.grpc, request.via);
    case 'connect':
      return connect(sends.connect, request.via);
    case 'dns':
      return dns(sends.dns);
  }
}

function http(input: HttpInput, via: string | null): Meant | { readonly wrong: string } {
  const url = parseWebUrl(input.url);
  if (url === null) return { wrong: `${input.url} is no URL that can be requested.` };
  const headers = lowerCased(input.headers ?? {});
  const { host, ...others } = headers;
  const tls = tlsOf(url.scheme, url.host, input);
  const request: HttpRequest = {
    method: input.method ?? 'GET',
    scheme: url.scheme,
    host: host ?? hostHeader(url),
    path: url.target,
    version: input.version ?? '1.1',
    headers: others,
    bodyBytes: input.bodyBytes ?? 0,
    grpc: null,
  };
  return web(input.connectTo, url, tls, { kind: 'http-request', request }, via);
}

function grpc(input: GrpcInput, via: string | null): Meant | { readonly wrong: string } {
  const url = parseWebUrl(input.url);
  if (url === null) return { wrong: `${input.url} is no URL that can be requested.` };
  const { host, ...others } = lowerCased(input.headers ?? {});
  const request: HttpRequest = {
    method: 'POST',
    scheme: url.scheme,
    host: host ?? hostHeader(url),
    path: `/${input.service}/${input.method}`,
    version: '2',
    headers: { 'content-type': 'application/grpc', te: 'trailers', ...others },
    bodyBytes: 0,
    grpc: { service: input.service, method: input.method },
  };
  return web(input.connectTo, url, tlsOf(url.scheme, url.host, input), { kind: 'http-request', request }, via);
}

interface Url {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number | null;
}

function web(connectTo: string | undefined, url: Url, tls: Tls | null, payload: Payload, via: string | null): Meant {
  const port = url.port ?? defaultPort(url.scheme);
  const other = connectTo === undefined ? null : splitPort(connectTo);
  return {
    target: other?.host ?? url.host,
    intent: {
      port: other?.port ?? port,
      protocol: 'TCP',
      payload,
      tls,
      bytes: 512 + (payload.kind === 'http-request' ? payload.request.bodyBytes : 0),
      question: null,
      via,
    },
  };
}

function connect(input: ConnectInput, via: string | null): Meant {
  const protocol = input.protocol ?? 'TCP';
  const address = parseIp(input.to);
  const split = address === null && !input.to.includes('/') ? splitPort(input.to) : { host: input.to, port: null };
  const tls = input.tls;
  const name = address === null && !input.to.includes('/') ? split.host : null;
  return {
    target: split.host,
    intent: {
      port: protocol === 'ICMP' ? null : (input.port ?? split.port ?? 80),
      protocol,
      payload: protocol === 'ICMP' ? { kind: 'echo' } : null,
      tls:
        tls === undefined
          ? null
          : {
              sni: tls.sni ?? name,
              checks: tls.insecure === true ? null : (tls.sni ?? name),
              clientCertificate: null,
              alpn: [],
            },
      bytes: protocol === 'TCP' ? 60 : protocol === 'ICMP' ? 84 : 64,
      question: null,
      via,
    },
  };
}

function dns(input: DnsInput): Meant {
  const server: Ip | null = input.server === undefined ? null : parseIp(input.server);
  return {
    target: input.name,
    intent: {
      port: 53,
      protocol: input.transport === 'tcp' ? 'TCP' : 'UDP',
      payload: null,
      tls: null,
      bytes: 80,
      question: {
        name: input.name,
        type: input.type ?? 'A',
        search: input.search ?? !input.name.endsWith('.'),
        server,
        resolver: input.resolver ?? null,
        transport: input.transport ?? 'udp',
      },
      via: null,
    },
  };
}

function tlsOf(
  scheme: 'http' | 'https',
  host: string,
  input: {
    readonly sni?: string;
    readonly insecure?: boolean;
    readonly clientCert?: string;
    readonly version?: string;
  },
): Tls | null {
  if (scheme === 'http') return null;
  // A literal address is never sent as SNI (RFC 6066, section 3), but it is what the client checks.
  const sni = input.sni ?? (parseIp(host) === null ? host : null);
  const certificate = /^(?:secret\/)?([^/]+)\/([^/]+)$/.exec(input.clientCert ?? '');
  return {
    sni,
    checks: input.insecure === true ? null : (input.sni ?? host),
    clientCertificate: certificate === null ? null : { namespace: certificate[1] ?? '', name: certificate[2] ?? '' },
    alpn: input.version === '1.1' ? ['http/1.1'] : ['h2', 'http/1.1'],
  };
}

function hostHeader(url: Url): string {
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return url.port === null || url.port === defaultPort(url.scheme) ? host : `${host}:${url.port}`;
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** `10.0.0.1:80`, `[fd00::1]:80`, `web:80`, `service/shop/web`: the host and the port, if one is written. */
function splitPort(text: string): { readonly host: string; readonly port: Port | null } {
  if (parseIp(text) !== null) return { host: text, port: null };
  const match = /^(.*):(\d{1,5})$/.exec(text);
  if (match === null) return { host: text.replace(/^\[|\]$/g, ''), port: null };
  return { host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port: Number(match[2]) };
}
