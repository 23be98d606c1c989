import type { Family } from '#net';
import type { NodeView } from '../node-view.ts';
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
