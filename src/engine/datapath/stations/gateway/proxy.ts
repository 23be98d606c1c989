import type { HttpResponse, Ip } from '#net';
import { hostPort, parseIp } from '#net';
import type { NginxUpstream } from '#tables';
import { DEFAULT_UPSTREAM } from '#tables';
import type { Alternative, Fraction, Member, Reason } from '#trace';
import { fraction, shareOf, times } from '#trace';
import type { Draft, Flow, Seen, Sending, Step } from '../../flow.ts';
import { answerStep, certificateShown, grpcStatusOf, SHOWN } from './answer.ts';
import type { OwnAnswer } from './answer.ts';
import type { Routed } from './canary.ts';
import { routedTo } from './canary.ts';
import { annotationEvidence, ruleEvidence, written } from './evidence.ts';
import { answerHere, consultedLocations, otherLocations } from './located.ts';
import { choosePeer, peerCookie } from './peers.ts';
import { notFound } from './phases.ts';
import type { Located } from './request.ts';
import { affinityCookie, locationHeaders } from './response-headers.ts';
import type { UpstreamRequest } from './upstream-request.ts';
import { errorPageRequest, upstreamLabel } from './upstream-request.ts';

/** One request on its way to an upstream. */
interface Errand {
  readonly located: Located;
  readonly routed: Routed;
  readonly peers: readonly Member[];
  readonly sent: UpstreamRequest;
  /** An error page is not replaced by another one. */
  readonly purpose: 'request' | 'errorPage';
  readonly tried: readonly Member[];
  readonly flow: Flow;
  /** How long the attempt before this one was waited for. */
  readonly waitedMs: number;
}

/** Sends a located request to its upstream and relays the answer. */
export function proxyTo(located: Located, routed: Routed, sent: UpstreamRequest, flow: Flow): Step {
  return begin({
    located,
    routed,
    peers: routed.upstream.peers,
    sent,
    purpose: 'request',
    tried: [],
    flow,
    waitedMs: 0,
  });
}

/** Ends a request with an answer of nginx's own, or with the page of the error Service if its status is listed. */
export function finish(located: Located, answer: OwnAnswer, flow: Flow): Step {
  const { errorPages } = located.location.annotations.proxying;
  if (answer.reason !== null && errorPages.includes(answer.status)) return errorPage(located, answer.status, flow);
  return answerStep(located.visit, located.request, withHeaders(located, answer), flow);
}

/** nginx runs the `if` blocks of CORS only after 301 and 413; HSTS comes with every answer of a location. */
function withHeaders(located: Located, answer: OwnAnswer): OwnAnswer {
  const all = locationHeaders(located);
  const early = answer.status === 413 || answer.why === 'missing-slash';
  const kept = early
    ? Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('access-control')))
    : all;
  return { ...answer, headers: { ...answer.headers, ...kept } };
}

function errorPage(located: Located, code: number, flow: Flow): Step {
  const upstream = located.visit.configuration.upstreams.get(located.location.errorUpstream);
  const sent = errorPageRequest(located, code);
  if (upstream === undefined) throw new Error(`no upstream ${located.location.errorUpstream}`);
  if (upstream.peers.length === 0)
    return answerStep(located.visit, located.request, withHeaders(located, builtIn(located, code)), flow);
  return begin({
    located,
    routed: routedTo(upstream),
    peers: upstream.peers,
    sent,
    purpose: 'errorPage',
    tried: [],
    flow,
    waitedMs: 0,
  });
}

/** Error pages without a Service come from the built-in default backend, which says 404 to everything. */
function builtIn(located: Located, code: number): OwnAnswer {
  return answerHere(located, {
    status: 404,
    headers: {},
    reason: 'ErrorPage',
    why: `the built-in default backend has no page for ${code}`,
    because: annotationEvidence(located.location, 'custom-http-errors'),
  });
}

function begin(errand: Errand): Step {
  const { upstream } = errand.routed;
  if (upstream.external !== null && errand.peers.length === 0) return lookUp(errand, upstream.external);
  if (errand.peers.length > 0) return attempt(errand);
  if (upstream.name === DEFAULT_UPSTREAM) return finish(errand.located, notFound(errand.located), errand.flow);
  throw new Error('an empty upstream is answered before');
}

