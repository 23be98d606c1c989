import type { Outcome } from '#trace';
import type { Seen, Station, Step } from '../../flow.ts';
import { written } from './evidence.ts';
import type { Visit } from './visit.ts';
import { arrivalAt, visitOf } from './visit.ts';

/** ssl-passthrough: the connection of a server name goes on unopened, and the backend ends TLS itself. */
export const gatewayPassthroughStation: Station = {
  layer: 'gateway',
  why: 'Passes TLS on unopened for hosts with ssl-passthrough.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    const visit = arrival === null ? null : visitOf(arrival);
    const sni = flow.packet.tls?.sni ?? null;
    if (visit === null || visit.listener === 'http' || sni === null) return { then: 'pass' };
    const server = visit.configuration.servers.find(({ hostname }) => hostname === sni.toLowerCase());
    const passthrough = server?.passthrough ?? null;
    return passthrough === null ? { then: 'pass' } : passOn(visit, sni, passthrough);
  },
};

type Passthrough = NonNullable<Visit['configuration']['servers'][number]['passthrough']>;

function passOn(visit: Visit, sni: string, { peer, ingress, annotations }: Passthrough): Step {
  const { flow, pod } = visit;
  const { packet } = flow;
  const request = packet.carries?.kind === 'http-request' ? packet.carries.request : null;
  const because = [written(ingress.ref, annotations.fieldOf('ssl-passthrough'))];
  return {
    then: 'open',
    why: 'upstream',
    label: `${pod.name} → ${peer.service ?? peer.ip}`,
    hop:
      request === null
        ? null
        : () => ({
            kind: 'proxy',
            layer: 'gateway',
            before: packet,
            after: { ...packet, src: pod.ip ?? packet.dst, sport: null, dst: peer.ip, dport: peer.port },
            decision: {
              controller: visit.configuration.controller.kind,
              rule: ingress.ref,
              host: sni,
              path: '/',
              backend: null,
              backendPort: `${peer.port}`,
              chosen: peer,
              among: 1,
              canary: null,
              request,
              upstream: request,
              attempt: 1,
            },
            because,
          }),
    sending: {
      at: { place: { kind: 'pod', pod: pod.key }, hook: 'send' },
      memory: flow.memory,
      elapsedMs: flow.elapsedMs,
      member: peer,
      intent: {
        target: { kind: 'address', ip: peer.ip, named: null },
        port: peer.port,
        protocol: 'TCP',
        payload: packet.carries,
        tls: packet.tls,
        ...(packet.tls === null ? {} : { relays: 'tls' as const }),
        bytes: packet.bytes,
        question: null,
        via: null,
      },
    },
    resume: (seen) => relayed(visit, seen),
  };
}

/** What the backend says comes back as it is; a backend that cannot be reached closes the client's connection. */
function relayed({ flow }: Visit, seen: Seen): Step {
  if (seen.word === 'reply')
    return {
      then: 'serve',
      by: seen.by === 'answer' ? 'answer' : 'relay',
      hop: null,
      flow: { ...flow, memory: seen.memory },
      payload: seen.payload,
      stoppedAt: seen.stoppedAt,
    };
  const word: Outcome['word'] = seen.word === 'timeout' ? 'timeout' : 'refused';
  const reason = seen.word === 'timeout' ? 'UpstreamTimeout' : 'UpstreamRefused';
  const stoppedAt = { layer: 'gateway', reason, objects: seen.stoppedAt?.objects ?? [] } as const;
  return { then: 'end', hop: null, outcome: { word, response: null, certificate: null, dns: null, stoppedAt } };
}
