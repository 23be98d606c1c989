import type { Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { CertificateShown, Headers, HttpRequest, HttpResponse } from '#net';
import type { Alternative, Consulted, EndpointLack, Reason, StoppedAt } from '#trace';
import type { Draft, Flow, Step } from '../../flow.ts';
import type { Visit } from './visit.ts';

/** An answer that nginx gives itself. `reason` null: no failure (a redirect, a preflight). */
export interface OwnAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly reason: Reason | null;
  readonly why: string;
  /** Set where the backend has no endpoint. */
  readonly lacks?: EndpointLack;
  readonly objects: readonly ObjectRef[];
  readonly because: readonly Evidence[];
  readonly consulted: readonly Consulted[];
  /** Worked out only for a hop that is kept. */
  notTaken(): readonly Alternative[];
}

/** Status of gRPC for an answer that is none (gRPC's "HTTP to gRPC status code mapping"). */
export function grpcStatusOf(status: number): string {
  switch (status) {
    case 400:
      return 'INTERNAL';
    case 401:
      return 'UNAUTHENTICATED';
    case 403:
      return 'PERMISSION_DENIED';
    case 404:
      return 'UNIMPLEMENTED';
    case 429:
    case 502:
    case 503:
    case 504:
      return 'UNAVAILABLE';
    default:
      return 'UNKNOWN';
  }
}

/** Alternatives that are listed; the rest is counted. */
export const SHOWN = 6;

/** nginx serves the answer itself; `flow` may carry memory that was made on the way. */
export function answerStep(visit: Visit, request: HttpRequest, answer: OwnAnswer, flow: Flow): Step {
  const response: HttpResponse = {
    status: answer.status,
    headers: answer.headers,
    grpcStatus: request.grpc === null ? null : grpcStatusOf(answer.status),
    certificate: certificateShown(visit),
  };
  return {
    then: 'serve',
    by: 'answer',
    hop: answerDraft(visit, response, answer),
    flow,
    payload: { kind: 'http-response', response },
    stoppedAt: stoppedBy(answer),
  };
}

export function certificateShown(visit: Visit): CertificateShown | null {
  return visit.certificate?.shown ?? null;
}

function stoppedBy(answer: OwnAnswer): StoppedAt | null {
  return answer.reason === null ? null : { layer: 'gateway', reason: answer.reason, objects: answer.objects };
}

function answerDraft({ flow, configuration }: Visit, response: HttpResponse, answer: OwnAnswer): Draft {
  return () => {
    const others = answer.notTaken();
    return {
      kind: 'answer',
      layer: 'gateway',
      before: flow.packet,
      after: null,
      decision: {
        by: configuration.controller.kind,
        rule: answer.objects[0] ?? null,
        response,
        why: answer.why,
        ...(answer.lacks === undefined ? {} : { lacks: answer.lacks }),
      },
      because: answer.because,
      consulted: answer.consulted,
      notTaken: others.slice(0, SHOWN),
      moreNotTaken: Math.max(0, others.length - SHOWN),
    };
  };
}
