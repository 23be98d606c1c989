import type { Expression } from '#net';
import { fitsExpression, readExpression, tryExpression } from '#net';
import { withoutServer } from './certificates.ts';
import type { Certificate, NginxConfiguration, NginxLocation, NginxServer } from './configuration.ts';
import { CATCH_ALL } from './configuration.ts';

/** A host header as nginx compares it: lower case, without port and final dot. */
export function plainHost(host: string): string {
  const bare = host.startsWith('[') ? host.replace(/\]:\d+$/, ']') : host.replace(/:\d*$/, '');
  return bare.toLowerCase().replace(/\.$/, '');
}

/** What nginx chose among servers or locations, and what it passed over. */
export interface Match<T> {
  readonly won: T;
  readonly how: string;
  /** Worked out only when asked for: `spread` never does. */
  passedOver(): readonly { readonly item: T; readonly why: string }[];
}

/** The server for a host: exact name, then alias, then a wildcard of one label, then the catch-all. The choice is final. */
export function matchServer(configuration: NginxConfiguration, host: string): Match<NginxServer> {
  const name = plainHost(host);
  const { servers } = configuration;
  const exact = servers.find(({ hostname }) => hostname === name && hostname !== CATCH_ALL);
  const alias = servers.find(({ aliases }) => aliases.includes(name));
  const wildcard = servers.find(({ hostname }) => wildcardFits(hostname, name));
  const won = exact ?? alias ?? wildcard ?? servers.find(({ hostname }) => hostname === CATCH_ALL) ?? servers[0];
  const how =
    won === exact
      ? 'it names the host'
      : won === alias
        ? 'the host is one of its aliases'
        : won === wildcard
          ? 'the wildcard stands for the first label'
          : 'no rule names the host';
  return {
    won,
    how,
    passedOver: () =>
      servers.filter((server) => server !== won).map((item) => ({ item, why: whyNotServer(item, name, wildcard) })),
  };
}

/** One label of letters, digits, `_` and `-` for the star (template.go buildServerName). */
function wildcardFits(hostname: string, name: string): boolean {
  if (!hostname.startsWith('*.')) return false;
  const parent = hostname.slice(1);
  return name.endsWith(parent) && /^[\w-]+$/.test(name.slice(0, -parent.length));
}

function whyNotServer(server: NginxServer, name: string, wildcard: NginxServer | undefined): string {
  if (server.hostname === CATCH_ALL) return 'takes only hosts that no rule names';
  if (server === wildcard) return 'an exact name comes before a wildcard';
  if (server.hostname.startsWith('*.') && name.endsWith(server.hostname.slice(1)))
    return 'the star stands for one label only';
  return 'another host';
}

/** The outcome of nginx's search for a location. `redirect`: the path lacks only the final slash of that location. */
export interface LocationMatch extends Match<NginxLocation> {
  readonly redirect: 'addSlash' | 'none';
}

/** The location for a normalised path. Every server has a root, so one always fits, unless expressions cannot be read. */
export function matchLocation(server: NginxServer, path: string): LocationMatch | null {
  const found = server.style === 'expressions' ? byExpression(server, path) : byPath(server, path);
  if (found === null) return null;
  return {
    ...found,
    passedOver: () =>
      server.locations
        .filter((location) => location !== found.won)
        .map((item) => ({ item, why: whyNotLocation(item, found.won, path, server) })),
  };
}

type Found = Pick<LocationMatch, 'won' | 'how' | 'redirect'>;

/** Exact first; then one that lacks only a slash; then the longest prefix (nginx ngx_http_core_find_static_location). */
function byPath(server: NginxServer, path: string): Found | null {
  const exact = server.locations.find((location) => location.match === 'exact' && location.path === path);
  if (exact !== undefined) return { won: exact, how: 'the path is the same', redirect: 'none' };
  const slashed = server.locations.find((location) => location.autoRedirect && location.path === `${path}/`);
  if (slashed !== undefined) return { won: slashed, how: 'only the final slash is missing', redirect: 'addSlash' };
  const prefix = server.locations
    .filter((location) => location.match === 'prefix' && path.startsWith(location.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return prefix === undefined ? null : { won: prefix, how: 'it is the longest prefix that fits', redirect: 'none' };
}

function byExpression(server: NginxServer, path: string): Found | null {
  for (const location of server.locations) {
    const expression = locationExpression(location);
    if (expression !== null && fitsExpression(expression, path))
      return { won: location, how: 'it is the first expression that fits', redirect: 'none' };
  }
  return null;
}

const locationExpressions = new WeakMap<NginxLocation, Expression | null>();

/** Of a location: anchored at the start, any case. One that cannot be read fits nothing, and is told with its path. */
function locationExpression(location: NginxLocation): Expression | null {
  const known = locationExpressions.get(location);
  if (known !== undefined) return known;
  const read = pathExpression(`^${location.path}`);
  locationExpressions.set(location, read);
  return read;
}

/** An expression for paths, in any case as nginx takes all of them; `null` where it cannot be read (`readExpression`). */
export function pathExpression(expression: string): Expression | null {
  return readExpression(expression, 'pcre', 'anyCase');
}

function whyNotLocation(item: NginxLocation, won: NginxLocation, path: string, server: NginxServer): string {
  switch (item.match) {
    case 'exact':
      return `is for exactly ${item.path}`;
    case 'prefix':
      if (!path.startsWith(item.path))
        return item.path.length > won.path.length ? `is longer but does not begin ${path}` : `does not begin ${path}`;
      return won.match === 'exact' ? 'fits too, but an exact path comes first' : 'fits too, but is shorter';
    case 'expression': {
      const expression = locationExpression(item);
      if (expression === null) return 'cannot be read as an expression here';
      if (tryExpression(expression, path).kind === 'gaveUp')
        return 'takes too many steps to be tried on this path here';
      return server.locations.indexOf(item) < server.locations.indexOf(won)
        ? `is tried before, but does not fit ${path}`
        : 'comes later in nginx.conf';
    }
  }
}

/** The certificate for a server name: the host's, its wildcard parent's, else the default one. */
export function matchCertificate(configuration: NginxConfiguration, sni: string | null): Certificate {
  if (sni === null) return configuration.defaultCertificate;
  return (
    configuredCertificate(configuration, sni) ??
    withoutServer(configuration.defaultCertificate, configuration.served, plainHost(sni))
  );
}

/** The certificate entry for a host or its wildcard parent; `null` means that plain HTTP is not redirected. */
export function configuredCertificate(configuration: NginxConfiguration, host: string): Certificate | null {
  const name = plainHost(host);
  return configuration.certificates.get(name) ?? configuration.certificates.get(name.replace(/^[^.]+\./, '*.')) ?? null;
}

/** A request target as nginx compares it: without query, decoded, `.` and `..` resolved, slashes merged. */
export function normalisePath(target: string): string {
  const raw = target.replace(/[?#].*$/, '');
  const decoded = raw.replace(/(?:%[0-9a-fA-F]{2})+/g, decodeRun);
  const parts: string[] = [];
  const pieces = decoded.split('/').slice(1);
  for (const piece of pieces) {
    if (piece === '' || piece === '.') continue;
    if (piece === '..') parts.pop();
    else parts.push(piece);
  }
  const last = pieces.at(-1) ?? '';
  const path = `/${parts.join('/')}`;
  return (last === '' || last === '.' || last === '..') && path !== '/' ? `${path}/` : path;
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
