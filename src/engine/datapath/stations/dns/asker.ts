import type { Evidence } from '#cluster';
import type { DnsMessage, DnsQuery, Ip } from '#net';
import { familyOf } from '#net';
import type { Consulted, NonEmpty, ResolvConf, StoppedAt } from '#trace';
import type { Intent, Seen, Sending, Step } from '../../flow.ts';
import type { Candidate } from './candidate.ts';
import type { ResolverOptions } from './resolver-options.ts';

/** A resolver at work for one sender: what it was told, and what it wants to know. */
export interface Asker {
  readonly sending: Sending;
  readonly conf: ResolvConf;
  /** Servers in the order in which they are asked, at most three. */
  readonly servers: readonly Ip[];
  readonly options: ResolverOptions;
  /** Record types wanted for every name: one, or A and AAAA together. */
  readonly types: NonEmpty<string>;
  readonly because: readonly Evidence[];
  /** `at` of the table that is the sender's resolv.conf. */
  readonly confAt: string;
}

/** What was done so far: names and servers once each in order, and time that passed since the clock was last told. */
export interface Log {
  readonly queries: readonly string[];
  readonly servers: readonly Ip[];
  readonly waitedMs: number;
}

export const NOTHING_ASKED: Log = { queries: [], servers: [], waitedMs: 0 };

/** What came of a question: a message, silence, or a reject. */
export type Heard =
  | { readonly kind: 'message'; readonly message: DnsMessage }
  | { readonly kind: 'timeout'; readonly stoppedAt: StoppedAt }
  | { readonly kind: 'refused'; readonly stoppedAt: StoppedAt };

export interface Asked {
  readonly candidate: Candidate;
  readonly type: string;
  readonly server: Ip;
  readonly transport: 'udp' | 'tcp';
  readonly attempt: number;
}

/** Opens the lookup of one name at one server, and goes on with what was heard. */
export function askServer(asker: Asker, asked: Asked, log: Log, next: (heard: Heard, log: Log) => Step): Step {
  const { candidate, type, server, transport, attempt } = asked;
  const query: DnsQuery = { name: candidate.name, type, transport, udpBytes: asker.options.udpBytes };
  const after: Log = {
    queries: log.queries.includes(query.name) ? log.queries : [...log.queries, query.name],
    servers: log.servers.includes(server) ? log.servers : [...log.servers, server],
    waitedMs: 0,
  };
  const row = candidate.search === null ? serverRow(asker, server) : `search:${candidate.search.index}`;
  const consulted: readonly Consulted[] = [
    { table: { kind: 'resolv-conf', at: asker.confAt, name: '/etc/resolv.conf' }, row },
  ];
  return {
    then: 'open',
    why: 'lookup',
    label: `${query.name} ${type}`,
    hop: () => ({
      kind: 'lookup',
      layer: 'dns',
      before: null,
      after: null,
      decision: { query, server, search: candidate.search, attempt },
      because: asker.because,
      consulted,
    }),
    sending: {
      at: asker.sending.at,
      intent: queryIntent(query, server, 53),
      memory: asker.sending.memory,
      elapsedMs: asker.sending.elapsedMs + log.waitedMs,
    },
    resume: (seen) => next(heardOf(seen), after),
  };
}

/** A DNS question on its way to a server. */
export function queryIntent(query: DnsQuery, server: Ip, port: number): Intent {
  const headers = familyOf(server) === 'IPv4' ? 20 : 40;
  const transport = query.transport === 'tcp' ? 22 : 8;
  return {
    target: { kind: 'address', ip: server, named: null },
    port,
    protocol: query.transport === 'tcp' ? 'TCP' : 'UDP',
    payload: { kind: 'dns-query', query },
    tls: null,
    bytes: headers + transport + 12 + query.name.length + 1 + 4,
    question: null,
    via: null,
  };
}

/** An answer that is no DNS message (something else listens there) is as good as none. */
export function heardOf(seen: Seen): Heard {
  const silent: StoppedAt = { layer: 'dns', reason: 'ServerSilent', objects: [] };
  if (seen.word === 'reply') {
    return seen.payload?.kind === 'dns-answer'
      ? { kind: 'message', message: seen.payload.answer }
      : { kind: 'timeout', stoppedAt: seen.stoppedAt ?? silent };
  }
  if (seen.word === 'refused') {
    return { kind: 'refused', stoppedAt: seen.stoppedAt ?? { ...silent, reason: 'ServerRefused' } };
  }
  return { kind: 'timeout', stoppedAt: seen.stoppedAt ?? silent };
}

function serverRow(asker: Asker, server: Ip): string | null {
  const index = asker.conf.nameservers.indexOf(server);
  return index < 0 ? null : `nameserver:${index}`;
}

/** NOERROR with at least one record; a lone CNAME counts. */
export function isSuccess(heard: Heard): boolean {
  return heard.kind === 'message' && heard.message.rcode === 'NOERROR' && heard.message.answers.length > 0;
}

export function isNoData(heard: Heard): boolean {
  return heard.kind === 'message' && heard.message.rcode === 'NOERROR' && heard.message.answers.length === 0;
}

/** Two families of one name put together: records of both, else the first that says something. */
export function together(first: Heard, second: Heard): Heard {
  if (first.kind === 'message' && second.kind === 'message' && (isSuccess(first) || isSuccess(second))) {
    const good = isSuccess(first) ? first : second;
    const both = [first, second]
      .filter(isSuccess)
      .flatMap((heard) => (heard.kind === 'message' ? heard.message.answers : []));
    const answers = both.filter(
      (record, index) => both.findIndex((other) => JSON.stringify(other) === JSON.stringify(record)) === index,
    );
    return { kind: 'message', message: { ...good.message, answers } };
  }
  if (isSuccess(second)) return second;
  return isNoData(second) && first.kind === 'message' && first.message.rcode !== 'NXDOMAIN' ? second : first;
}
