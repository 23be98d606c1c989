import type { ControllerSettings } from '../settings.ts';
import { BASIC, BOOLEAN, INTEGER, PATH_WITH_CAPTURES, URL_TEXT } from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled } from './rule.ts';

export const REWRITE_RULES: AnnotationRules = {
  'rewrite-target': modelled(PATH_WITH_CAPTURES),
  'use-regex': modelled(BOOLEAN),
  'app-root': modelled(BASIC),
  'ssl-redirect': modelled(BOOLEAN),
  'force-ssl-redirect': modelled(BOOLEAN),
  'preserve-trailing-slash': modelled(BOOLEAN),
  'use-port-in-redirects': modelled(BOOLEAN),
  'x-forwarded-prefix': modelled(BASIC, 'leaveOut'),
  'from-to-www-redirect': modelled(BOOLEAN, 'leaveOut'),
  'permanent-redirect': modelled(URL_TEXT, 'leaveOut'),
  'permanent-redirect-code': modelled(INTEGER, 'leaveOut'),
  'temporal-redirect': modelled(URL_TEXT, 'leaveOut'),
  'temporal-redirect-code': modelled(INTEGER, 'leaveOut'),
  'relative-redirects': modelled(BOOLEAN, 'leaveOut'),
};

/** Path rewriting and redirects of the locations of one Ingress. */
export interface Rewriting {
  /** Empty: none. */
  readonly target: string;
  readonly usesExpressions: boolean;
  /** Path that a request for `/` is sent to, `null` for none. */
  readonly appRoot: string | null;
  readonly httpsRedirect: 'never' | 'withCertificate' | 'always';
  readonly trailingSlash: 'kept' | 'cut';
  readonly portInRedirects: 'kept' | 'cut';
  readonly forwardedPrefix: string | null;
  readonly fromToWww: 'redirected' | 'none';
  /** Fixed answer of every path. */
  readonly fixed: { readonly status: number; readonly url: string } | null;
  readonly location: 'absolute' | 'relative';
}

export function readRewriting(read: AnnotationReader, settings: ControllerSettings): Rewriting {
  const force = read.boolean('force-ssl-redirect') ?? settings.forceSslRedirect;
  const redirects = read.boolean('ssl-redirect') ?? settings.sslRedirect;
  return {
    target: read.text('rewrite-target') ?? '',
    usesExpressions: read.boolean('use-regex') ?? false,
    appRoot: appRoot(read),
    httpsRedirect: force ? 'always' : redirects ? 'withCertificate' : 'never',
    trailingSlash: (read.boolean('preserve-trailing-slash') ?? settings.preserveTrailingSlash) ? 'kept' : 'cut',
    portInRedirects: (read.boolean('use-port-in-redirects') ?? settings.usePortInRedirects) ? 'kept' : 'cut',
    forwardedPrefix: read.text('x-forwarded-prefix'),
    fromToWww: read.boolean('from-to-www-redirect') === true ? 'redirected' : 'none',
    fixed: fixedRedirect(read),
    location: (read.boolean('relative-redirects') ?? settings.relativeRedirects) ? 'relative' : 'absolute',
  };
}

/** The controller takes only a path that begins with `/` and has no host in it. */
function appRoot(read: AnnotationReader): string | null {
  const path = read.text('app-root');
  return path?.startsWith('/') === true && path !== '/' ? path : null;
}

/** The temporary redirect comes before the permanent one; codes out of range become 302 and 301. */
function fixedRedirect(read: AnnotationReader): Rewriting['fixed'] {
  const temporal = read.text('temporal-redirect');
  if (temporal !== null && isAddress(temporal))
    return { status: codeWithin(read.integer('temporal-redirect-code'), 307, 302), url: temporal };
  const permanent = read.text('permanent-redirect');
  if (permanent !== null && isAddress(permanent))
    return { status: codeWithin(read.integer('permanent-redirect-code'), 308, 301), url: permanent };
  return null;
}

function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) || url.startsWith('/');
}

function codeWithin(code: number | null, last: number, otherwise: number): number {
  return code !== null && code >= 300 && code <= last ? code : otherwise;
}
