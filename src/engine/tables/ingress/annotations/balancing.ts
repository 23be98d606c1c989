import type { ControllerSettings } from '../settings.ts';
import { BASIC, BOOLEAN, INTEGER, NGINX_VARIABLE, oneOf, REGEX } from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled, noEffect } from './rule.ts';

export const BALANCING_RULES: AnnotationRules = {
  affinity: modelled(oneOf(['cookie'])),
  'affinity-mode': modelled(oneOf(['balanced', 'persistent'])),
  'affinity-canary-behavior': modelled(oneOf(['sticky', 'legacy'])),
  'session-cookie-name': modelled(BASIC),
  'session-cookie-path': modelled(REGEX),
  'session-cookie-domain': modelled(BASIC),
  'session-cookie-expires': modelled(INTEGER),
  'session-cookie-max-age': modelled(INTEGER),
  'session-cookie-secure': modelled(BOOLEAN),
  'session-cookie-samesite': modelled(oneOf(['none', 'lax', 'strict'])),
  'session-cookie-conditional-samesite-none': noEffect,
  'session-cookie-change-on-failure': noEffect,
  'load-balance': modelled(oneOf(['round_robin', 'ewma'])),
  'upstream-hash-by': modelled(NGINX_VARIABLE),
  'upstream-hash-by-subset': noEffect,
  'upstream-hash-by-subset-size': noEffect,
  'service-upstream': modelled(BOOLEAN),
};

/** How one endpoint of an upstream is chosen. */
export interface Balancing {
  readonly cookie: {
    readonly name: string;
    /** Empty: the rule's path. */
    readonly path: string;
    readonly domain: string;
    readonly maxAge: number | null;
    readonly expires: number | null;
    readonly secure: boolean | null;
    readonly sameSite: string;
  } | null;
  readonly canaryAffinity: 'sticky' | 'legacy';
  readonly algorithm: 'round_robin' | 'ewma';
  /** An nginx variable text such as `$remote_addr`; empty for none. */
  readonly hashBy: string;
  readonly target: 'endpoints' | 'clusterIP';
}

export function readBalancing(read: AnnotationReader, settings: ControllerSettings): Balancing {
  return {
    cookie: readCookie(read),
    canaryAffinity: read.text('affinity-canary-behavior') === 'legacy' ? 'legacy' : 'sticky',
    algorithm: (read.text('load-balance') ?? settings.loadBalance) === 'ewma' ? 'ewma' : 'round_robin',
    hashBy: read.text('upstream-hash-by') ?? '',
    target: (read.boolean('service-upstream') ?? settings.serviceUpstream) ? 'clusterIP' : 'endpoints',
  };
}

function readCookie(read: AnnotationReader): Balancing['cookie'] {
  if (read.text('affinity')?.toLowerCase() !== 'cookie') return null;
  return {
    name: read.text('session-cookie-name') ?? 'INGRESSCOOKIE',
    path: read.text('session-cookie-path') ?? '',
    domain: read.text('session-cookie-domain') ?? '',
    maxAge: read.integer('session-cookie-max-age'),
    expires: read.integer('session-cookie-expires'),
    secure: read.boolean('session-cookie-secure'),
    sameSite: read.text('session-cookie-samesite') ?? '',
  };
}
