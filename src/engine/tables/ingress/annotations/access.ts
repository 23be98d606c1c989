import type { Cidr } from '#net';
import { cidrList, isCidrList } from '../cidr-list.ts';
import type { ControllerSettings } from '../settings.ts';
import { ANY, BASIC, BOOLEAN, HEADER_NAMES, INTEGER, oneOf, URL_WITH_VARIABLES } from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled, noEffect, notModelled, snippet } from './rule.ts';

const RATES = 'requests are not counted against rates';

export const ACCESS_RULES: AnnotationRules = {
  'allowlist-source-range': modelled(isCidrList, 'close', 'whitelist-source-range'),
  'denylist-source-range': modelled(isCidrList, 'close'),
  satisfy: modelled(oneOf(['any', 'all'])),
  'auth-type': modelled(oneOf(['basic', 'digest'], 'exact'), 'close'),
  'auth-secret': modelled(BASIC, 'close'),
  'auth-secret-type': modelled(oneOf(['auth-file', 'auth-map'], 'exact'), 'close'),
  'auth-realm': modelled(ANY),
  'auth-url': modelled(URL_WITH_VARIABLES, 'close'),
  'auth-method': modelled(oneOf(['get', 'head', 'post', 'put', 'patch', 'delete', 'options'])),
  'auth-signin': modelled(URL_WITH_VARIABLES),
  'auth-signin-redirect-param': modelled(BASIC),
  'auth-response-headers': modelled(HEADER_NAMES),
  'auth-cache-key': noEffect,
  'auth-cache-duration': noEffect,
  'auth-keepalive': noEffect,
  'auth-keepalive-requests': noEffect,
  'auth-keepalive-share-vars': noEffect,
  'auth-keepalive-timeout': noEffect,
  'auth-always-set-cookie': noEffect,
  'auth-request-redirect': noEffect,
  'auth-proxy-set-headers': notModelled('headers of the authentication request come from a ConfigMap'),
  'auth-snippet': snippet,
  'enable-global-auth': modelled(BOOLEAN),
  'auth-tls-secret': modelled(BASIC),
  'auth-tls-verify-client': modelled(oneOf(['on', 'off', 'optional', 'optional_no_ca'], 'exact')),
  'auth-tls-verify-depth': noEffect,
  'auth-tls-error-page': noEffect,
  'auth-tls-pass-certificate-to-upstream': noEffect,
  'auth-tls-match-cn': notModelled('the names in client certificates are not read'),
  'limit-rps': notModelled(RATES, INTEGER, 'leaveOut'),
  'limit-rpm': notModelled(RATES, INTEGER, 'leaveOut'),
  'limit-connections': notModelled(RATES),
  'limit-rate': noEffect,
  'limit-rate-after': noEffect,
  'limit-burst-multiplier': noEffect,
  'limit-allowlist': noEffect,
  'limit-whitelist': noEffect,
};

/** Who may use the locations of one Ingress. */
export interface Access {
  /** Empty: everybody. */
  readonly allow: readonly Cidr[];
  readonly deny: readonly Cidr[];
  /** Whether source lists and authentication must both pass. */
  readonly satisfy: 'all' | 'any';
  readonly basic: {
    readonly secret: string;
    readonly secretType: 'auth-file' | 'auth-map';
    readonly realm: string;
  } | null;
  readonly external: {
    readonly url: string;
    readonly method: string;
    readonly signin: string | null;
    readonly signinParameter: string;
    readonly responseHeaders: readonly string[];
  } | null;
  /** `NS/NAME` of the Secret with the CA that client certificates must come from, for the whole host. */
  readonly clientCertificates: { readonly secret: string; readonly asked: 'required' | 'optional' } | null;
  /** Where the list stands that decides: the annotation, or the ConfigMap. */
  readonly allowFrom: 'annotation' | 'configMap' | 'nobody';
}

export function readAccess(read: AnnotationReader, settings: ControllerSettings, namespace: string): Access {
  const list = read.text('allowlist-source-range');
  const denied = read.text('denylist-source-range');
  return {
    allow: list === null ? settings.allow : cidrList(list),
    deny: denied === null ? settings.deny : cidrList(denied),
    satisfy: read.text('satisfy')?.toLowerCase() === 'any' ? 'any' : 'all',
    basic: basicAuth(read, namespace),
    external: externalAuth(read) ?? globalAuth(read, settings),
    clientCertificates: clientCertificates(read, namespace),
    allowFrom: list !== null ? 'annotation' : settings.allow.length > 0 ? 'configMap' : 'nobody',
  };
}

function basicAuth(read: AnnotationReader, namespace: string): Access['basic'] {
  if (read.text('auth-type') === null) return null;
  const secret = read.text('auth-secret') ?? '';
  return {
    secret: secret.includes('/') ? secret : `${namespace}/${secret}`,
    secretType: read.text('auth-secret-type') === 'auth-map' ? 'auth-map' : 'auth-file',
    realm: read.text('auth-realm') ?? '',
  };
}

function externalAuth(read: AnnotationReader): Access['external'] {
  const url = read.text('auth-url');
  if (url === null) return null;
  const headers = read.text('auth-response-headers') ?? '';
  return {
    url,
    method: (read.text('auth-method') ?? 'GET').toUpperCase(),
    signin: read.text('auth-signin'),
    signinParameter: read.text('auth-signin-redirect-param') ?? 'rd',
    responseHeaders: headerNames(headers),
  };
}

/** The `global-auth-…` settings, for Ingresses that ask nobody of their own and do not opt out. */
function globalAuth(read: AnnotationReader, { globalAuth: common }: ControllerSettings): Access['external'] {
  if (common === null || read.boolean('enable-global-auth') === false) return null;
  return {
    url: common.url,
    method: common.method === '' ? 'GET' : common.method.toUpperCase(),
    signin: common.signin === '' ? null : common.signin,
    signinParameter: common.signinParameter === '' ? 'rd' : common.signinParameter,
    responseHeaders: headerNames(common.responseHeaders),
  };
}

function headerNames(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

function clientCertificates(read: AnnotationReader, namespace: string): Access['clientCertificates'] {
  const secret = read.text('auth-tls-secret');
  const verify = read.text('auth-tls-verify-client') ?? 'on';
  if (secret === null || verify === 'off') return null;
  return {
    secret: secret.includes('/') ? secret : `${namespace}/${secret}`,
    asked: verify === 'on' ? 'required' : 'optional',
  };
}
