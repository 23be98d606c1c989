import type { HttpRequest, Ip, Packet, Payload } from '#net';
import type { Fraction, Member, Outcome, StoppedAt } from '#trace';
import { fraction, ONE, plus, times } from '#trace';
import type { Memory, Seen } from '../flow.ts';

/** Who got a request in the end, and how it looked to them. Members are alike: they split the weight evenly. */
export interface Receipt {
  readonly weight: Fraction;
  readonly members: readonly Member[];
  readonly sourceSeen: Ip | null;
  readonly upstream: HttpRequest | null;
  readonly upstreamTls: { readonly sni: string | null; readonly clientCertificate: string | null } | null;
}

/** One way a pass can end: what its sender notices, and with which shares (summing to 1) who got it. */
export interface End {
  readonly weight: Fraction;
  readonly outcome: Outcome;
  readonly payload: Payload | null;
  readonly by: Seen['by'];
  readonly masqueraded: boolean;
  readonly mirrored: readonly Member[];
  readonly receipts: readonly Receipt[];
  readonly memory: Memory;
}

/** What the opener of a pass can notice of its end. */
export function seenOf(end: End): Seen {
  const { word, stoppedAt, dns } = end.outcome;
  const noticed = word === 'delivered' || word === 'answered' ? 'reply' : word;
  return { word: noticed, payload: end.payload, by: end.by, stoppedAt, dns, memory: end.memory };
}

/** Ends that the sender cannot tell apart, put together: weights added, receipts side by side. Order of first appearance. */
export function groupedBySeen(ends: readonly End[]): readonly End[] {
  return merged(ends, (end) =>
    JSON.stringify([end.outcome, end.payload, end.by, end.masqueraded, memberKeys(end.mirrored)]),
  );
}

/** As an opener notices: masquerading and mirrors of an inner pass are none of its business. */
export function groupedForOpener(ends: readonly End[]): readonly End[] {
  return merged(ends, ({ outcome, payload, by }) =>
    JSON.stringify([outcome.word, outcome.stoppedAt, outcome.dns, payload, by]),
  );
}

function merged(ends: readonly End[], keyOf: (end: End) => string): readonly End[] {
  const groups = new Map<string, End[]>();
  for (const end of ends) {
    const key = keyOf(end);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [end]);
    else group.push(end);
  }
  return [...groups.values()].map(together);
}

function together(group: readonly End[]): End {
  const [first, ...rest] = group;
  if (first === undefined) throw new Error('an empty group of ends');
  if (rest.length === 0) return first;
  const weight = group.reduce<Fraction>((sum, end) => plus(sum, end.weight), { part: 0n, of: 1n });
  const receipts = group.flatMap((end) =>
    end.receipts.map((receipt) => ({ ...receipt, weight: times(receipt.weight, divided(end.weight, weight)) })),
  );
  return { ...first, weight, receipts: mergedReceipts(receipts) };
}

function mergedReceipts(receipts: readonly Receipt[]): readonly Receipt[] {
  const groups = new Map<string, Receipt>();
  for (const receipt of receipts) {
    const key = JSON.stringify([
      memberKeys(receipt.members),
      receipt.sourceSeen,
      receipt.upstream,
      receipt.upstreamTls,
    ]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? receipt : { ...known, weight: plus(known.weight, receipt.weight) });
  }
  return [...groups.values()];
}

export function divided(a: Fraction, b: Fraction): Fraction {
  return fraction(a.part * b.of, a.of * b.part);
}

export function memberKeys(members: readonly Member[]): readonly string[] {
  return members.map(memberKey);
}

export function memberKey(member: Member): string {
  return `${member.ip} ${member.port} ${member.service ?? ''}`;
}

export function stopOutcome(word: Outcome['word'], stoppedAt: StoppedAt | null): Outcome {
  return { word, response: null, certificate: null, dns: null, stoppedAt };
}

/** The whole weight on one receiver; `packet` as it arrived there, `null` if it never did. */
export function receiptAt(member: Member, packet: Packet | null): Receipt {
  const tls = packet?.tls ?? null;
  const certificate = tls?.clientCertificate ?? null;
  return {
    weight: ONE,
    members: [member],
    sourceSeen: packet?.src ?? null,
    upstream: packet?.carries?.kind === 'http-request' ? packet.carries.request : null,
    upstreamTls:
      tls === null
        ? null
        : {
            sni: tls.sni,
            clientCertificate: certificate === null ? null : `${certificate.namespace}/${certificate.name}`,
          },
  };
}
