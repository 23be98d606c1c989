import type { Evidence } from '#cluster';
import type { DnsMessage, DnsQuery, Ip, Packet } from '#net';
import { reversed } from '#net';
import type { Answered, Asking } from '#tables';
import { fitInto } from '#tables';
import type { Location } from '#trace';
import type { Draft, Flow, Step } from '../../flow.ts';
import { heardOf, queryIntent } from './asker.ts';

/** CoreDNS gives up on all upstreams together after about this long (`plugin/forward`). */
const LONGEST_MS = 5000;

/** A DNS server with a question in hand. */
export interface Serving {
  readonly flow: Flow;
  readonly query: DnsQuery;
  /** Where it forwards from. */
  readonly from: Location;
  /** What its configuration rests on: the ConfigMap with the Corefile, or the assumption of one. */
  readonly configured: readonly Evidence[];
  /** `at` of the table of names that was looked into. */
  readonly tableAt: string;
}

/** Carries out what a server's tables say: answers, or asks an upstream (each try a pass of its own) and goes on. */
export function serveAsking(asking: Asking, serving: Serving): Step {
  if (asking.then === 'reply') {
    const { query, flow } = serving;
    const limit = query.transport === 'udp' ? query.udpBytes : 65_535;
    const answer = fitInto(query.name, asking.reply.message, limit);
    return {
      then: 'serve',
      by: 'answer',
      hop: answerDraft(serving, asking.reply, { query, answer, forwardTo: null }),
      flow,
      payload: { kind: 'dns-answer', answer },
      stoppedAt: null,
    };
  }
  return tryUpstream(asking, serving, { index: 0, waitedMs: 0, totalMs: 0 });
}

function tryUpstream(
  asking: Extract<Asking, { readonly then: 'ask' }>,
  serving: Serving,
  at: { readonly index: number; readonly waitedMs: number; readonly totalMs: number },
): Step {
  const upstream = asking.upstreams[Math.floor(at.index / asking.tries)];
  if (upstream === undefined || at.totalMs >= LONGEST_MS) {
    const flow = { ...serving.flow, elapsedMs: serving.flow.elapsedMs + at.waitedMs };
    return serveAsking(asking.resume(null), { ...serving, flow });
  }
  const { question } = asking;
  const query: DnsQuery = {
    name: question.name,
    type: question.type,
    transport: question.transport,
    udpBytes: serving.query.udpBytes,
  };
  return {
    then: 'open',
    why: 'lookup',
    label: `${query.name} ${query.type}`,
    hop: answerDraft(serving, asking.by, { query, answer: null, forwardTo: upstream.ip }),
    sending: {
      at: serving.from,
      intent: queryIntent(query, upstream.ip, upstream.port),
      memory: serving.flow.memory,
      elapsedMs: serving.flow.elapsedMs + at.waitedMs,
    },
    resume: (seen) => {
      const heard = heardOf(seen);
      if (heard.kind === 'message') return serveAsking(asking.resume(heard.message), serving);
      const waitedMs = heard.kind === 'timeout' ? Math.min(asking.waitMs, LONGEST_MS - at.totalMs) : 0;
      return tryUpstream(asking, serving, { index: at.index + 1, waitedMs, totalMs: at.totalMs + waitedMs });
    },
  };
}

interface Said {
  /** The question answered, or the one that is passed on (the target of an alias, say). */
  readonly query: DnsQuery;
  readonly answer: DnsMessage | null;
  readonly forwardTo: Ip | null;
}

function answerDraft(serving: Serving, by: Answered, said: Said): Draft {
  const { flow, configured } = serving;
  const { query, answer, forwardTo } = said;
  const reply: Packet = {
    ...flow.packet,
    ...reversed(flow.packet),
    carries: answer === null ? null : { kind: 'dns-answer', answer },
  };
  return () => ({
    kind: 'dns-answer',
    layer: 'dns',
    before: flow.packet,
    after: answer === null ? flow.packet : reply,
    decision: {
      query,
      plugin: by.plugin,
      zone: by.zone,
      rcode: answer?.rcode ?? '',
      answers: answer?.answers.length ?? 0,
      forwardTo,
      object: by.object,
      why: by.why,
      truncated: answer?.truncated === true ? 'truncated' : 'whole',
      data: (answer?.answers ?? []).slice(0, 4).map(({ type, data }) => `${type} ${data}`),
    },
    because: [...by.because, ...configured],
    consulted: [{ table: { kind: 'dns', at: serving.tableAt, name: by.zone ?? '.' }, row: query.name.toLowerCase() }],
  });
}
