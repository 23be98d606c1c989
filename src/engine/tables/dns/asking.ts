import type { Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { DnsMessage, DnsRecord, Ip, Rcode } from '#net';

/** What a server is asked: the name spelled as asked, the type, and by what transport. */
export interface Question {
  readonly name: string;
  readonly type: string;
  readonly transport: 'udp' | 'tcp';
  /** Source address that the server sees. */
  readonly client: Ip | null;
}

/** Which part of a server answered, and what it rests on. */
export interface Answered {
  /** Plugin of CoreDNS that wrote the answer. */
  readonly plugin: string;
  readonly zone: string | null;
  /** The object the records were made from, `null` if there is none. */
  readonly object: ObjectRef | null;
  readonly because: readonly Evidence[];
  /** Why it came out like that, one sentence without a full stop. */
  readonly why: string;
}

export interface Reply extends Answered {
  readonly message: DnsMessage;
}

/** A server that a forwarder sends to. */
export interface Upstream {
  readonly ip: Ip;
  readonly port: number;
}

/**
 * How far a server is with a question. `reply`: done. `ask`: it needs what one of `upstreams` says (tried in order, each
 * `tries` times for `waitMs`) and goes on with the message, or with `null` if none answered. Pure: the walker does the asking.
 */
export type Asking =
  | { readonly then: 'reply'; readonly reply: Reply }
  | {
      readonly then: 'ask';
      readonly by: Answered;
      readonly question: Question;
      readonly upstreams: readonly Upstream[];
      readonly tries: number;
      readonly waitMs: number;
      resume(message: DnsMessage | null): Asking;
    };

/** Goes on with the reply, once it is there. */
export function afterReply(asking: Asking, next: (reply: Reply) => Asking): Asking {
  if (asking.then === 'reply') return next(asking.reply);
  return { ...asking, resume: (message) => afterReply(asking.resume(message), next) };
}

export function replied(answered: Answered, message: DnsMessage): Asking {
  return { then: 'reply', reply: { ...answered, message } };
}

/** A message with only what is given; an authoritative one without records. */
export function message(rcode: Rcode, answers: readonly DnsRecord[] = [], more: Partial<DnsMessage> = {}): DnsMessage {
  return { rcode, answers, authority: [], additional: [], authoritative: true, truncated: false, ...more };
}

/** Bytes of the message on the wire, names of owners compressed, as RFC 1035 lets a server do. */
export function messageBytes(question: string, answer: DnsMessage): number {
  const records = [...answer.answers, ...answer.authority, ...answer.additional];
  return 12 + nameBytes(question) + 4 + records.reduce((sum, record) => sum + 12 + dataBytes(record), 0);
}

/** Cuts a message that does not fit: the records that still fit, and the TC bit. */
export function fitInto(question: string, answer: DnsMessage, limit: number): DnsMessage {
  if (messageBytes(question, answer) <= limit) return answer;
  const bare: DnsMessage = { ...answer, answers: [], authority: [], additional: [], truncated: true };
  const answers: DnsRecord[] = [];
  let bytes = messageBytes(question, bare);
  for (const record of answer.answers) {
    bytes += 12 + dataBytes(record);
    if (bytes > limit) break;
    answers.push(record);
  }
  return { ...bare, answers };
}

function nameBytes(name: string): number {
  return name === '.' ? 1 : name.length + 1;
}

function dataBytes(record: DnsRecord): number {
  switch (record.type) {
    case 'A':
      return 4;
    case 'AAAA':
      return 16;
    case 'SRV':
      return 6 + nameBytes(record.data.split(' ')[3] ?? '.');
    case 'SOA':
      return 40;
    default:
      return record.data.length + 2;
  }
}