/** ExternalName: the controller resolves the name itself, and every address is a peer. */
function lookUp(errand: Errand, external: { readonly name: string; readonly port: number }): Step {
  const { flow, located } = errand;
  return {
    then: 'open',
    why: 'lookup',
    label: `${external.name} A`,
    hop: null,
    sending: {
      ...sendingFrom(located, flow),
      intent: {
        target: { kind: 'name', name: external.name },
        port: 53,
        protocol: 'UDP',
        payload: null,
        tls: null,
        bytes: 80,
        question: { name: external.name, type: 'A', search: true, server: null, resolver: null, transport: 'udp' },
        via: null,
      },
    },
    resume: (seen) => {
      const known = { ...flow, memory: seen.memory };
      const peers = addressesIn(seen).map(
        (ip): Member => ({
          ip,
          port: external.port,
          pod: null,
          workload: null,
          service: serviceKey(errand.routed.upstream),
        }),
      );
      if (peers.length > 0) return attempt({ ...errand, peers, flow: known });
      const service = errand.routed.upstream.service;
      const answer = answerHere(located, {
        status: 503,
        headers: {},
        reason: 'UpstreamUnresolved',
        why: `${external.name} gives no address`,
        ...(service === null ? {} : { objects: [service], because: [written(service, ['spec', 'externalName'])] }),
      });
      return finish(located, answer, known);
    },
  };
}

function addressesIn(seen: Seen): readonly Ip[] {
  return (seen.dns?.answers ?? [])
    .filter(({ type }) => type === 'A')
    .map(({ data }) => parseIp(data))
    .filter((address) => address !== null);
}

function serviceKey(upstream: NginxUpstream): string | null {
  const { service } = upstream;
  return service === null ? null : `${service.namespace ?? 'default'}/${service.name}`;
}

function attempt(errand: Errand): Step {
  const { located, routed, flow } = errand;
  return choosePeer(located, { ...errand, upstream: routed.upstream }, (peer, memory) => {
    const number = errand.tried.length + 1;
    const onward = { ...flow, memory };
    return {
      then: 'open',
      why: number === 1 ? 'upstream' : 'retry',
      label: `${located.visit.pod.workload?.name ?? located.visit.pod.name} → ${upstreamLabel(routed.upstream)}`,
      hop: proxyDraft(errand, peer, number),
      sending: {
        ...sendingFrom(located, after(onward, errand.waitedMs)),
        member: peer,
        intent: {
          target: { kind: 'address', ip: peer.ip, named: null },
          port: peer.port,
          protocol: 'TCP',
          payload: { kind: 'http-request', request: errand.sent.request },
          tls: errand.sent.tls,
          bytes: located.visit.flow.packet.bytes,
          question: null,
          via: null,
        },
      },
      resume: (seen) =>
        afterAttempt(
          { ...errand, tried: [...errand.tried, peer], flow: { ...onward, memory: seen.memory } },
          peer,
          seen,
        ),
    };
  });
}

function sendingFrom(located: Located, flow: Flow): Omit<Sending, 'intent'> {
  return {
    at: { place: { kind: 'pod', pod: located.visit.pod.key }, hook: 'send' },
    memory: flow.memory,
    elapsedMs: flow.elapsedMs,
  };
}

/** The flow, that much later. */
function after(flow: Flow, ms: number): Flow {
  return { ...flow, elapsedMs: flow.elapsedMs + ms };
}

/** `proxy_next_upstream`: by default a peer that refuses or does not answer is followed by another, three tries in all. */
function afterAttempt(errand: Errand, peer: Member, seen: Seen): Step {
  const { nextUpstream, tries } = errand.located.location.annotations.proxying;
  const more = (tries === 0 || errand.tried.length < tries) && errand.tried.length < MAX_TRIES;
  const response = seen.word === 'reply' && seen.payload?.kind === 'http-response' ? seen.payload.response : null;
  if (response !== null) {
    if (more && nextUpstream.includes(`http_${response.status}`)) return attempt(errand);
    return relay(errand, peer, response);
  }
  if (seen.word === 'timeout') {
    const waited = { ...errand, waitedMs: errand.located.location.annotations.proxying.connectTimeoutMs };
    if (more && nextUpstream.includes('timeout')) return attempt(waited);
    return failed(waited, 504, 'UpstreamTimeout', 'no endpoint tried answered in time', seen);
  }
  if (more && nextUpstream.includes('error')) return attempt(errand);
  return seen.word === 'refused'
    ? failed(errand, 502, 'UpstreamRefused', 'every endpoint tried refused the connection', seen)
    : failed(errand, 502, 'UpstreamFailed', 'what came back was no answer to the request', seen);
}

