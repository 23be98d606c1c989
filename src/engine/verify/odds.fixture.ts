import type { HttpRequest, HttpResponse } from '#net';
import { parseIp } from '#net';
import type { DnsOutcome, Member, Odds, Outcome, Possibility, Share } from '#trace';
import { fraction, shareOf } from '#trace';

/** A share of so many parts of so many. */
export function share(part: number, of: number): Share {
  return shareOf(fraction(BigInt(part), BigInt(of)));
}

/** A pod of a Deployment behind a Service: `member('10.244.0.5', 'shop/web-1')`. */
export function member(
  address: string,
  pod = 'shop/web-1',
  service: string | null = 'shop/web',
  workload = 'shop/web',
): Member {
  const ip = parseIp(address);
  if (ip === null) throw new Error(`${address} is no address`);
  return { ip, port: 8080, pod, workload: `Deployment/${workload}`, service };
}

export const delivered: Outcome = { word: 'delivered', response: null, certificate: null, dns: null, stoppedAt: null };

/** Delivered for certain to one pod, unless said otherwise. */
export function possibility(changes: Partial<Possibility> = {}): Possibility {
  return {
    share: share(1, 1),
    outcome: delivered,
    members: [member('10.244.0.5')],
    sourceSeen: parseIp('10.244.1.7'),
    masqueraded: false,
    upstream: null,
    response: changes.outcome?.response ?? null,
    upstreamTls: null,
    mirrored: [],
    ...changes,
  };
}

export function odds(first: Possibility, ...more: readonly Possibility[]): Odds {
  return { request: 'r', possible: [first, ...more], unexpanded: share(0, 1), drawn: [], undrawn: 0 };
}

export function request(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    scheme: 'http',
    host: 'shop.example.com',
    path: '/a?x=1',
    version: '1.1',
    headers: { 'x-user': 'a', accept: 'text/html, text/plain' },
    bodyBytes: 0,
    grpc: null,
    ...changes,
  };
}

export function response(status: number, changes: Partial<HttpResponse> = {}): HttpResponse {
  return { status, headers: {}, grpcStatus: null, certificate: null, ...changes };
}

/** Answered with a status. */
export function answered(status: number, changes: Partial<HttpResponse> = {}): Possibility {
  const given = response(status, changes);
  return possibility({ outcome: { ...delivered, response: given }, response: given });
}

export function looked(dns: Partial<DnsOutcome>): Possibility {
  const whole: DnsOutcome = {
    rcode: 'NOERROR',
    answers: [],
    queries: [],
    servers: [],
    resolvConf: { nameservers: [], searches: [], options: [] },
    ...dns,
  };
  return possibility({ outcome: { ...delivered, word: 'answered', dns: whole }, members: [], sourceSeen: null });
}
