import { type Depth, useApp } from '#store';
import type { Hop, HopView } from '#view';
import { Alternatives } from './alternatives.tsx';
import { Commands } from './commands.tsx';
import { ConsultedTable } from './consulted-table.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { PacketTable } from './packet-table.tsx';

/** What stands under a hop's sentence, as deep as is chosen. A story is its sentence and the lines that decided it. */
export function HopDetails({ hop, view }: { readonly hop: Hop; readonly view: HopView }) {
  const depth = useApp((state) => state.preferences.depth);
  return (
    <>
      {depth === 'story' ? null : <Workings hop={hop} depth={depth} />}
      <EvidenceList places={view.evidence} />
      <Alternatives hop={hop} />
      {depth === 'story' ? null : <Commands commands={view.story.commands} />}
    </>
  );
}

function Workings({ hop, depth }: { readonly hop: Hop; readonly depth: Exclude<Depth, 'story'> }) {
  return (
    <>
      <PacketTable before={hop.before} after={hop.after} fields={depth === 'kernel' ? 'all' : 'telling'} />
      {hop.consulted.map((one) => (
        <ConsultedTable
          key={`${one.table.kind} ${one.table.at} ${one.table.name}`}
          table={one.table}
          row={one.row}
          rows={depth === 'kernel' ? 'all' : 'winner'}
        />
      ))}
    </>
  );
}
