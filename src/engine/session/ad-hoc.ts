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
  if (parseWebUrl(target) === null) return problem('InvalidUrl', 'error', whyNoUrl(target));
  return { kind: 'http', http: { url: target, method } };
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
  const match =
    parseIp(target) === null ? /^(.+):(\d{1,5})$/.exec(target.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '')) : null;
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65535) {
    return problem('MissingPort', 'error', `${target} has no port: write HOST:PORT, for example web.shop:80.`);
  }
  return { kind: 'connect', connect: { to: (match[1] ?? '').replace(/^\[|\]$/g, ''), port, protocol } };
}
