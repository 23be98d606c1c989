import { setting } from '#cluster';
import type { FilterHook, NodeServices, Refusal } from '#tables';
import type { Flow, Step } from '../../flow.ts';
import { stop } from '../stop.ts';
import { evidenceOfRefusal } from './refusal-evidence.ts';

/** The end of a packet that kube-proxy's rules reject or drop. */
export function refuse(
  flow: Flow,
  services: NodeServices,
  refusal: Refusal,
  hook: FilterHook | 'nat' | 'socket',
): Step {
  const { kind, reason, match } = refusal;
  const service = match?.port.service.ref;
  return stop(
    flow.packet,
    kind === 'reject' ? 'refused' : 'timeout',
    { layer: 'service', reason, objects: service === undefined ? [] : [service] },
    {
      note: match === null ? '' : match.via,
      because: [...evidenceOfRefusal(services.view.cluster, refusal), setting(services.view.cluster, 'serviceProxy')],
      consulted: services.readBy(refusal, hook),
    },
  );
}
