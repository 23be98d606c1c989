import type { Layout, MachineBox } from './layout.ts';
import { CHARACTER, MEASURES, type Rect } from './measures.ts';

/** Where names stand that are in no box: of the lower band, of nodes and of the stops of their rails. */
export function labelsOf(layout: Layout): readonly Rect[] {
  return [
    { x: MEASURES.edge, y: layout.divider + 2, w: 132, h: 15 },
    ...layout.machines.flatMap((machine) => [headOf(machine), ...stopsOf(machine)]),
  ];
}

function headOf({ node, x, y, w }: MachineBox): Rect {
  const text = `${node.ip}${node.zone === '' ? '' : `, ${node.zone}`}${node.ready ? '' : ' not ready'}`;
  const length = node.name.length * CHARACTER.bold + 40 + text.length * CHARACTER.mono;
  return { x: x + MEASURES.machine.side, y: y + 4, w: Math.min(w - 2 * MEASURES.machine.side, length), h: 18 };
}

function stopsOf({ cells, rail }: MachineBox): readonly Rect[] {
  return cells.map(({ label, x, w }, index) => {
    const length = Math.min(Math.max(w, MEASURES.stop), label.length * 6.2);
    const low = w < MEASURES.stop && index % 2 === 1 ? 12 : 0;
    return { x: x - length / 2, y: rail.y + 7 + low, w: length, h: 14 };
  });
}
