import type { TableView } from '#trace';
import type { NodeView } from '../node-view.ts';
import { windowed } from '../print/window.ts';
import type { Frontend } from './entry.ts';
import { frontendNamed, serviceMap } from './service-map.ts';

/** One line of the map: a key with its slot, and what it holds. */
interface Line {
  readonly slot: number;
  readonly key: string;
  readonly value: string;
  readonly note: string;
}

function linesOf(frontend: Frontend): readonly Line[] {
  const { key, id, flags, slots, title, family, protocol } = frontend;
  const nowhere = family === 'IPv6' ? '[::]' : '0.0.0.0';
  return [
    { slot: 0, key: `${key} (0)`, value: `${nowhere}:0 (${id}) (0) [${flags.join(', ')}]`, note: title },
    ...slots.map(({ text, pod }, index) => ({
      slot: index + 1,
      key: `${key} (${index + 1})`,
      value: `${text}/${protocol} (${id}) (${index + 1})`,
      note: pod ?? '',
    })),
  ];
}

/** A frontend with its slots as the maps hold them, named by its key; rows are named by their slot. */
export function printFrontend(view: NodeView, name: string, row: string | null): TableView | null {
  const wildcard = /^(.+):0\/ANY$/.exec(name)?.[1];
  const { by } = view.cluster.settings.serviceProxy.ebpf;
  const title = `${by === 'cilium' ? 'cilium-dbg bpf lb list' : 'calico-node -bpf nat dump'}, ${name} on ${view.node.name}`;
  const columns = ['service address (slot)', 'backend (id) (slot)'];
  if (wildcard !== undefined) {
    const cells = [`${name} (0)`, 'no backend'];
    return windowed(title, columns, [{ id: '0', cells, note: 'a port that no Service has' }], row);
  }
  const found = frontendNamed(view, name);
  if (found === null) return null;
  const rows = linesOf(found).map(({ slot, key, value, note }) => ({ id: `${slot}`, cells: [key, value], note }));
  return windowed(title, columns, rows, row);
}

/** `cilium-dbg bpf lb list` of a node (`cilium-dbg/cmd/bpf_lb_list.go`); the order of keys is the map's own there. */
export function bpfLbList(view: NodeView): string {
  const lines = serviceMap(view).flatMap(linesOf);
  const rows = lines.map(({ key, value }) => [key, value]);
  return columns([['SERVICE ADDRESS', 'BACKEND ADDRESS (REVNAT_ID) (SLOT)'], ...rows]);
}

/** `cilium-dbg service list` of a node (`cilium-dbg/cmd/service_list.go`). */
export function serviceList(view: NodeView): string {
  const rows = serviceMap(view).flatMap(({ id, key, type, slots, protocol }) => {
    const backends = slots.map(
      ({ text, terminating }, index) =>
        `${index + 1} => ${text}/${protocol} (${terminating ? 'terminating' : 'active'})`,
    );
    const [first = '', ...rest] = backends;
    return [[`${id}`, key, type, first], ...rest.map((backend) => ['', '', '', backend])];
  });
  return columns([['ID', 'Frontend', 'Service Type', 'Backend'], ...rows]);
}

/** Columns as Go's tabwriter sets them: three blanks apart, five characters at least; blanks at the end are left out. */
function columns(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, index) => Math.max(5, ...rows.map((row) => (row[index] ?? '').length + 3)));
  const line = (row: readonly string[]) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
