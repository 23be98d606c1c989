import { meansPod } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { Sending, Step, World } from '../../flow.ts';
import type { Party } from './party.ts';

/**
 * The fault `clientCachesDns`: the sender keeps an address it looked up before the pods behind a headless Service
 * changed, and dials a pod that is gone. A ClusterIP does not change with its pods, so nothing happens there. The target
 * may be the sender (pod, workload) or the Service; without one it is every sender. `null` if the fault does not apply.
 */
export function cachedAddress(
  sending: Sending,
  world: World,
  found: { readonly owner: string; readonly party: Party },
): Step | null {
  const { cluster } = world;
  const suffix = `.svc.${cluster.settings.domain}.`;
  const owner = found.owner.toLowerCase();
  if (!owner.endsWith(suffix)) return null;
  const labels = owner.slice(0, -suffix.length).split('.');
  const service = cluster.serviceByKey.get(`${labels.at(-1) ?? ''}/${labels.at(-2) ?? ''}`);
  if (service?.headless !== true) return null;
  const { pod } = found.party;
  const concerns = cluster.faults.some(({ type, target }) => {
    if (type !== 'clientCachesDns') return false;
    if (target === null) return true;
    if (target.kind === 'service') return target.namespace === service.namespace && target.name === service.name;
    return pod !== null && meansPod(cluster, target, pod);
  });
  if (!concerns) return null;
  const objects: readonly ObjectRef[] = pod === null ? [service.ref] : [pod.ref, service.ref];
  const stoppedAt = { layer: 'client', reason: 'CachedAddress', objects } as const;
  const target = sending.intent.target.kind === 'name' ? sending.intent.target.name : found.owner;
  return {
    then: 'end',
    hop: () => ({
      kind: 'stop',
      layer: 'client',
      before: null,
      after: null,
      decision: { ...stoppedAt, outcome: 'timeout', note: target },
      because: [{ object: service.ref, field: ['spec', 'clusterIP'], origin: service.origin }],
    }),
    outcome: { word: 'timeout', response: null, certificate: null, dns: null, stoppedAt },
  };
}
