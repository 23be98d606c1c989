import type { Cluster, IngressController } from '#cluster';
import { goBoolean, isFlagOn } from '#cluster';
import type { Cidr } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Labels } from '#manifests';
import { refText } from '#manifests';
import type { BlockedPattern } from './blocked.ts';
import { blockedPattern } from './blocked.ts';
import { cidrList, isCidrList } from './cidr-list.ts';
import { isHarmlessKey, MODELLED_KEYS } from './config-keys.ts';

/** What flags and ConfigMap of one ingress-nginx say, defaults filled in (internal/ingress/controller/config/config.go v1.15). */
export interface ControllerSettings {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly annotationPrefix: string;
  readonly annotationChecks: 'checked' | 'unchecked';
  readonly snippets: 'taken' | 'dropped';
  readonly sslPassthrough: boolean;
  /** `NS/NAME`, `null` for the built-in 404. */
  readonly defaultBackend: string | null;
  readonly defaultCertificate: string | null;
  readonly externalNames: boolean;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly httpRedirectCode: number;
  readonly preserveTrailingSlash: boolean;
  readonly usePortInRedirects: boolean;
  readonly relativeRedirects: boolean;
  /** Paths whose locations are never redirected to HTTPS. */
  readonly noRedirectPaths: readonly string[];
  readonly useForwardedHeaders: boolean;
  readonly computeFullForwardedFor: boolean;
  readonly forwardedForHeader: string;
  readonly trustedProxies: readonly Cidr[];
  readonly useProxyProtocol: boolean;
  /** `enable-real-ip`: the client's address is read from the header, though nothing else of it is trusted. */
  readonly enableRealIp: boolean;
  readonly hsts: string | null;
  readonly allow: readonly Cidr[];
  readonly deny: readonly Cidr[];
  /** Sources, agents and referers that no host answers. */
  readonly blocked: Blocked;
  /** Headers that every answer gets (`add-headers`), and every backend (`proxy-set-headers`), by lower-case name. */
  readonly addHeaders: Labels;
  readonly setHeaders: Labels;
  /** Set by `global-auth-url` for every location without an `auth-url`. */
  readonly globalAuth: {
    readonly url: string;
    readonly method: string;
    readonly signin: string;
    readonly signinParameter: string;
    readonly responseHeaders: string;
  } | null;
  /** Paths whose locations ask nobody for authentication. */
  readonly noAuthPaths: readonly string[];
  /** The text of an invalid list: every location without a list of its own is closed. */
  readonly invalidAllow: string | null;
  readonly serviceUpstream: boolean;
  readonly loadBalance: string;
  readonly maxBodyBytes: number;
  readonly errorPages: readonly number[];
  readonly connectTimeoutSeconds: number;
  readonly readTimeoutSeconds: number;
  readonly nextUpstream: string;
  readonly tries: number;
  readonly http2: boolean;
  readonly problems: readonly Problem[];
}

/** What is refused with 403 before a location is looked for: `block-user-agents` and `block-referers` by what a header's value is. */
export interface Blocked {
  readonly cidrs: readonly Cidr[];
  readonly userAgents: readonly BlockedPattern[];
  readonly referers: readonly BlockedPattern[];
}

/** `configMaps` are those of the cluster: some settings only name one. An empty truth of the ConfigMap is false (mapstructure, weakly typed). */
export function readSettings(controller: IngressController, configMaps: Cluster['configMaps']): ControllerSettings {
  const { flags, config } = controller;
  const flag = (name: string, otherwise: string): string => flags[name] ?? otherwise;
  const yes = (value: string | undefined, otherwise: boolean): boolean =>
    value === undefined ? otherwise : value === '' ? false : (goBoolean(value) ?? otherwise);
  const number = (value: string | undefined, otherwise: number): number =>
    value !== undefined && /^\d+$/.test(value) ? Number(value) : otherwise;
  const list = config['whitelist-source-range'] ?? '';
  const invalid = list !== '' && !isCidrList(list);
  return {
    httpPort: number(flags['http-port'], 80),
    httpsPort: number(flags['https-port'], 443),
    annotationPrefix: flag('annotations-prefix', 'nginx.ingress.kubernetes.io'),
    annotationChecks: isFlagOn(flags['enable-annotation-validation'], 'on') ? 'checked' : 'unchecked',
    snippets:
      yes(config['allow-snippet-annotations'], false) && config['annotations-risk-level'] === 'Critical'
        ? 'taken'
        : 'dropped',
    sslPassthrough: isFlagOn(flags['enable-ssl-passthrough'], 'off'),
    defaultBackend: flags['default-backend-service'] ?? null,
    defaultCertificate: flags['default-ssl-certificate'] ?? null,
    externalNames: !isFlagOn(flags['disable-svc-external-name'], 'off'),
    sslRedirect: yes(config['ssl-redirect'], true),
    forceSslRedirect: yes(config['force-ssl-redirect'], false),
    httpRedirectCode: redirectCode(number(config['http-redirect-code'], 308)),
    preserveTrailingSlash: yes(config['preserve-trailing-slash'], false),
    usePortInRedirects: yes(config['use-port-in-redirects'], false),
    relativeRedirects: yes(config['relative-redirects'], false),
    noRedirectPaths: words(config['no-tls-redirect-locations'] ?? '/.well-known/acme-challenge'),
    useForwardedHeaders: yes(config['use-forwarded-headers'], false),
    computeFullForwardedFor: yes(config['compute-full-forwarded-for'], false),
    forwardedForHeader: (config['forwarded-for-header'] ?? 'X-Forwarded-For').toLowerCase(),
    trustedProxies: cidrList(config['proxy-real-ip-cidr'] ?? '0.0.0.0/0'),
    useProxyProtocol: yes(config['use-proxy-protocol'], false),
    enableRealIp: yes(config['enable-real-ip'], false),
    hsts: hstsHeader(config, yes, number),
    allow: invalid ? [] : cidrList(list),
    deny: cidrList(config['denylist-source-range'] ?? ''),
    blocked: {
      cidrs: cidrList(config['block-cidrs'] ?? ''),
      userAgents: words(config['block-user-agents'] ?? '').map(blockedPattern),
      referers: words(config['block-referers'] ?? '').map(blockedPattern),
    },
    addHeaders: headersOf(config['add-headers'], configMaps),
    setHeaders: headersOf(config['proxy-set-headers'], configMaps),
    globalAuth: globalAuth(config),
    noAuthPaths: words(config['no-auth-locations'] ?? '/.well-known/acme-challenge'),
    invalidAllow: invalid ? list : null,
    serviceUpstream: yes(config['service-upstream'], false),
    loadBalance: config['load-balance'] ?? 'round_robin',
    maxBodyBytes: readSize(config['proxy-body-size'] ?? null) ?? 1048576,
    errorPages: words(config['custom-http-errors'] ?? '')
      .map(Number)
      .filter((code) => code >= 300 && code <= 599),
    connectTimeoutSeconds: number(config['proxy-connect-timeout'], 5),
    readTimeoutSeconds: number(config['proxy-read-timeout'], 60),
    nextUpstream: config['proxy-next-upstream'] ?? 'error timeout',
    tries: number(config['proxy-next-upstream-tries'], 3),
    http2: yes(config['use-http2'], true),
    problems: configProblems(controller),
  };
}

