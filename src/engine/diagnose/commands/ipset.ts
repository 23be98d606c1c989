import { printSet, printSetNames, printSets } from '#tables';
import type { Command } from './command.ts';

const LISTS = new Set(['list', '-L', '--list']);

/** `ipset list [NAME]` and `ipset list -n` on a node in ipvs mode. Not modelled: sets of other programs than kube-proxy. */
export const ipset: Command = {
  name: 'ipset',
  print([list = '', name, ...more], place, { cluster, tables }) {
    if (place.kind !== 'node' || cluster.settings.serviceProxy.mode !== 'ipvs') return null;
    const view = tables.service.on(place.node.name)?.view;
    if (view === undefined || !LISTS.has(list) || more.length > 0) return null;
    if (name === undefined) return printSets(view);
    if (name === '-n' || name === '-name') return printSetNames();
    return name.startsWith('-') ? null : printSet(view, name);
  },
};
