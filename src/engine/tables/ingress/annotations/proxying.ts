import type { ControllerSettings } from '../settings.ts';
import { readSize } from '../settings.ts';
import {
  ANY,
  BASIC,
  BOOLEAN,
  INTEGER,
  oneOf,
  SERVER_NAMES,
  SERVICE_NAME,
  SIZE,
  STATUS_CODES,
  URL_WITH_VARIABLES,
} from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled, noEffect, notModelled, snippet } from './rule.ts';

export const PROXYING_RULES: AnnotationRules = {
  'proxy-body-size': modelled(SIZE),
  'backend-protocol': modelled(oneOf(['auto_http', 'http', 'https', 'grpc', 'grpcs', 'fcgi'])),
  'upstream-vhost': modelled(BASIC, 'leaveOut'),
  'custom-http-errors': modelled(STATUS_CODES, 'leaveOut'),
  'disable-proxy-intercept-errors': modelled(BOOLEAN),
  'default-backend': modelled(SERVICE_NAME, 'leaveOut'),
  'mirror-target': modelled(URL_WITH_VARIABLES),
  'mirror-host': modelled(URL_WITH_VARIABLES),
  'mirror-request-body': noEffect,
  'server-alias': modelled(SERVER_NAMES, 'leaveOut'),
  'proxy-connect-timeout': modelled(INTEGER),
  'proxy-read-timeout': modelled(INTEGER),
  'proxy-send-timeout': noEffect,
  'proxy-next-upstream': modelled(ANY),
  'proxy-next-upstream-timeout': noEffect,
  'proxy-next-upstream-tries': modelled(INTEGER),
  'proxy-ssl-secret': modelled(BASIC),
  'proxy-ssl-name': modelled(BASIC),
  'proxy-ssl-server-name': modelled(oneOf(['on', 'off'])),
  'proxy-ssl-verify': notModelled('certificates of upstreams are not checked'),
  'proxy-ssl-verify-depth': noEffect,
  'proxy-ssl-ciphers': noEffect,
  'proxy-ssl-protocols': noEffect,
  'proxy-http-version': noEffect,
  'proxy-buffering': noEffect,
  'proxy-buffers-number': noEffect,
  'proxy-buffer-size': noEffect,
  'proxy-busy-buffers-size': noEffect,
  'proxy-max-temp-file-size': noEffect,
  'proxy-request-buffering': noEffect,
  'proxy-cookie-domain': notModelled('cookies of answers are not rewritten'),
  'proxy-cookie-path': notModelled('cookies of answers are not rewritten'),
  'proxy-redirect-from': notModelled('Location headers of answers are not rewritten'),
  'proxy-redirect-to': notModelled('Location headers of answers are not rewritten'),
  'connection-proxy-header': noEffect,
  'client-body-buffer-size': noEffect,
  'custom-headers': notModelled('headers of a ConfigMap are not added'),
  'ssl-passthrough': modelled(BOOLEAN),
  'ssl-ciphers': noEffect,
  'ssl-prefer-server-ciphers': noEffect,
  'http2-push-preload': noEffect,
  'enable-access-log': noEffect,
  'enable-rewrite-log': noEffect,
  'enable-opentelemetry': noEffect,
  'opentelemetry-operation-name': noEffect,
  'opentelemetry-trust-incoming-span': noEffect,
  'enable-opentracing': noEffect,
  'enable-modsecurity': notModelled('the web application firewall is not run'),
  'enable-owasp-core-rules': notModelled('the web application firewall is not run'),
  'modsecurity-snippet': snippet,
  'modsecurity-transaction-id': noEffect,
  'configuration-snippet': snippet,
  'server-snippet': snippet,
  'stream-snippet': snippet,
  'fastcgi-index': noEffect,
  'fastcgi-params-configmap': noEffect,
};

export type BackendProtocol = 'AUTO_HTTP' | 'HTTP' | 'HTTPS' | 'GRPC' | 'GRPCS' | 'FCGI';

/** How a location speaks to its upstream. */
export interface Proxying {
  /** Bytes, 0 for no limit. */
  readonly maxBodyBytes: number;
  readonly protocol: BackendProtocol;
  /** Host header for the backend, `null` for the one of the request. */
  readonly host: string | null;
  readonly errorPages: readonly number[];
  /** Whether the list is the Ingress's own; only then the Service of default-backend makes the pages. */
  readonly errorPagesFrom: 'annotation' | 'configMap';
  /** False: only the controller's own errors get a page, not those of the backend. */
  readonly interceptsErrors: boolean;
  /** `NS/NAME` of the Service that stands in and makes the error pages. */
  readonly defaultBackend: string | null;
  readonly mirror: { readonly target: string; readonly host: string | null } | null;
  readonly aliases: readonly string[];
  readonly tls: 'ended' | 'passedThrough';
  readonly connectTimeoutMs: number;
  readonly readTimeoutMs: number;
  readonly nextUpstream: readonly string[];
  readonly tries: number;
  readonly clientCertificate: { readonly namespace: string; readonly name: string } | null;
  readonly sni: string | null;
}

export function readProxying(read: AnnotationReader, settings: ControllerSettings, namespace: string): Proxying {
  const errors = read.text('custom-http-errors');
  const target = read.text('mirror-target');
  const service = read.text('default-backend');
  return {
    maxBodyBytes: readSize(read.text('proxy-body-size')) ?? settings.maxBodyBytes,
    protocol: protocolOf(read.text('backend-protocol')),
    host: read.text('upstream-vhost'),
    errorPages: errors === null ? settings.errorPages : errors.split(',').map((code) => Number(code.trim())),
    errorPagesFrom: errors === null ? 'configMap' : 'annotation',
    interceptsErrors: !(read.boolean('disable-proxy-intercept-errors') ?? false),
    defaultBackend: service === null ? null : `${namespace}/${service}`,
    mirror: target === null ? null : { target, host: read.text('mirror-host') },
    aliases: uniqueNames(read.text('server-alias')),
    tls: settings.sslPassthrough && read.boolean('ssl-passthrough') === true ? 'passedThrough' : 'ended',
    connectTimeoutMs: (read.integer('proxy-connect-timeout') ?? settings.connectTimeoutSeconds) * 1000,
    readTimeoutMs: (read.integer('proxy-read-timeout') ?? settings.readTimeoutSeconds) * 1000,
    nextUpstream: (read.text('proxy-next-upstream') ?? settings.nextUpstream)
      .split(/\s+/)
      .filter((word) => word !== ''),
    tries: read.integer('proxy-next-upstream-tries') ?? settings.tries,
    clientCertificate: secretOf(read.text('proxy-ssl-secret')),
    sni: read.text('proxy-ssl-server-name')?.toLowerCase() === 'on' ? (read.text('proxy-ssl-name') ?? '') : null,
  };
}

function protocolOf(text: string | null): BackendProtocol {
  switch (text?.trim().toLowerCase()) {
    case 'https':
      return 'HTTPS';
    case 'grpc':
      return 'GRPC';
    case 'grpcs':
      return 'GRPCS';
    case 'fcgi':
      return 'FCGI';
    case 'auto_http':
      return 'AUTO_HTTP';
    default:
      return 'HTTP';
  }
}

function uniqueNames(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(',').map((name) => name.trim()))].filter((name) => name !== '');
}

function secretOf(text: string | null): Proxying['clientCertificate'] {
  const [namespace, name] = (text ?? '').split('/');
  return namespace !== undefined && namespace !== '' && name !== undefined ? { namespace, name } : null;
}
