import { bandTitles } from './band-titles.ts';
import type { Layout, MachineBox } from './layout.ts';
import { CHARACTER, MEASURES, type Rect } from './measures.ts';

/** Where names stand that are in no box: of the bands, of nodes and of the stops of their rails. */
export function labelsOf(layout: Layout): readonly Rect[] {
  return [...bandTitles(layout), ...layout.machines.flatMap((machine) => [...headOf(machine), ...stopsOf(machine)])];
}

/** A node's name with its sign for opening at the left, its address at the right: between them a packet's tag finds room. */
function headOf({ node, x, y, w }: MachineBox): readonly Rect[] {
  const text = `${node.ip}${node.zone === '' ? '' : `, ${node.zone}`}${node.ready ? '' : ' not ready'}`;
  const left = x + MEASURES.machine.side;
  const most = w - 2 * MEASURES.machine.side;
  const name = Math.min(most, node.name.length * CHARACTER.bold + 16);
  const address = Math.max(0, Math.min(most - name - 10, text.length * CHARACTER.mono + 8));
  return [
    { x: left, y: y + 4, w: name, h: 18 },
    { x: x + w - MEASURES.machine.side - address, y: y + 4, w: address, h: 18 },
  ];
}

function stopsOf({ cells, rail }: MachineBox): readonly Rect[] {
  return cells.map(({ label, x, w }, index) => {
    const length = Math.min(Math.max(w, MEASURES.stop), label.length * 6.2);
    const low = w < MEASURES.stop && index % 2 === 1 ? 12 : 0;
    return { x: x - length / 2, y: rail.y + 7 + low, w: length, h: 14 };
  });
}
