import type { OwnAnswer } from './answer.ts';
import type { Evidence } from '#cluster';
import { annotationEvidence, certificateEvidence, tlsEvidence, written } from './evidence.ts';
import { answerHere } from './located.ts';
import type { Located, WebRequest } from './request.ts';
import { fillIn, redirectHost } from './request.ts';
import { configuredCertificate, matchServer } from '#tables';

/** The server for a name with or without `www.` sends everything to the other name. */
export function wwwRedirect(web: WebRequest): OwnAnswer | null {
  const { won } = matchServer(web.visit.configuration, web.request.host);
  if (won.redirectsTo === null || won.ingress === null) return null;
  const uri = web.request.path.endsWith('/') ? web.request.path.slice(0, -1) : web.request.path;
  return {
    status: web.visit.configuration.settings.httpRedirectCode,
    headers: { location: `${web.accessScheme}://${won.redirectsTo}:${web.port}${uri}` },
    reason: null,
    why: 'from-to-www-redirect',
    objects: [won.ingress.ref],
    because: [
      written(won.ingress.ref, [
        'metadata',
        'annotations',
        `${web.visit.configuration.settings.annotationPrefix}/from-to-www-redirect`,
      ]),
    ],
    consulted: [],
    notTaken: () => [],
  };
}

/** app-root answers for the root path only, with scheme and host of the connection. */
export function appRootRedirect(web: WebRequest): OwnAnswer | null {
  const { appRoot } = matchServer(web.visit.configuration, web.request.host).won;
  if (appRoot === null || web.path !== '/') return null;
  return {
    status: 302,
    headers: { location: `${web.scheme}://${web.request.host}${appRoot.path}` },
    reason: null,
    why: 'app-root',
    objects: [appRoot.ingress.ref],
    because: [written(appRoot.ingress.ref, appRoot.annotations.fieldOf('app-root'))],
    consulted: [],
    notTaken: () => [],
  };
}

/** nginx's own redirect where only the final slash is missing: scheme of the connection, host without port, query kept. */
export function slashRedirect(located: Located): OwnAnswer | null {
  if (located.match.redirect === 'none') return null;
  const { settings } = located.visit.configuration;
  const { rewriting } = located.location.annotations;
  const listens = located.scheme === 'https' ? settings.httpsPort : settings.httpPort;
  const usual = located.scheme === 'https' ? 443 : 80;
  const port = rewriting.portInRedirects === 'kept' && listens !== usual ? `:${listens}` : '';
  const origin = rewriting.location === 'relative' ? '' : `${located.scheme}://${located.host}${port}`;
  return answerHere(located, {
    status: 301,
    headers: { location: `${origin}${encodeURI(located.path)}/${located.query}` },
    reason: null,
    why: 'missing-slash',
  });
}

/** permanent-redirect and temporal-redirect: a `return` in the location, before anything is checked. */
export function fixedRedirect(located: Located): OwnAnswer | null {
  const { fixed } = located.location.annotations.rewriting;
  if (fixed === null) return null;
  const temporal = annotationEvidence(located.location, 'temporal-redirect');
  return answerHere(located, {
    status: fixed.status,
    headers: { location: fillIn(fixed.url, located) },
    reason: null,
    why: temporal.length > 0 ? 'temporal-redirect' : 'permanent-redirect',
    because: temporal.length > 0 ? temporal : annotationEvidence(located.location, 'permanent-redirect'),
  });
}

/** What says that the host has a certificate: its Ingress' tls section, else the Secret of a wildcard's. */
function certified(
  { server, host }: Located,
  certificate: ReturnType<typeof configuredCertificate>,
): readonly Evidence[] {
  const owner = server.won.ingress;
  if (owner !== null && owner.tls.length > 0) return [tlsEvidence(owner, host)];
  const secret = certificate?.secret ?? null;
  return secret === null || certificate === null ? [] : [certificateEvidence(secret, certificate)];
}

/** To HTTPS: with force-ssl-redirect always, else where a certificate entry exists for the host (lua_ingress.lua). */
export function httpsRedirect(located: Located): OwnAnswer | null {
  const { visit, location } = located;
  const { settings } = visit.configuration;
  const { rewriting } = location.annotations;
  if (rewriting.httpsRedirect === 'never' || located.accessScheme !== 'http') return null;
  if (settings.noRedirectPaths.some((path) => location.path.startsWith(path))) return null;
  const certificate = configuredCertificate(visit.configuration, located.host);
  if (rewriting.httpsRedirect === 'withCertificate' && certificate === null) return null;
  const { path } = located.request;
  const uri = rewriting.trailingSlash === 'cut' && path.endsWith('/') ? path.slice(0, -1) : path;
  const port = rewriting.portInRedirects === 'kept' ? `:${settings.httpsPort}` : '';
  const forced = annotationEvidence(location, 'force-ssl-redirect');
  return answerHere(located, {
    status: settings.httpRedirectCode,
    headers: { location: `https://${redirectHost(located)}${port}${uri}` },
    reason: null,
    why: rewriting.httpsRedirect === 'always' ? 'force-ssl-redirect' : 'ssl-redirect',
    because: forced.length > 0 ? forced : certified(located, certificate),
  });
}
