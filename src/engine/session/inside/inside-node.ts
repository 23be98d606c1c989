import type { World } from '#datapath';
import { explain } from '#diagnose';
import type { Ip } from '#net';
import type { RouteTableName } from '#tables';
import type { ConntrackEntry, Consulted, Hop, HopKey, NodeInside, RouteLine, Stop, Trace } from '#trace';
import { commandsInside } from './commands.ts';
import { conntrackOf } from './conntrack.ts';
import type { Crossing } from './crossings.ts';
import { crossingsOf, innermost } from './crossings.ts';
import { natMapOf } from './nat-map.ts';
import { notModelled } from './not-modelled.ts';
import { passagesOf } from './passages.ts';
import { stopAt, stopsOf } from './stops.ts';
import { waysThrough } from './way-through.ts';

const SHOWN = 16;

/** What is inside a node, and what of it this run used; `null` for a node that does not exist. */
export function insideNode({ cluster, tables }: World, trace: Trace, node: string): NodeInside | null {
  if (!cluster.nodeByName.has(node)) return null;
  const { cni, serviceProxy } = cluster.settings;
  const chipOf = (hop: Hop) => explain(hop, cluster).chip;
  const here = trace.hops.flatMap((hop) => {
    const stop = stopAt(cluster, node, hop);
    return stop === null ? [] : [{ stop, hop }];
  });
  const at = Object.fromEntries(here.map(({ stop, hop }): [HopKey, Stop] => [hop.key, stop]));
  const crossings = crossingsOf(cluster, trace, node);
  const used = [...usedRows({ cluster, tables }, crossings, node), ...rowsTold(here, node)];
  const pods = new Set(trace.hops.flatMap(({ at: { place } }) => (place.kind === 'pod' ? [place.pod] : [])));
  const linesOf = (table: RouteTableName) =>
    cut(
      tables.routes.lines(node, table).map((line) => ({ ...line, hops: hopsOf(line, table, used) })),
      ({ hops }) => hops.length > 0,
    );
  const conntrack =
    serviceProxy.mode === 'ebpf'
      ? [...natMapOf(trace.hops, node), ...inMaps(crossings)]
      : [...conntrackOf(tables, crossings, chipOf), ...natMapOf(trace.hops, node)];
  const printed = (one: Consulted) => {
    const view = tables.print(one.table, one.row);
    const cells = view?.rows.find(({ id }) => id === one.row)?.cells ?? null;
    return {
      table: (view?.title ?? one.table.name).replace(` on ${node}`, ''),
      row: cells === null ? null : rowText(one, cells),
    };
  };
  return {
    node,
    cni: `${cni.name}, ${cni.mode}`,
    proxy: serviceProxy.mode === 'ebpf' ? 'eBPF in its place' : serviceProxy.mode,
    interfaces: cut(tables.routes.interfaces(node), ({ pod }) => pod === null || pods.has(pod)),
    local: linesOf('local'),
    routes: linesOf('main'),
    stops: stopsOf(
      cluster,
      here
        .filter(({ stop, hop }) => hop.at.place.kind === 'node' || stop === 'programs' || hop.at.hook === 'socket')
        .map(({ stop, hop }) => ({
          stop,
          step: {
            hop: hop.key,
            chip: chipOf(hop),
            read: hop.consulted.map((one) => ({ ...printed(one), stop: one.readAt ?? stop })),
          },
        })),
    ),
    conntrack,
    passages: passagesOf(tables, crossings, node),
    at,
    through: waysThrough(trace.hops, at),
    commands: commandsInside(
      cluster,
      here.map(({ hop }) => hop),
      crossings,
    ),
    notModelled: notModelled(cluster),
  };
}

/** eBPF programs keep the connections that they see themselves; the kernel's conntrack does not know of them. */
function inMaps(crossings: readonly Crossing[]): readonly ConntrackEntry[] {
  if (crossings.length === 0) return [];
  return [{ line: null, note: 'kept by the eBPF programs in maps of their own; not printed here', made: [], used: [] }];
}

/** A row in one line; a rule of iptables as `iptables -S` writes it. */
function rowText({ table }: Consulted, cells: readonly string[]): string {
  const words = table.kind === 'iptables' ? [...cells.slice(0, -1), '-j', ...cells.slice(-1)] : cells;
  return words.filter((word) => word !== '').join(' ');
}

/** The rows that are wanted whatever their place, and others up to a screenful, in their order. */
function cut<T>(rows: readonly T[], isWanted: (row: T) => boolean): { shown: readonly T[]; more: number } {
  let room = Math.max(0, SHOWN - rows.filter(isWanted).length);
  const shown = rows.filter((row) => isWanted(row) || room-- > 0);
  return { shown, more: rows.length - shown.length };
}

interface Used {
  readonly table: RouteTableName;
  readonly row: string;
  readonly hops: readonly HopKey[];
}

/** The rows that sent this run's packets on, there and back; what is dropped behind the routing decision has used one too. */
function usedRows({ tables }: World, crossings: readonly Crossing[], node: string): readonly Used[] {
  return crossings.flatMap(({ hops, back, end, translated }) => {
    const isRouted = end === 'went-on' || hops.at(-1)?.at.hook !== 'prerouting';
    const there = isRouted ? translated.dst : null;
    const last = back.at(-1);
    const packet = last?.after ?? last?.before ?? null;
    return [...routeTo(there, hops), ...routeTo(packet === null ? null : innermost(packet).dst, back)];
  });

  function routeTo(dst: Ip | null, way: readonly Hop[]): readonly Used[] {
    if (dst === null) return [];
    const route = tables.routes.next(node, dst);
    const onRoute = way.filter(({ after }) => after !== null && innermost(after).dst === dst);
    const table = route.kind === 'local' ? 'local' : 'main';
    return [{ table, row: route.row, hops: (onRoute.length > 0 ? onRoute : way.slice(-1)).map(({ key }) => key) }];
  }
}

/** The rows that hops themselves name: what a rule behind the routing decision refused has used one. */
function rowsTold(here: readonly { readonly hop: Hop }[], node: string): readonly Used[] {
  return here.flatMap(({ hop: { key, consulted } }) =>
    consulted.flatMap(({ table, row }): readonly Used[] =>
      table.kind === 'routes' && table.at === node && row !== null
        ? [{ table: table.name === 'local' ? 'local' : 'main', row, hops: [key] }]
        : [],
    ),
  );
}

function hopsOf({ rows }: RouteLine, table: RouteTableName, used: readonly Used[]): readonly HopKey[] {
  return [...new Set(used.flatMap((one) => (one.table === table && rows.includes(one.row) ? one.hops : [])))];
}
