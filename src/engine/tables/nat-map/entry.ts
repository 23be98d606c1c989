import type { Protocol, Tuple } from '#net';
import { hostPort, parseIp } from '#net';

/** What Cilium's programs keep of a source that they rewrote: the packet before, its new source, and who follows the connection besides. */
export interface NatMapEntry {
  readonly protocol: Protocol;
  readonly original: Tuple;
  readonly translated: Tuple;
  /** `here`: an egress gateway follows the connection of a pod of another node itself (`needs_ct` in bpf/lib/nat.h). */
  readonly tracked: 'here' | 'byItsPod';
}

/**
 * The two lines that `cilium-dbg bpf nat list` prints for it, one for each direction, made just now (cilium/cilium
 * pkg/maps/nat, `NatEntry4.Dump` and the keys of pkg/tuple). Releases before 1.15 say HostLocal for NeedsCT.
 */
export function natMapLines({ protocol, original, translated, tracked }: NatMapEntry): readonly [string, string] {
  const sender = end(original.src, original.sport);
  const receiver = end(original.dst, original.dport);
  const shown = end(translated.src, translated.sport);
  const rest = `Created=0sec ago NeedsCT=${tracked === 'here' ? 1 : 0}`;
  return [
    `${protocol} OUT ${sender} -> ${receiver} XLATE_SRC ${shown} ${rest}`,
    `${protocol} IN ${receiver} -> ${shown} XLATE_DST ${sender} ${rest}`,
  ];
}

/** How a table reference names an entry; `readNatMapName` reads it back. */
export function natMapName({ protocol, original, translated, tracked }: NatMapEntry): string {
  const { src, sport, dst, dport } = original;
  return ['nat', protocol, tracked, src, sport ?? '', dst, dport ?? '', translated.src, translated.sport ?? ''].join(
    ' ',
  );
}

/** The entry that a name stands for, `null` for any other name. */
export function readNatMapName(name: string): NatMapEntry | null {
  const [nat, protocol, tracked, src, sport, dst, dport, shown, port] = name.split(' ');
  if (nat !== 'nat' || (tracked !== 'here' && tracked !== 'byItsPod')) return null;
  const [known, from, to, as] = [readProtocol(protocol), parseIp(src ?? ''), parseIp(dst ?? ''), parseIp(shown ?? '')];
  if (known === null || from === null || to === null || as === null) return null;
  const original = { src: from, sport: portOf(sport), dst: to, dport: portOf(dport) };
  return { protocol: known, original, translated: { ...original, src: as, sport: portOf(port) }, tracked };
}

/** Row ids of the view: the line of the way out, and that of the way back. */
export const NAT_ROWS = { out: 'out', in: 'in' } as const;

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP', 'ICMP', 'IPIP'];

function readProtocol(text: string | undefined): Protocol | null {
  return PROTOCOLS.find((one) => one === text) ?? null;
}

function portOf(text: string | undefined): Tuple['sport'] {
  return text === undefined || text === '' ? null : Number(text);
}

function end(ip: Tuple['src'], port: Tuple['sport']): string {
  return hostPort(ip, port ?? 0);
}
