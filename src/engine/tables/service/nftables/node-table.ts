import type { Family } from '#net';
import type { NodeView } from '../node-view.ts';
import { nftBase } from '../print/chain-name.ts';
import type { ServicePort } from '../service-port.ts';
import { fixedSets } from './elements.ts';
import { fixedChains } from './fixed-chains.ts';
import { affinitySets, serviceChains } from './service-chains.ts';
import type { NftTable } from './table.ts';

/** kube-proxy's whole table of one family on a node, made for those of the Service ports that are of the family. */
export function nftTable(view: NodeView, ports: readonly ServicePort[], family: Family): NftTable {
  const own = ports.filter((port) => port.family === family);
  return {
    family,
    sets: [...fixedSets(view, family, own), ...own.flatMap((port) => affinitySets(view, port))],
    chains: [...fixedChains(view, family), ...own.flatMap((port) => serviceChains(view, port))],
  };
}

/** The part of the table in which a chain, map or set of that name would stand: of a Service's own only that Service port's. */
export function nftTableAround(view: NodeView, ports: readonly ServicePort[], family: Family, name: string): NftTable {
  const own = ports.filter((port) => port.family === family);
  const [, base] = /^[a-z]+-[A-Z2-7]{8}-(.*)$/.exec(name) ?? [];
  if (base === undefined) return { family, sets: fixedSets(view, family, own), chains: fixedChains(view, family) };
  const wanted = base.replace(/__[^_]*$/, '');
  const owner = own.filter((port) => nftBase(port) === wanted);
  return {
    family,
    sets: owner.flatMap((port) => affinitySets(view, port)),
    chains: owner.flatMap((port) => serviceChains(view, port)),
  };
}
