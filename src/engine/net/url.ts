import { parseIp } from './ip.ts';

/** An http(s) or grpc(s) URL read apart, RFC 3986 as far as requests need it. */
export interface WebUrl {
  readonly scheme: 'http' | 'https';
  /** Lower case, brackets of IPv6 removed. */
  readonly host: string;
  /** As written, `null` where the URL names none. */
  readonly port: number | null;
  /** Path and query, at least `/`; a fragment is cut off. */
  readonly target: string;
}

/** Reads a URL; one without scheme is taken as http, as curl does. `null` if it is none. */
export function parseWebUrl(text: string): WebUrl | null {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^@/?#]*@)?(\[[^\]]+\]|[^:/?#[\]]*)(?::(\d{1,5}))?([/?#].*)?$/i.exec(
    text.trim(),
  );
  if (match === null) return null;
  const scheme = (match[1] ?? 'http').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') return null;
  const written = match[2] ?? '';
  const host = written.replace(/^\[|\]$/g, '').toLowerCase();
  if (written.startsWith('[') && !host.includes(':')) return null;
  if (host === '' || (host.includes(':') ? parseIp(host) === null : !/^[a-z0-9_*.-]+$/.test(host))) return null;
  const port = match[3] === undefined ? null : Number(match[3]);
  if (port !== null && (port < 1 || port > 65535)) return null;
  const rest = (match[4] ?? '').replace(/#.*$/, '');
  return { scheme, host, port, target: rest.startsWith('/') ? rest : `/${rest}` };
}

export function defaultPort(scheme: 'http' | 'https'): number {
  return scheme === 'https' ? 443 : 80;
}
