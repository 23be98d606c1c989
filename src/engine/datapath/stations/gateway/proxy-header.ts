import type { Evidence } from '#cluster';
import type { Station, Step } from '../../flow.ts';
import { stop } from '../stop.ts';
import type { OwnAnswer } from './answer.ts';
import { answerStep } from './answer.ts';
import type { Visit } from './visit.ts';
import { arrivalAt, visitOf } from './visit.ts';

/**
 * The first bytes of a connection to ingress-nginx: with `use-proxy-protocol` nginx reads a PROXY header and closes what
 * comes without one ("broken header", `ngx_http_wait_request_handler`); without it, a header is no request: 400, which a
 * client that waits for TLS takes for a failed handshake.
 */
export const gatewayProxyHeaderStation: Station = {
  layer: 'gateway',
  why: 'nginx reads the PROXY header that a load balancer puts in front, if use-proxy-protocol is on.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    const visit = arrival === null ? null : visitOf(arrival);
    if (visit === null || (flow.packet.carries === null && flow.packet.tls === null)) return { then: 'pass' };
    const isExpected = visit.configuration.settings.useProxyProtocol;
    if (isExpected === (flow.proxyHeader !== undefined)) return { then: 'pass' };
    return isExpected ? missing(visit) : unexpected(visit);
  },
};

function missing(visit: Visit): Step {
  const { flow, pod } = visit;
  const object = visit.configuration.controller.configRef ?? pod.ref;
  return stop(
    flow.packet,
    'refused',
    { layer: 'gateway', reason: 'ProxyHeaderMissing', objects: [object] },
    { note: 'broken header while reading PROXY protocol', because: configured(visit) },
  );
}

function unexpected(visit: Visit): Step {
  const { flow, pod, listener } = visit;
  const object = visit.configuration.controller.configRef ?? pod.ref;
  const why = 'the balancer sends a PROXY header and use-proxy-protocol is off';
  const request = flow.packet.carries?.kind === 'http-request' ? flow.packet.carries.request : null;
  if (flow.packet.tls === null && listener === 'http' && request !== null) {
    const answer: OwnAnswer = {
      status: 400,
      headers: {},
      reason: 'ProxyHeaderUnexpected',
      why,
      objects: [object],
      because: configured(visit),
      consulted: [],
      notTaken: () => [],
    };
    return answerStep(visit, request, answer, flow);
  }
  return {
    then: 'serve',
    by: 'answer',
    flow,
    payload: { kind: 'tls-alert', alert: 'wrong version number', certificate: null },
    stoppedAt: { layer: 'gateway', reason: 'ProxyHeaderUnexpected', objects: [object] },
    hop: () => ({
      kind: 'handshake',
      layer: 'gateway',
      before: flow.packet,
      after: null,
      decision: { sni: flow.packet.tls?.sni ?? null, certificate: null, accepted: false, why },
      because: configured(visit),
    }),
  };
}

/** The controller's ConfigMap, where it has one. */
function configured({ configuration }: Visit): readonly Evidence[] {
  const { configRef } = configuration.controller;
  if (configRef === null) return [];
  return [{ object: configRef, field: ['data', 'use-proxy-protocol'], origin: { kind: 'written' } }];
}
