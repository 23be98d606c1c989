import { setText } from '#tables';
import type { Command } from './command.ts';

const LISTS = new Set(['list', '-L', '--list']);

/**
 * `ipset list [NAME]` and `ipset list -n` on a node: kube-proxy's sets in ipvs mode, and those that the CNI's printed rules
 * read. Not modelled: sets of Cilium, and those in which CNIs keep policies.
 */
export const ipset: Command = {
  name: 'ipset',
  print([list = '', name, ...more], place, { tables }) {
    if (place.kind !== 'node' || !LISTS.has(list) || more.length > 0) return null;
    const sets = tables.rules.sets(place.node.name);
    if (sets.length === 0) return null;
    if (name === undefined) return sets.map(setText).join('\n');
    if (name === '-n' || name === '-name') return sets.map((one) => `${one.name}\n`).join('');
    if (name.startsWith('-')) return null;
    const found = sets.find((one) => one.name === name);
    if (found !== undefined) return setText(found);
    return OTHERS.test(name) ? null : 'ipset v7.17: The set with the given name does not exist\n';
  },
};

/** Sets of programs that may have more than is printed. */
const OTHERS = /^(cali|cilium_|weave|KUBE-ROUTER)/i;
