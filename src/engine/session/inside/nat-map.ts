import type { ConntrackEntry, Hop } from '#trace';
import { NAT_ROWS, natMapNamed } from '#tables';

/** The entries that Cilium's programs on a node keep of the sources that they rewrote in this run, a line for each direction. */
export function natMapOf(hops: readonly Hop[], node: string): readonly ConntrackEntry[] {
  const entries = new Map<string, ConntrackEntry>();
  for (const hop of hops)
    for (const { table, row } of hop.consulted) {
      const lines = table.kind === 'bpf' && table.at === node ? natMapNamed(table.name) : null;
      if (lines === null) continue;
      const [out, back] = lines;
      const [made, used] = row === NAT_ROWS.out ? [[hop.key], []] : [[], [hop.key]];
      add(out, 'cilium-dbg bpf nat list: the way out', made, []);
      add(back, 'cilium-dbg bpf nat list: the way back', made, used);
    }
  return [...entries.values()];

  function add(line: string, note: string, made: readonly string[], used: readonly string[]): void {
    const known = entries.get(line);
    entries.set(line, { line, note, made: [...(known?.made ?? []), ...made], used: [...(known?.used ?? []), ...used] });
  }
}
