import type { Request, RequestMore, Sends } from '#document';
import { parseRef, printRef } from '#document';
import { moreOf, requestText } from '#model';
import { parseIp, parseWebUrl } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { mergeMore } from './ad-hoc-more.ts';

/** What a person typed into the request bar (or gave the command line). */
export interface AdHoc {
  readonly name: string;
  /** A reference as SCENARIO.md writes it: `client`, `deployment/shop/api`. */
  readonly from: string;
  /** An HTTP method, a transport (`TCP`, `UDP`, `SCTP`, `ICMP`), `DNS` or `gRPC`. */
  readonly method: string;
  /** A URL, `HOST:PORT`, a name or an address. */
  readonly target: string;
  /** What else the request states. */
  readonly more?: RequestMore | undefined;
}

/** A request as far as it could be made, and everything that is wrong with it; a problem names its field. */
export interface AdHocReading {
  /** `null` where it could not be sent as it stands. */
  readonly request: Request | null;
  readonly problems: readonly Problem[];
}

/** Makes a request of it, or says what is wrong in a sentence. */
export function requestOf(adHoc: AdHoc): Request | Problem {
  const { request, problems } = readAdHoc(adHoc);
  const [first] = problems;
  return request ?? first ?? problem('EmptyTarget', 'error', 'There is nothing to send.');
}

/** Makes a request of it, with every problem; those of the sender have the field `from`, those of the target `target`. */
export function readAdHoc(adHoc: AdHoc): AdHocReading {
  const from = parseRef(adHoc.from);
  const sends = sendsOf(adHoc.method, adHoc.target.trim());
  const problems: Problem[] = [
    ...(from === null
      ? [
          problem(
            'InvalidReference',
            'error',
            `Nobody is called ${adHoc.from}: write client, pod/NS/NAME, deployment/NS/NAME or node/NAME.`,
            { field: ['from'] },
          ),
        ]
      : []),
    ...('code' in sends ? [{ ...sends, field: ['target'] }] : []),
  ];
  const base: Request = {
    name: adHoc.name,
    from: from ?? { kind: 'client', namespace: null, name: '', container: null },
    sends: 'code' in sends ? sendsAnyway(adHoc.method) : sends,
    via: null,
    count: 1,
    sameConnection: false,
    then: [],
    expect: null,
    path: [],
  };
  const whole = adHoc.more === undefined ? { request: base, problems: [] } : mergeMore(base, adHoc.more);
  const all = [...problems, ...whole.problems];
  return { request: all.length === 0 ? whole.request : null, problems: all };
}

/** The inverse of `requestOf`: a request as the bar holds it. */
export function adHocOf(request: Request): AdHoc {
  const [method = '', ...target] = requestText.what(request).split(' ');
  const more = moreOf(request);
  return {
    name: request.name,
    from: request.from === null ? 'client' : printRef(request.from),
    method,
    target: target.join(' '),
    ...(more === undefined ? {} : { more }),
  };
}

const TRANSPORTS = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

/** Stands in for a target that is wrong, so that the rest can be judged. */
function sendsAnyway(method: string): Sends {
  if (method === 'DNS') return { kind: 'dns', dns: { name: 'name' } };
  const protocol = TRANSPORTS.find((word) => word === method);
  if (protocol !== undefined) return { kind: 'connect', connect: { to: 'host', port: 80, protocol } };
  if (method === 'gRPC') return { kind: 'grpc', grpc: { url: 'http://host', service: 'Service', method: 'Method' } };
  return { kind: 'http', http: { url: 'http://host/', method } };
}

function sendsOf(method: string, target: string): Sends | Problem {
  if (target === '')
    return problem('EmptyTarget', 'error', 'Write where the request goes: a URL, host:port, or a name.');
  if (method === 'DNS') {
    const [name = target, type] = target.split(/\s+/);
    return { kind: 'dns', dns: type === undefined ? { name } : { name, type: type.toUpperCase() } };
  }
  // Who writes a URL asks for what is there, also where the bar still stands at a bare connection.
  if (method === 'TCP' && /^https?:/i.test(target) && parseWebUrl(target) !== null)
    return { kind: 'http', http: { url: target } };
  const transport = TRANSPORTS.find((word) => word === method);
  if (transport !== undefined) return connectOf(transport, target);
  if (method === 'gRPC') return grpcOf(target);
  if (parseWebUrl(target) === null) return problem('InvalidUrl', 'error', whyNoUrl(target));
  return { kind: 'http', http: method === 'GET' ? { url: target } : { url: target, method } };
}

function grpcOf(target: string): Sends | Problem {
  const [url = '', call = ''] = target.split(/\s+/);
  if (parseWebUrl(url) === null) return problem('InvalidUrl', 'error', whyNoUrl(url));
  const [, service, method] = /^([^/]+)\/([^/]+)$/.exec(call) ?? [];
  if (service === undefined || method === undefined)
    return problem('InvalidUrl', 'error', 'Write what is called behind the URL: http://HOST SERVICE/METHOD.');
  return { kind: 'grpc', grpc: { url, service, method } };
}

function whyNoUrl(target: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(target)?.[1];
  if (scheme !== undefined && !/^https?$/i.test(scheme))
    return `${scheme} is not spoken here: write http://HOST/PATH or https://HOST/PATH, or connect by TCP.`;
  return wrongPort(target) ?? `${target} is no URL that can be requested: write http://HOST/PATH or https://HOST/PATH.`;
}

/** What is wrong with the number after the host, `null` if there is none or it is a port. */
function wrongPort(target: string): string | null {
  const written = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\[[^\]]*\]|[^:/?#[\]]+):(\d+)(?:[/?#]|$)/i.exec(target)?.[1];
  if (written === undefined || (Number(written) >= 1 && Number(written) <= 65535)) return null;
  return `${written} is no port: ports go from 1 to 65535.`;
}

function connectOf(protocol: (typeof TRANSPORTS)[number], target: string): Sends | Problem {
  if (protocol === 'ICMP') return { kind: 'connect', connect: { to: target, protocol } };
  const wrong = parseIp(target) === null ? wrongPort(target) : null;
  if (wrong !== null) return problem('InvalidPort', 'error', wrong);
  const match = parseIp(target) === null ? /^(.+):(\d{1,5})$/.exec(hostAndPort(target)) : null;
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65535) {
    return problem('MissingPort', 'error', `${target} has no port: write HOST:PORT, for example web.shop:80.`);
  }
  return { kind: 'connect', connect: { to: (match[1] ?? '').replace(/^\[|\]$/g, ''), port, protocol } };
}

/** Without a scheme and what follows the host of a URL; a reference keeps its slashes. */
function hostAndPort(target: string): string {
  const [, reference, port] = /^(.+):(\d{1,5})$/.exec(target) ?? [];
  if (reference !== undefined && port !== undefined && parseRef(reference) !== null) return target;
  return target.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');
}
