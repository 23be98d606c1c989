import type { FilterHook } from '#tables';
import type { Station } from '../../flow.ts';
import { refuse } from './refuse.ts';

/** Rules of kube-proxy that reject or drop what was not translated: no endpoints, policy Local, source ranges, unknown ports. */
export const serviceFilter: Station = {
  layer: 'service',
  why: 'Rejects or drops packets for Services that have no endpoint for them here.',
  handle(flow, world) {
    const { place, hook } = flow.at;
    const filterHook = filterHookOf(hook);
    if (place.kind !== 'node' || filterHook === null) return { then: 'pass' };
    const services = world.tables.service.on(place.node);
    const refusal = services?.judge(flow.packet, filterHook) ?? null;
    return services === null || refusal === null
      ? { then: 'pass' }
      : refuse(flow, world, services, refusal, filterHook);
  },
};

function filterHookOf(hook: string): FilterHook | null {
  return hook === 'input' || hook === 'forward' || hook === 'output' ? hook : null;
}
