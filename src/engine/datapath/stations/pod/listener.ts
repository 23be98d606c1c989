import type { ClusterPod, Evidence } from '#cluster';
import { isPort, type Packet } from '#net';
import type { Station, World } from '../../flow.ts';
import type { Location } from '#trace';
import type { Server } from '../application.ts';
import { answerOf } from '../application.ts';
import { receiveHop } from '../receive.ts';
import { stop } from '../stop.ts';

/**
 * The pod's own network stack: takes the packet if something listens on the port, else resets it. ICMP is answered by
 * the kernel. Not ready pods listen all the same.
 */
export const podListener: Station = {
  layer: 'pod',
  why: 'Hands the packet to what listens on the port, or resets the connection.',
  handle(flow, world) {
    const pod = podAt(flow.at.place, world);
    if (pod === null) return { then: 'pass' };
    const { packet } = flow;
    const objects = [pod.ref];
    const because = portEvidence(pod, packet);
    if (pod.phase !== 'Running') return stop(packet, 'timeout', { layer: 'pod', reason: 'NotRunning', objects });
    if (packet.protocol !== 'ICMP') {
      if (pod.health === 'silent') return stop(packet, 'timeout', { layer: 'pod', reason: 'Silent', objects });
      if (pod.health === 'refuses')
        return stop(packet, 'refused', { layer: 'pod', reason: 'ConnectionReset', objects });
      if (!isListening(pod, packet)) {
        return stop(packet, 'refused', { layer: 'pod', reason: 'NothingListens', objects }, { because });
      }
    }
    return { then: 'note', flow, hop: receiveHop(flow, serverOf(pod), because) };
  },
};

/** The application in the pod. A DNS query is not understood by one that is no DNS server: it stays silent. */
export const podAnswers: Station = {
  layer: 'pod',
  why: 'The application answers.',
  handle(flow, world) {
    const pod = podAt(flow.at.place, world);
    if (pod === null) return { then: 'pass' };
    if (flow.packet.carries?.kind === 'dns-query') {
      return stop(flow.packet, 'timeout', { layer: 'pod', reason: 'ProtocolMismatch', objects: [pod.ref] });
    }
    return answerOf(flow, world.cluster, serverOf(pod));
  },
};

function podAt(place: Location['place'], world: World): ClusterPod | null {
  return place.kind === 'pod' ? (world.cluster.podByKey.get(place.pod) ?? null) : null;
}

function serverOf(pod: ClusterPod): Server {
  return { pod, where: pod.key, role: pod.role, layer: 'pod' };
}

function isListening(pod: ClusterPod, { dport, protocol }: Packet): boolean {
  if (pod.listens === null) return dport === null || isPort(dport);
  return pod.listens.some((one) => one.port === dport && one.protocol === protocol);
}

function portEvidence(pod: ClusterPod, { dport, protocol }: Packet): readonly Evidence[] {
  const { template } = pod;
  const containers = pod.spec.containers;
  for (const [index, { ports }] of containers.entries()) {
    const at = ports.findIndex((one) => one.containerPort === dport && one.protocol === protocol);
    const path = [...template.path, 'spec', 'containers', index, 'ports', at];
    if (at >= 0) return [{ object: template.object, field: path, origin: pod.origin }];
  }
  const listed = containers.findIndex(({ ports }) => ports.length > 0);
  if (listed < 0) return [];
  return [
    { object: template.object, field: [...template.path, 'spec', 'containers', listed, 'ports'], origin: pod.origin },
  ];
}
