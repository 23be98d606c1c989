import type { Cluster } from '#cluster';
import type { Ip } from '#net';
import { deviceWith } from '#tables';
import type { Fragment, Hop } from '#trace';
import { code } from './phrase.ts';

/** Where a node's packet has an address of the pod range as its source: which device's it is, and why it carries that. */
export function deviceSays(
  node: string | null,
  source: Ip,
  { after }: Pick<Hop, 'after'>,
  cluster: Cluster,
): readonly Fragment[] {
  const here = node === null ? undefined : cluster.nodeByName.get(node);
  const device = here === undefined ? null : deviceWith(cluster, here, source);
  if (device === null || after === null) return [];
  return [
    code(source),
    ` is the address of ${device} on ${node}: the route to `,
    code(after.dst),
    ' names that device, and what the node sends itself carries its address. ',
  ];
}
