import type { Family } from '#net';
import type { Command } from './command.ts';

/**
 * `nft list table ip kube-proxy`, `nft list chain|map|set ip kube-proxy NAME` and `nft list ruleset` on a node, for
 * `ip6` too. Not modelled: options, other verbs, and the tables of other programs.
 */
export const nft: Command = {
  name: 'nft',
  print(words, place, { cluster, tables }) {
    if (place.kind !== 'node' || words[0] !== 'list') return null;
    const asked = readList(words.slice(1));
    if (asked === null) return null;
    const { service } = tables;
    const { name } = place.node;
    if (asked.kind === 'ruleset') {
      if (cluster.settings.serviceProxy.mode !== 'nftables') return null;
      return asked.families.map((family) => service.nftList(name, family, null) ?? '').join('');
    }
    const listed = service.nftList(name, asked.family, asked.only);
    if (listed !== null) return listed;
    const isTable = cluster.settings.serviceProxy.mode === 'nftables';
    return noSuchThing(words, isTable && asked.only !== null ? asked.only.name : 'kube-proxy');
  },
};

type Asked =
  | { readonly kind: 'ruleset'; readonly families: readonly Family[] }
  | {
      readonly kind: 'table';
      readonly family: Family;
      readonly only: { readonly kind: 'chain' | 'map' | 'set'; readonly name: string } | null;
    };

const FAMILIES: ReadonlyMap<string, Family> = new Map(Object.entries<Family>({ ip: 'IPv4', ip6: 'IPv6' }));

function readList([what = '', ...words]: readonly string[]): Asked | null {
  const [family = '', table = '', name, ...more] = words;
  const read = FAMILIES.get(family);
  if (what === 'ruleset') {
    if (words.length === 0) return { kind: 'ruleset', families: ['IPv4', 'IPv6'] };
    return read !== undefined && words.length === 1 ? { kind: 'ruleset', families: [read] } : null;
  }
  if (read === undefined || table !== 'kube-proxy' || more.length > 0) return null;
  if (what === 'table') return name === undefined ? { kind: 'table', family: read, only: null } : null;
  if (name === undefined || (what !== 'chain' && what !== 'map' && what !== 'set')) return null;
  return { kind: 'table', family: read, only: { kind: what, name: name.replace(/^(['"])(.*)\1$/, '$2') } };
}

/** What nft says of a table, chain, map or set that is not there, with its name underlined. */
function noSuchThing(words: readonly string[], name: string): string {
  const said = words.join(' ');
  return `Error: No such file or directory\n${said}\n${' '.repeat(said.indexOf(name))}${'^'.repeat(name.length)}\n`;
}
