import type { OutcomeWord } from '#document';
import type { ObjectRef } from '#manifests';
import type { CertificateShown, DnsRecord, HttpResponse, Ip, Rcode } from '#net';
import type { Reason } from './reasons/index.ts';

/** Where a request can end; the same words name stations, colours and `stoppedAt.layer`. */
export type LayerName = 'client' | 'dns' | 'edge' | 'gateway' | 'service' | 'policy' | 'cni' | 'node' | 'pod';

export interface StoppedAt {
  readonly layer: LayerName;
  readonly reason: Reason;
  /** Every object that shares the blame (all isolating policies), most telling first; may be empty. */
  readonly objects: readonly ObjectRef[];
}

/** What a resolver handed to the program that asked, after its whole search. */
export interface DnsOutcome {
  /** `null` where no reply came. */
  readonly rcode: Rcode | null;
  readonly answers: readonly DnsRecord[];
  /** Names asked, once each, in order of first asking; absolute. */
  readonly queries: readonly string[];
  /** Servers asked, once each, in order of first asking. */
  readonly servers: readonly Ip[];
  readonly resolvConf: ResolvConf;
}

export interface ResolvConf {
  readonly nameservers: readonly Ip[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

/** What the sender of a pass experiences. */
export interface Outcome {
  readonly word: OutcomeWord;
  readonly response: HttpResponse | null;
  readonly certificate: CertificateShown | null;
  readonly dns: DnsOutcome | null;
  /** Set whenever it was not delivered, except for a plain own answer that is no failure (redirect, DNS records). */
  readonly stoppedAt: StoppedAt | null;
}

/** Delivered or answered, and no failure among the answers (404, 503, an error of a gateway). */
export function isGood(outcome: Outcome): boolean {
  if (outcome.word !== 'delivered' && outcome.word !== 'answered') return false;
  return outcome.stoppedAt === null && (outcome.response === null || outcome.response.status < 400);
}
