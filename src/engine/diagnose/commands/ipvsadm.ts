import { parseIp } from '#net';
import type { Protocol } from '#net';
import { printConnections, printServer, printServers } from '#tables';
import type { Command } from './command.ts';
import { notWalked } from './command.ts';

const SERVICES: ReadonlyMap<string, Protocol> = new Map(
  Object.entries<Protocol>({
    '-t': 'TCP',
    '--tcp-service': 'TCP',
    '-u': 'UDP',
    '--udp-service': 'UDP',
    '--sctp-service': 'SCTP',
  }),
);
const LISTS = new Set(['-L', '-l', '--list']);
const CONNECTIONS = new Set(['-c', '--connection']);
const NUMERIC = new Set(['-n', '--numeric']);

/**
 * `ipvsadm -Ln`, with `-t`, `-u` or `--sctp-service` of one server, and `ipvsadm -Lnc`, on a node in ipvs mode. Not modelled:
 * names instead of numbers.
 */
export const ipvsadm: Command = {
  name: 'ipvsadm',
  print(words, place, world) {
    const { cluster, tables } = world;
    if (place.kind !== 'node' || cluster.settings.serviceProxy.mode !== 'ipvs') return null;
    const view = tables.service.on(place.node.name)?.view;
    const apart = words.flatMap((word) =>
      /^-[Llnc]{2,}$/.test(word) ? Array.from(word.slice(1), (one) => `-${one}`) : [word],
    );
    if (view === undefined || !apart.some((word) => LISTS.has(word)) || !apart.some((word) => NUMERIC.has(word)))
      return null;
    const [option, service, ...more] = apart.filter((word) => !LISTS.has(word) && !NUMERIC.has(word));
    const left = world.leftBehind(place.node.name);
    const comment = notWalked(left);
    if (option === undefined) return `${comment}${printServers(view, left.ipvs)}`;
    if (CONNECTIONS.has(option)) return service === undefined ? `${comment}${printConnections(view, left.ipvs)}` : null;
    const protocol = SERVICES.get(option);
    const at = /^\[?([^\]]*)\]?:(\d+)$/.exec(service ?? '');
    const address = parseIp(at?.[1] ?? '');
    if (protocol === undefined || address === null || more.length > 0) return null;
    return `${comment}${printServer(view, protocol, address, Number(at?.[2]), left.ipvs)}`;
  },
};
