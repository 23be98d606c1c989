import type { HttpRequest } from '#net';
import type { Flow, Station, Step } from '../../flow.ts';
import { checkAccess, checkClientCertificate } from './access.ts';
import type { OwnAnswer } from './answer.ts';
import { answerStep } from './answer.ts';
import { blockedAnswer } from './blocked.ts';
import { routeCanary } from './canary.ts';
import { askFirst } from './external-auth.ts';
import { locate } from './located.ts';
import { mirrored } from './mirror.ts';
import { EARLY_PHASES } from './phases.ts';
import { finish, proxyTo } from './proxy.ts';
import { appRootRedirect, wwwRedirect } from './redirects.ts';
import type { Located } from './request.ts';
import { readRequest } from './request.ts';
import { upstreamRequest } from './upstream-request.ts';
import type { Visit } from './visit.ts';
import { arrivalAt, visitOf } from './visit.ts';

/** An ingress controller's rules: server, location, redirects, access, upstream. */
export const gatewayStation: Station = {
  layer: 'gateway',
  why: 'An ingress controller chooses server and location, answers itself or opens a connection to a backend.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    const visit = arrival === null ? null : visitOf(arrival);
    if (visit === null) return { then: 'pass' };
    const payload = flow.packet.carries;
    if (payload === null) return accepted(flow);
    return payload.kind === 'http-request' ? serveRequest(visit, payload.request) : { then: 'pass' };
  },
};

/** A bare connection: nginx accepts it and waits for a request. */
function accepted(flow: Flow): Step {
  return { then: 'serve', by: 'application', hop: null, flow, payload: null, stoppedAt: null };
}

function serveRequest(visit: Visit, request: HttpRequest): Step {
  const wrong = unreadable(visit, request);
  if (wrong !== null) return answerStep(visit, request, wrong, visit.flow);
  const web = readRequest(visit, request);
  const blocked = blockedAnswer(web);
  if (blocked !== null) return answerStep(visit, request, blocked, visit.flow);
  const www = wwwRedirect(web);
  if (www !== null) return answerStep(visit, request, www, visit.flow);
  const located = locate(web);
  if (located === null) throw new Error('every server has a root location');
  const early = checkClientCertificate(located) ?? appRootRedirect(located);
  if (early !== null) return answerStep(visit, request, early, visit.flow);
  for (const phase of EARLY_PHASES) {
    const answer = phase(located);
    if (answer !== null) return finish(located, answer, visit.flow);
  }
  const refused = checkAccess(located);
  if (refused !== null) return finish(located, refused, visit.flow);
  return askFirst(
    located,
    visit.flow,
    (headers, flow) => proxied(located, headers, flow),
    (answer, flow) => finish(located, answer, flow),
  );
}

function proxied(located: Located, headers: HttpRequest['headers'], flow: Flow): Step {
  const plain = upstreamRequest(located);
  const sent = { ...plain, request: { ...plain.request, headers: { ...plain.request.headers, ...headers } } };
  const main = located.visit.configuration.upstreams.get(located.location.upstream);
  if (main === undefined) throw new Error(`no upstream ${located.location.upstream}`);
  return mirrored(
    located,
    sent,
    flow,
    routeCanary(located, main, (routed) => proxyTo(located, routed, sent, flow)),
  );
}

/** What nginx cannot read as a request: 400 before any server is chosen. */
function unreadable(visit: Visit, request: HttpRequest): OwnAnswer | null {
  const { flow, listener } = visit;
  if (listener === 'https' && flow.packet.tls === null)
    return badRequest(visit, 'PlainHttpToTls', 'plain HTTP was sent to the HTTPS port');
  if (listener === 'http' && request.version === '2')
    return badRequest(visit, 'BadRequest', 'HTTP/2 without TLS was sent to the HTTP port');
  return null;
}

function badRequest(visit: Visit, reason: 'PlainHttpToTls' | 'BadRequest', why: string): OwnAnswer {
  const { configRef } = visit.configuration.controller;
  return {
    status: 400,
    headers: {},
    reason,
    why,
    objects: configRef === null ? [] : [configRef],
    because: [],
    consulted: [],
    notTaken: () => [],
  };
}