/** A bound of our own where `proxy-next-upstream-tries: 0` sets none. */
const MAX_TRIES = 8;

function failed(errand: Errand, status: number, reason: Reason, why: string, seen: Seen): Step {
  const { located, routed } = errand;
  const service = routed.upstream.service;
  const { ingress } = located.location;
  const answer = answerHere(located, {
    status,
    headers: {},
    reason,
    why,
    objects: [
      ...(seen.stoppedAt?.objects ?? []),
      ...(service === null ? [] : [service]),
      ...(ingress === null ? [] : [ingress.ref]),
    ],
  });
  const flow = after(errand.flow, errand.waitedMs);
  if (errand.purpose === 'errorPage')
    return answerStep(located.visit, located.request, withHeaders(located, answer), flow);
  return finish(located, answer, flow);
}

function relay(errand: Errand, peer: Member, response: HttpResponse): Step {
  const { located, flow, purpose } = errand;
  const { errorPages, interceptsErrors } = located.location.annotations.proxying;
  if (purpose === 'request' && interceptsErrors && errorPages.includes(response.status))
    return errorPage(located, response.status, flow);
  const relayed: HttpResponse = {
    status: response.status,
    headers: { ...response.headers, ...locationHeaders(located), ...affinityCookie(located, peerCookie(peer)) },
    grpcStatus: located.request.grpc === null ? null : (response.grpcStatus ?? grpcStatusOf(response.status)),
    certificate: certificateShown(located.visit),
  };
  return {
    then: 'serve',
    by: 'relay',
    hop: null,
    flow,
    payload: { kind: 'http-response', response: relayed },
    stoppedAt: null,
  };
}

function proxyDraft(errand: Errand, chosen: Member, number: number): Draft {
  const { located, routed, peers, sent } = errand;
  const { location, visit, request } = located;
  const { upstream } = routed;
  return () => {
    const others = [
      ...(routed.other === null ? [] : [routed.other]),
      ...otherPeers(peers, chosen, routed.share),
      ...otherLocations(located),
    ];
    const canary = upstream.canary;
    const field = canary === null ? null : canary.annotations.fieldOf('canary');
    return {
      kind: 'proxy',
      layer: 'gateway',
      before: visit.flow.packet,
      after: {
        ...visit.flow.packet,
        src: visit.pod.ip ?? visit.flow.packet.dst,
        sport: null,
        dst: chosen.ip,
        dport: chosen.port,
        tls: sent.tls,
        carries: { kind: 'http-request', request: sent.request },
      },
      decision: {
        controller: visit.configuration.controller.kind,
        rule: location.ingress?.ref ?? visit.pod.ref,
        host: located.server.won.hostname,
        path: location.rulePath,
        backend: upstream.service,
        backendPort: upstream.port,
        chosen,
        among: peers.length,
        canary: routed.canary,
        request,
        upstream: sent.request,
        attempt: number,
      },
      because: [
        ...routed.because,
        ...(canary === null || field === null ? [] : [written(canary.ingress.ref, field)]),
        ...ruleEvidence(location),
        ...(location.rewrite === null ? [] : annotationEvidence(location, 'rewrite-target')),
        ...(errand.purpose === 'errorPage' ? annotationEvidence(location, 'custom-http-errors') : []),
      ],
      consulted: consultedLocations(located),
      notTaken: others.slice(0, SHOWN),
      moreNotTaken: Math.max(0, others.length - SHOWN),
    };
  };
}

/** All other endpoints in one entry or two, never one for each; `all`: how much of everything their upstream gets. */
function otherPeers(peers: readonly Member[], chosen: Member, all: Fraction): readonly Alternative[] {
  const others = peers.filter((peer) => peer !== chosen);
  const [first, second] = others;
  if (first === undefined) return [];
  const share = shareOf(times(all, fraction(1n, BigInt(peers.length))));
  const entry = (peer: Member): Alternative => ({
    label: peer.pod ?? hostPort(peer.ip, peer.port),
    why: 'round robin',
    share,
    object: null,
  });
  if (second === undefined || others.length === 2) return others.map(entry);
  const rest = shareOf(times(all, fraction(BigInt(others.length), BigInt(peers.length))));
  return [{ label: `${others.length} other endpoints`, why: 'round robin', share: rest, object: null }];
}
