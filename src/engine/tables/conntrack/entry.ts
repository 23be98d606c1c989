import type { Cluster } from '#cluster';
import type { Ip, Port, Protocol, Tuple } from '#net';
import { reversed } from '#net';

/** A tracked connection: its first packet as it came to the node, and the tuple by which its reply is known. */
export interface Tracked {
  readonly protocol: Protocol;
  readonly original: Tuple;
  readonly reply: Tuple;
}

/** The connection that came as `original` and left as `translated`. */
export function trackedAs(protocol: Protocol, original: Tuple, translated: Tuple): Tracked {
  return { protocol, original, reply: reversed(translated) };
}

/** Numbers of the protocols in IP (RFC 5237's registry). */
const NUMBERS: Readonly<Record<Protocol, number>> = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, IPIP: 4 };

/** Whether packets of both ways have passed. */
export type ReplySeen = 'replied' | 'unreplied';

/** Seconds that kube-proxy sets: of an answered TCP connection, and of UDP (nf_conntrack_udp_packet: a stream only after two). */
export type EntryTimes = Pick<Cluster['settings']['serviceProxy']['kernel'], 'tcpEstablishedSeconds' | 'udpSeconds'>;

/** Seconds and state of a fresh entry as the kernel has them. */
const STATES: Readonly<Partial<Record<Protocol, Readonly<Record<ReplySeen, string>>>>> = {
  SCTP: { replied: '210 ESTABLISHED', unreplied: '3 COOKIE_WAIT' },
  ICMP: { replied: '30', unreplied: '30' },
};
const OTHERS = '600';

function stateOf(protocol: Protocol, seen: ReplySeen, times: EntryTimes): string {
  if (protocol === 'TCP') return seen === 'replied' ? `${times.tcpEstablishedSeconds} ESTABLISHED` : '120 SYN_SENT';
  if (protocol === 'UDP') return `${times.udpSeconds}`;
  return STATES[protocol]?.[seen] ?? OTHERS;
}

/**
 * The entry as `conntrack -L` prints it while the connection is open, its time just begun.
 * Not modelled: time that passes, and connections that were closed; ICMP's id, which stands in capitals; marks and uses
 * by others than kube-proxy.
 */
export function printTracked({ protocol, original, reply }: Tracked, seen: ReplySeen, times: EntryTimes): string {
  const isAssured = seen === 'replied' && (protocol === 'TCP' || protocol === 'SCTP');
  return [
    `${protocol.toLowerCase().padEnd(8)} ${NUMBERS[protocol]} ${stateOf(protocol, seen, times)}`,
    tupleText(original, protocol === 'ICMP' ? ' type=8 code=0 id=ID' : ''),
    ...(seen === 'unreplied' ? ['[UNREPLIED]'] : []),
    tupleText(reply, protocol === 'ICMP' ? ' type=0 code=0 id=ID' : ''),
    ...(isAssured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ].join(' ');
}

function tupleText({ src, dst, sport, dport }: Tuple, more: string): string {
  const ports = sport === null || dport === null ? more : ` sport=${sport} dport=${dport}`;
  return `src=${src} dst=${dst}${ports}`;
}

/** How a table reference names an entry; `readName` reads it back. */
export function entryName({ protocol, original, reply }: Tracked): string {
  return [
    protocol,
    ...[original, reply].flatMap(({ src, sport, dst, dport }) => [src, sport ?? '', dst, dport ?? '']),
  ].join(' ');
}

export function readName(name: string): Tracked | null {
  const [protocol, ...parts] = name.split(' ');
  const original = tupleOf(parts.slice(0, 4));
  const reply = tupleOf(parts.slice(4));
  if (!isProtocol(protocol) || original === null || reply === null) return null;
  return { protocol, original, reply };
}

function isProtocol(text: string | undefined): text is Protocol {
  return text !== undefined && text in NUMBERS;
}

function tupleOf([src, sport, dst, dport]: readonly string[]): Tuple | null {
  if (src === undefined || dst === undefined) return null;
  return { src: src as Ip, sport: portOf(sport), dst: dst as Ip, dport: portOf(dport) };
}

function portOf(text: string | undefined): Port | null {
  return text === undefined || text === '' ? null : Number(text);
}
