import type { Packet } from '#view';
import { endpoint, payloadText } from '#views/common';

/** One field of a packet before and after a hop. `null`: there is no packet on that side. */
export interface PacketRow {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
}

/** Which fields: those that tell what goes on, or every one that the engine knows. */
export type PacketFields = 'telling' | 'all';

/** The fields worth showing: those every packet has, and those that differ; or all. */
export function packetRows(
  before: Packet | null,
  after: Packet | null,
  fields: PacketFields = 'telling',
): readonly PacketRow[] {
  const row = (field: string, read: (packet: Packet) => string): PacketRow => {
    const [a, b] = [before && read(before), after && read(after)];
    return { field, before: a, after: b, changed: before !== null && after !== null && a !== b };
  };
  const rows = [
    row('source', (packet) => endpoint(packet.src, packet.sport)),
    row('destination', (packet) => endpoint(packet.dst, packet.dport)),
    // A packet in an overlay's carries what it did before.
    row('carries', (packet) => payloadText(packet.encapsulates ?? packet)),
  ];
  const outer = row('inside it', (packet) =>
    packet.encapsulates
      ? `${endpoint(packet.encapsulates.src, packet.encapsulates.sport)} → ${endpoint(packet.encapsulates.dst, packet.encapsulates.dport)}`
      : 'nothing',
  );
  if (before?.encapsulates || after?.encapsulates) rows.push(outer);
  if (fields === 'all') return [...rows, ...kernelRows(row)];
  if (isOnlyOfAnotherSize(before, after)) rows.push(row('size', (packet) => `${packet.bytes} bytes`));
  const protocol = row('protocol', (packet) => packet.protocol);
  if (protocol.changed || (before ?? after)?.protocol !== 'TCP') rows.push(protocol);
  return rows;
}

/** The same packet, smaller: what a node asks for that tells of a narrow way. */
function isOnlyOfAnotherSize(before: Packet | null, after: Packet | null): boolean {
  return (
    before !== null &&
    after !== null &&
    before.dst === after.dst &&
    before.carries === after.carries &&
    before.bytes !== after.bytes
  );
}

function kernelRows(row: (field: string, read: (packet: Packet) => string) => PacketRow): readonly PacketRow[] {
  return [
    row('protocol', (packet) => packet.protocol),
    row('size', (packet) => `${packet.bytes} bytes`),
    row('TLS name', (packet) => (packet.tls ? (packet.tls.sni ?? 'none sent') : 'no TLS')),
    row('ALPN', (packet) => packet.tls?.alpn.join(', ') || 'none'),
    row('inner size', (packet) => (packet.encapsulates ? `${packet.encapsulates.bytes} bytes` : 'no inner packet')),
  ].filter(({ before, after }) => ![before, after].every((one) => one === null || EMPTY.has(one)));
}

const EMPTY: ReadonlySet<string> = new Set(['no TLS', 'none', 'no inner packet']);

/** The headers that differ, by name; none where a side carries no HTTP message. */
export function headerRows(before: Packet | null, after: Packet | null): readonly PacketRow[] {
  const [a, b] = [headersOf(before), headersOf(after)];
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].toSorted();
  return names.flatMap((name) => {
    const [was, is] = [a?.[name] ?? 'none', b?.[name] ?? 'none'];
    if (a === null || b === null || was === is) return [];
    return [{ field: name, before: was, after: is, changed: true }];
  });
}

function headersOf(packet: Packet | null): Readonly<Record<string, string>> | null {
  if (packet?.carries?.kind === 'http-request') {
    const { host, headers } = packet.carries.request;
    return { host, ...headers };
  }
  return packet?.carries?.kind === 'http-response' ? packet.carries.response.headers : null;
}
