import type { ConntrackEntry, Hop } from '#trace';
import type { NatMapEntry } from '#tables';
import { NAT_ROWS, natMapLines, readNatMapName } from '#tables';

/** The entries themselves that a run leaves in that map, each under its name. */
export function natEntriesOf(hops: readonly Hop[], node: string): ReadonlyMap<string, NatMapEntry> {
  const found = hops.flatMap(({ consulted }) =>
    consulted.flatMap(({ table }) => {
      const entry = table.kind === 'bpf' && table.at === node ? readNatMapName(table.name) : null;
      return entry === null ? [] : [[table.name, entry] as const];
    }),
  );
  return new Map(found);
}

/** The entry by which a hop rewrote, `null` where it was none of that map. */
export function natEntryOf({ consulted }: Hop): NatMapEntry | null {
  for (const { table } of consulted) {
    const entry = table.kind === 'bpf' ? readNatMapName(table.name) : null;
    if (entry !== null) return entry;
  }
  return null;
}

/** The entries that Cilium's programs on a node keep of the sources that they rewrote in this run, a line for each direction. */
export function natMapOf(hops: readonly Hop[], node: string): readonly ConntrackEntry[] {
  const entries = new Map<string, ConntrackEntry>();
  for (const hop of hops)
    for (const { table, row } of hop.consulted) {
      const entry = table.kind === 'bpf' && table.at === node ? readNatMapName(table.name) : null;
      if (entry === null) continue;
      const [out, back] = natMapLines(entry);
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
