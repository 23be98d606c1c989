import type { HttpResponse } from '#net';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { answerOf } from '../application.ts';
import { receiveHop } from '../receive.ts';
import { stop } from '../stop.ts';
import { hostNetworkListener } from './host-network.ts';
import { mappedHostPort } from './host-port.ts';
import { proxyHealth } from './proxy-health.ts';

/**
 * What takes packets for the node itself: kube-proxy's health check ports, host network pods, hostPorts, the API server.
 * Not modelled: kubelet and other daemons of the host; their ports are reset.
 */
export const nodeListener: Station = {
  layer: 'node',
  why: 'Hands a packet for the node itself to whatever listens there, or resets it.',
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const { packet } = flow;
    const health = packet.protocol === 'TCP' ? world.tables.service.healthCheck(place.node, packet.dport) : null;
    if (health !== null) return answerHealth(flow, health, world);
    const proxy = proxyHealth(flow, world);
    if (proxy !== null) return proxy;
    if (packet.protocol === 'ICMP') return answerEcho(flow, place.node);
    const pod = hostNetworkListener(world, place.node, flow);
    if (pod !== null)
      return {
        then: 'go',
        hop: null,
        flow: { ...flow, marked: false, at: { place: { kind: 'pod', pod: pod.key }, hook: 'receive' } },
      };
    const mapped = mappedHostPort(world, place.node, flow);
    if (mapped !== null) return mapped;
    if (packet.dst === world.cluster.apiServer.ip && packet.dport === world.cluster.apiServer.port) {
      return answerOf(flow, world.cluster, { pod: null, where: place.node, role: 'api-server', layer: 'node' });
    }
    const node = world.cluster.nodeByName.get(place.node);
    const objects = node === undefined ? [] : [node.ref];
    return stop(packet, 'refused', { layer: 'node', reason: 'NothingListens', objects });
  },
};

type Health = NonNullable<ReturnType<World['tables']['service']['healthCheck']>>;

/** The proxy answers on every path: 200 with a ready local endpoint, else 503. */
function answerHealth(flow: Flow, { service, localEndpoints }: Health, { cluster }: World): Step {
  const { mode, ebpf } = cluster.settings.serviceProxy;
  const agent = ebpf.by === 'calico' ? 'calico-node' : 'cilium-agent';
  const response: HttpResponse = {
    status: localEndpoints > 0 ? 200 : 503,
    headers: { 'content-type': 'application/json', 'x-load-balancing-endpoint-weight': `${localEndpoints}` },
    grpcStatus: null,
    certificate: null,
  };
  const isHttp = flow.packet.carries?.kind === 'http-request';
  return {
    then: 'serve',
    by: 'answer',
    flow,
    payload: isHttp ? { kind: 'http-response', response } : { kind: 'bytes', bytes: 0 },
    stoppedAt: null,
    hop: () => ({
      kind: 'answer',
      layer: 'node',
      before: flow.packet,
      after: null,
      decision: {
        by: mode === 'ebpf' ? agent : 'kube-proxy',
        rule: service.ref,
        response,
        why: `${localEndpoints} ready local endpoints`,
      },
      because: [{ object: service.ref, field: ['spec', 'healthCheckNodePort'], origin: service.origin }],
    }),
  };
}

function answerEcho(flow: Flow, node: string): Step {
  const hop = receiveHop(flow, { pod: null, where: node, role: 'outside', layer: 'node' });
  return { then: 'serve', by: 'answer', flow, payload: { kind: 'echo' }, stoppedAt: null, hop };
}
