import type { Headers } from '#net';
import { originFits } from '#tables';
import type { Located } from './request.ts';
import { cookie as cookieSent } from './request.ts';

/** Headers that every answer of the location gets: CORS where the origin fits, HSTS over TLS, `add-headers`. */
export function locationHeaders(located: Located): Headers {
  return { ...corsHeaders(located), ...hstsHeader(located), ...located.visit.configuration.settings.addHeaders };
}

/** `null` where the location has no CORS or the origin is not of its list. */
export function corsHeaders({ location, request }: Located): Headers | null {
  const { cors } = location.annotations;
  const origin = request.headers.origin ?? '';
  if (cors === null || !originFits(cors, origin)) return null;
  return {
    'access-control-allow-origin': cors.origins === '*' ? '*' : origin,
    ...(cors.credentials ? { 'access-control-allow-credentials': 'true' } : {}),
    'access-control-allow-methods': cors.methods,
    'access-control-allow-headers': cors.headers,
    ...(cors.exposed === '' ? {} : { 'access-control-expose-headers': cors.exposed }),
    'access-control-max-age': `${cors.maxAgeSeconds}`,
  };
}

export function hstsHeader({ scheme, visit }: Located): Headers {
  const { hsts } = visit.configuration.settings;
  return scheme === 'https' && hsts !== null ? { 'strict-transport-security': hsts } : {};
}

/** The affinity cookie of the Ingress whose location this is; its value is opaque. A client that sends one keeps it. */
export function affinityCookie({ location, scheme, request }: Located, member: string): Headers {
  const { cookie } = location.annotations.balancing;
  if (cookie === null || cookieSent(request.headers, cookie.name) !== null) return {};
  const secure = cookie.secure ?? scheme === 'https';
  const parts = [
    `${cookie.name}=${member}`,
    ...(cookie.maxAge === null ? [] : [`Max-Age=${cookie.maxAge}`]),
    `Path=${cookie.path === '' ? location.rulePath : cookie.path}`,
    ...(cookie.domain === '' ? [] : [`Domain=${cookie.domain}`]),
    ...(secure ? ['Secure'] : []),
    'HttpOnly',
    ...(cookie.sameSite === '' ? [] : [`SameSite=${cookie.sameSite}`]),
  ];
  return { 'set-cookie': parts.join('; ') };
}
