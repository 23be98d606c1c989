import type { Evidence } from '#cluster';
import type { DnsMessage, Ip } from '#net';
import type { Decisions, DnsOutcome, ResolvConf, StoppedAt } from '#trace';
import type { Draft, Sending, Step } from '../../flow.ts';
import type { Heard, Log } from './asker.ts';

/** What is known of a lookup from its start. */
export interface Resolution {
  readonly name: string;
  readonly conf: ResolvConf;
  readonly because: readonly Evidence[];
  readonly how: Decisions['resolved']['how'];
}

/** The hop of a resolver that is done. */
export function resolvedDraft(
  resolution: Resolution,
  log: Pick<Log, 'queries' | 'servers'>,
  got: { readonly rcode: DnsOutcome['rcode']; readonly answers: DnsMessage['answers'] },
  addresses: readonly Ip[],
): Draft {
  const outcome: DnsOutcome = {
    rcode: got.rcode,
    answers: got.answers,
    queries: log.queries,
    servers: log.servers,
    resolvConf: resolution.conf,
  };
  return () => ({
    kind: 'resolved',
    layer: 'dns',
    before: null,
    after: null,
    decision: { name: resolution.name, outcome, how: resolution.how, addresses },
    because: resolution.because,
  });
}

/** The sender goes on with the address; the name is remembered. */
export function goOnWith(sending: Sending, address: Ip, name: string, hop: Draft | null): Step {
  return {
    then: 'resend',
    hop,
    sending: {
      ...sending,
      intent: { ...sending.intent, target: { kind: 'address', ip: address, named: hop === null ? null : name } },
    },
  };
}

/** The name gave nothing. A `dns` request tells silence and rejects apart; for everything else it is `unresolved`. */
export function endUnresolved(
  sending: Sending,
  resolution: Resolution,
  log: Log,
  why: { readonly rcode: DnsOutcome['rcode']; readonly stoppedAt: StoppedAt },
  heard: Heard['kind'] = 'message',
): Step {
  const word = sending.intent.question === null || heard === 'message' ? 'unresolved' : heard;
  const dns: DnsOutcome = {
    rcode: why.rcode,
    answers: [],
    queries: log.queries,
    servers: log.servers,
    resolvConf: resolution.conf,
  };
  return {
    then: 'end',
    waitedMs: log.waitedMs,
    hop: resolvedDraft(resolution, log, { rcode: why.rcode, answers: [] }, []),
    outcome: { word, response: null, certificate: null, dns, stoppedAt: why.stoppedAt },
  };
}

/** Why a resolver has nothing: what stopped the lookup, or what the last answer said. */
export function stopOf(heard: Heard): StoppedAt {
  if (heard.kind !== 'message') return heard.stoppedAt;
  switch (heard.message.rcode) {
    case 'NXDOMAIN':
      return { layer: 'dns', reason: 'NameDoesNotExist', objects: [] };
    case 'NOERROR':
      return { layer: 'dns', reason: 'NoData', objects: [] };
    default:
      return { layer: 'dns', reason: 'ServerFailure', objects: [] };
  }
}
