import type { Protocol, Tuple } from '#net';
import { hostPort } from '#net';

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

/** Its name as a table: the line of the way out, from which `natMapView` prints both. */
export function natMapName(entry: NatMapEntry): string {
  return `${PREFIX}${natMapLines(entry)[0]}`;
}

/** Row ids of the view: the line of the way out, and that of the way back. */
export const NAT_ROWS = { out: 'out', in: 'in' } as const;

/** Both lines of the entry that a name stands for, `null` for any other name. */
export function natMapNamed(name: string): readonly [string, string] | null {
  const found = /^nat ((\S+) OUT (\S+) -> (\S+) XLATE_SRC (\S+) (.*))$/.exec(name);
  if (found === null) return null;
  const [, out = '', protocol, sender, receiver, shown, rest] = found;
  return [out, `${protocol} IN ${receiver} -> ${shown} XLATE_DST ${sender} ${rest}`];
}

const PREFIX = 'nat ';

function end(ip: Tuple['src'], port: Tuple['sport']): string {
  return hostPort(ip, port ?? 0);
}
