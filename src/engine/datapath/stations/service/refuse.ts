import { setting } from '#cluster';
import type { FilterHook, NodeServices, Refusal } from '#tables';
import type { Consulted } from '#trace';
import type { Flow, Step, World } from '../../flow.ts';
import { routeRead } from '../route-read.ts';
import { stop } from '../stop.ts';
import { evidenceOfRefusal, lackBehind } from './refusal-evidence.ts';

/** The end of a packet that kube-proxy's rules reject or drop. */
export function refuse(
  flow: Flow,
  world: World,
  services: NodeServices,
  refusal: Refusal,
  hook: FilterHook | 'nat' | 'socket',
): Step {
  const { kind, reason, match } = refusal;
  const service = match?.port.service.ref;
  const lacks = lackBehind(services.view.cluster, refusal);
  return stop(
    flow.packet,
    kind === 'reject' ? 'refused' : 'timeout',
    { layer: 'service', reason, objects: service === undefined ? [] : [service] },
    {
      note: match === null ? '' : match.via,
      ...(lacks === null ? {} : { lacks }),
      because: [...evidenceOfRefusal(services.view.cluster, refusal), setting(services.view.cluster, 'serviceProxy')],
      consulted: [...routed(flow, world, services.view.node.name, hook), ...services.readBy(refusal, hook)],
    },
  );
}

/** Rules at input and forward stand behind the routing decision, which the packet has passed. */
function routed(
  { packet }: Flow,
  world: World,
  node: string,
  hook: FilterHook | 'nat' | 'socket',
): readonly Consulted[] {
  return hook === 'input' || hook === 'forward' ? routeRead(world, node, packet.dst) : [];
}
