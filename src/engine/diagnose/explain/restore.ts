import type { Cluster } from '#cluster';
import type { HopOf, Story } from '#trace';
import { address, chip } from './phrase.ts';

/** The reply crosses a kernel that had rewritten the connection: conntrack puts the old addresses back. */
export function explainRestore(hop: HopOf<'restore'>, _cluster: Cluster): Story {
  const { node, from, to } = hop.decision;
  const isBalancer = hop.at.place.kind === 'balancer';
  return {
    chip: chip(`NAT undone on ${node}`),
    title: [
      isBalancer ? 'The load balancer answers on its own connection: ' : `${node} undoes its translation: `,
      address(from.src, from.sport),
      ' becomes ',
      address(to.src, to.sport),
    ],
    detail: [
      'The reply has to look as if it came from the address that was dialled: ',
      address(to.src, to.sport),
      ' to ',
      address(to.dst, to.dport),
      '.',
    ],
    commands: isBalancer ? [] : [`on ${node}: conntrack -L -d ${from.dst}`],
  };
}
