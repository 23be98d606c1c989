import type { Ip } from '#net';
import type { Consulted } from '#trace';
import type { World } from '../flow.ts';

/** The routing decision behind prerouting, as a hop further on tells it: the row of the table that knew the destination. */
export function routeRead({ tables }: World, node: string, dst: Ip): readonly Consulted[] {
  const route = tables.routes.next(node, dst);
  const name = route.kind === 'local' ? 'local' : 'main';
  return [{ table: { kind: 'routes', at: node, name }, row: route.row, readAt: 'routing' }];
}