function headersOf(configMap: string | undefined, configMaps: Cluster['configMaps']): Labels {
  const data = configMaps.get(configMap ?? '')?.data ?? {};
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name.toLowerCase(), value]));
}

function globalAuth(config: IngressController['config']): ControllerSettings['globalAuth'] {
  const url = config['global-auth-url'] ?? '';
  if (url === '') return null;
  return {
    url,
    method: config['global-auth-method'] ?? '',
    signin: config['global-auth-signin'] ?? '',
    signinParameter: config['global-auth-signin-redirect-param'] ?? '',
    responseHeaders: config['global-auth-response-headers'] ?? '',
  };
}

/** Bytes of `10`, `8k`, `1m`, `1g`; `null` where it is no size. */
export function readSize(text: string | null): number | null {
  const match = /^(\d+)([bkmg]?)$/i.exec(text ?? '');
  if (match === null) return null;
  const unit = { '': 1, b: 1, k: 1024, m: 1048576, g: 1073741824 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return Number(match[1]) * unit;
}

function words(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** The controller accepts 301, 302, 307 and 308 and takes 308 for anything else (template/configmap.go). */
function redirectCode(code: number): number {
  return [301, 302, 307, 308].includes(code) ? code : 308;
}

function hstsHeader(
  config: IngressController['config'],
  yes: (value: string | undefined, otherwise: boolean) => boolean,
  number: (value: string | undefined, otherwise: number) => number,
): string | null {
  if (!yes(config.hsts, true)) return null;
  const subdomains = yes(config['hsts-include-subdomains'], true) ? '; includeSubDomains' : '';
  const preload = yes(config['hsts-preload'], false) ? '; preload' : '';
  return `max-age=${number(config['hsts-max-age'], 31536000)}${subdomains}${preload}`;
}

function configProblems(controller: IngressController): readonly Problem[] {
  const object = controller.configRef === null ? null : refText(controller.configRef);
  const keys = Object.keys(controller.config)
    .filter((key) => !MODELLED_KEYS.includes(key) && !isHarmlessKey(key))
    .map((key) =>
      problem('NotModelledSetting', 'warning', `The controller's setting ${key} is not modelled.`, {
        object,
        field: ['data', key],
      }),
    );
  const { workload } = controller;
  const flagged = NOT_MODELLED_FLAGS.filter(
    (flag) => controller.flags[flag] !== undefined && goBoolean(controller.flags[flag]) !== false,
  );
  const place = { object: workload === null ? null : `${workload.kind}/${workload.namespace}/${workload.name}` };
  const flags = flagged.map((flag) =>
    problem('NotModelledSetting', 'warning', `The controller's flag --${flag} is not modelled.`, place),
  );
  const unreadable = ['block-user-agents', 'block-referers'].flatMap((key) =>
    words(controller.config[key] ?? '')
      .filter((text) => blockedPattern(text).kind === 'unreadable')
      .map((text) =>
        problem(
          'NotModelledExpression',
          'warning',
          `The expression ${text} cannot be read here and is taken to fit nothing.`,
          {
            object,
            field: ['data', key],
          },
        ),
      ),
  );
  return [...keys, ...flags, ...unreadable];
}

/** Flags that change what is decided, and are not followed. */
const NOT_MODELLED_FLAGS = ['enable-topology-aware-routing', 'watch-namespace-selector'];
