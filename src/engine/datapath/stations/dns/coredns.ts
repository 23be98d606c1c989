import type { Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { Asking } from '#tables';
import type { Outcome, StoppedAt } from '#trace';
import type { Draft, Flow, Station, Step } from '../../flow.ts';
import { serveAsking } from './serve-asking.ts';

/** CoreDNS in a pod: answers from what it watches, forwards the rest. */
export const dnsStation: Station = {
  layer: 'dns',
  why: 'CoreDNS answers from what it watches of the cluster and forwards every other name.',
  handle(flow, world) {
    const { cluster, tables } = world;
    const { place } = flow.at;
    const payload = flow.packet.carries;
    if (place.kind !== 'pod' || payload?.kind !== 'dns-query') return { then: 'pass' };
    const pod = cluster.podByKey.get(place.pod);
    if (pod === undefined || pod.role !== 'coredns' || pod.health === 'refuses') return { then: 'pass' };
    const port = flow.packet.dport ?? 53;
    const server = tables.dns.serverOf(pod);
    if (!server.listensOn(port)) return { then: 'pass' };
    if (pod.health === 'silent' || tables.dns.silenceOf(pod) !== null) {
      return quiet(flow, 'timeout', { layer: 'dns', reason: 'ServerSilent', objects: [pod.ref] }, 'it does not answer');
    }
    const isLooped = tables.dns.loopOf(pod) !== null;
    if (isLooped && server.uses('loop')) {
      const note = 'the loop plugin found that the forwarder leads back to CoreDNS and ended the process';
      return quiet(flow, 'refused', { layer: 'dns', reason: 'ServerRefused', objects: [pod.ref] }, note);
    }
    const { query } = payload;
    const client = flow.packet.src;
    const asking = server.answer({ name: query.name, type: query.type, transport: query.transport, client }, port);
    return serveAsking(isLooped ? withoutUpstream(asking) : asking, {
      flow,
      query,
      from: { place: flow.at.place, hook: 'send' },
      configured: [corefileEvidence(tables.dns.configMapOf(pod)?.ref ?? null)],
      tableAt: pod.key,
    });
  },
};

/** Without the loop plugin what is forwarded comes back for ever, so no upstream answers. */
function withoutUpstream(asking: Asking): Asking {
  return asking.then === 'ask' ? withoutUpstream(asking.resume(null)) : asking;
}

function corefileEvidence(configMap: ObjectRef | null): Evidence {
  return configMap === null
    ? {
        object: { kind: 'Setting', namespace: null, name: 'dns' },
        field: ['dns'],
        origin: { kind: 'default', setting: 'dns' },
      }
    : { object: configMap, field: ['data', 'Corefile'], origin: { kind: 'written' } };
}

/** The question is not answered at all: dropped by the process, or rejected because nothing listens. */
export function quiet(flow: Flow, word: 'timeout' | 'refused', stoppedAt: StoppedAt, note: string): Step {
  const hop: Draft = () => ({
    kind: 'stop',
    layer: stoppedAt.layer,
    before: flow.packet,
    after: null,
    decision: { ...stoppedAt, outcome: word, note },
    because: stoppedAt.objects.map((object) => ({
      object,
      field: [],
      origin: { kind: 'scenario', setting: 'dns' },
    })),
  });
  const outcome: Outcome = { word, response: null, certificate: null, dns: null, stoppedAt };
  return { then: 'end', hop, outcome };
}
