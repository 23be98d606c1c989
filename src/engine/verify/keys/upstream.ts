import type { Expect } from '#document';
import type { HttpRequest } from '#net';
import type { Odds, Possibility } from '#trace';
import { inEvery } from '../every.ts';
import type { Failure } from '../failure.ts';
import { headerOf, headerRules, valueText } from '../headers.ts';
import type { KeyJudge } from './key-judge.ts';

/** The request as the backend gets it. `path` is the request target, query included. */
export const judgeUpstream: KeyJudge<'upstream'> = (wanted, odds) => {
  const { method, path, host, tls } = wanted;
  const ofRequest = (key: string, expected: string, read: (request: HttpRequest) => string): readonly Failure[] =>
    inEvery(`upstream.${key}`, expected, odds, ({ upstream, outcome }) => ({
      holds: upstream !== null && read(upstream) === expected,
      actual: upstream === null ? `no HTTP request arrived (${outcome.word})` : read(upstream),
    }));
  return [
    ...(method === undefined ? [] : ofRequest('method', method, (request) => request.method)),
    ...(path === undefined ? [] : ofRequest('path', path, (request) => request.path)),
    ...(host === undefined ? [] : ofRequest('host', host, (request) => request.host)),
    ...headerRules('upstream', wanted).flatMap(({ key, expected, fits, name }) =>
      inEvery(key, expected, odds, ({ upstream, outcome }) => ({
        holds: upstream !== null && fits(valueOf(upstream, name)),
        actual: upstream === null ? `no HTTP request arrived (${outcome.word})` : valueText(valueOf(upstream, name)),
      })),
    ),
    ...(tls === undefined ? [] : judgeTls(tls, odds)),
  ];
};

function valueOf(request: HttpRequest, name: string): string | null {
  return headerOf(request.headers, name) ?? (name === 'host' ? request.host : null);
}

type WantedTls = NonNullable<NonNullable<Expect['upstream']>['tls']>;

function judgeTls(wanted: WantedTls, odds: Odds): readonly Failure[] {
  if (wanted === false) {
    return inEvery('upstream.tls', 'no TLS', odds, (possibility) => ({
      holds: arrived(possibility) && possibility.upstreamTls === null,
      actual: tlsText(possibility),
    }));
  }
  const { sni, clientCert } = wanted;
  const expected = [
    'TLS',
    ...(sni === undefined ? [] : [`sni ${sni}`]),
    ...(clientCert === undefined ? [] : [clientCert]),
  ];
  return inEvery('upstream.tls', expected.join(', '), odds, (possibility) => {
    const tls = possibility.upstreamTls;
    return {
      holds:
        tls !== null &&
        (sni === undefined || tls.sni === sni) &&
        (clientCert === undefined || tls.clientCertificate === clientCert),
      actual: tlsText(possibility),
    };
  });
}

function arrived({ members }: Possibility): boolean {
  return members.length > 0;
}

function tlsText(possibility: Possibility): string {
  const { upstreamTls: tls, outcome } = possibility;
  if (!arrived(possibility)) return `nothing arrived (${outcome.word})`;
  if (tls === null) return 'no TLS';
  return `TLS, sni ${tls.sni ?? 'none'}, client certificate ${tls.clientCertificate ?? 'none'}`;
}
