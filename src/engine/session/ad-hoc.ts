import type { Request, Sends } from '#document';
import { parseRef } from '#document';
import { parseIp, parseWebUrl } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';

/** What a person typed into the request bar (or gave the command line). */
export interface AdHoc {
  readonly name: string;
  /** A reference as SCENARIO.md writes it: `client`, `deployment/shop/api`. */
  readonly from: string;
  /** An HTTP method, a transport (`TCP`, `UDP`, `SCTP`, `ICMP`) or `DNS`. */
  readonly method: string;
  /** A URL, `HOST:PORT`, a name or an address. */
  readonly target: string;
}

/** Makes a request of it, or says what is wrong in a sentence. */
export function requestOf(adHoc: AdHoc): Request | Problem {
  const from = parseRef(adHoc.from);
  if (from === null)
    return problem(
      'InvalidReference',
      'error',
      `Nobody is called ${adHoc.from}: write client, pod/NS/NAME, deployment/NS/NAME or node/NAME.`,
    );
  const sends = sendsOf(adHoc.method, adHoc.target.trim());
  if ('code' in sends) return sends;
  return {
    name: adHoc.name,
    from,
    sends,
    via: null,
    count: 1,
    sameConnection: false,
    then: [],
    expect: null,
    path: [],
  };
}

const TRANSPORTS = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

function sendsOf(method: string, target: string): Sends | Problem {
  if (target === '')
    return problem('EmptyTarget', 'error', 'Write where the request goes: a URL, host:port, or a name.');
  if (method === 'DNS') {
    const [name = target, type] = target.split(/\s+/);
    return { kind: 'dns', dns: type === undefined ? { name } : { name, type: type.toUpperCase() } };
  }
  const transport = TRANSPORTS.find((word) => word === method);
  if (transport !== undefined) return connectOf(transport, target);
  if (parseWebUrl(target) === null) {
    return problem(
      'InvalidUrl',
      'error',
      `${target} is no URL that can be requested: write http://HOST/PATH or https://HOST/PATH.`,
    );
  }
  return { kind: 'http', http: { url: target, method } };
}

function connectOf(protocol: (typeof TRANSPORTS)[number], target: string): Sends | Problem {
  if (protocol === 'ICMP') return { kind: 'connect', connect: { to: target, protocol } };
  const match =
    parseIp(target) === null ? /^(.+):(\d{1,5})$/.exec(target.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '')) : null;
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65535) {
    return problem('MissingPort', 'error', `${target} has no port: write HOST:PORT, for example web.shop:80.`);
  }
  return { kind: 'connect', connect: { to: (match[1] ?? '').replace(/^\[|\]$/g, ''), port, protocol } };
}
