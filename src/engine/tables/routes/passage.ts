import type { Cluster, ClusterPod } from '#cluster';
import type { PassageLink } from '#trace';
import { bridgeDevice, podInterface, routeDevice } from './devices.ts';
import type { RouteDecision } from './route-decision.ts';

/** The interfaces by which a packet comes to a node's kernel; `from`: what the node's routes say of its source. */
export function linksIn(cluster: Cluster, from: RouteDecision): readonly PassageLink[] {
  switch (from.kind) {
    case 'local':
      return [PROCESS];
    case 'pod':
      return [...podEnds(cluster, from.pod), ...bridge(cluster)];
    case 'node': {
      const network = link('eth0', `from ${from.node.name}`);
      if (from.encapsulation === null) return [network];
      const inner = routeDevice(cluster, from.device) === 'weave' ? [link('weave', 'the bridge of all pods')] : [];
      return [network, link(from.device, `takes ${from.encapsulation.toUpperCase()} off`), ...inner];
    }
    case 'outside':
    case 'none':
      return [link('eth0', 'from outside')];
  }
}

/** The interfaces by which a packet leaves a node's kernel; what the node's routes say of its source and of its destination. */
export function linksOut(cluster: Cluster, from: RouteDecision, to: RouteDecision): readonly PassageLink[] {
  switch (to.kind) {
    case 'local':
      return [PROCESS];
    case 'pod':
      return [...bridge(cluster), ...intoPod(cluster, from, podEnds(cluster, to.pod).toReversed())];
    case 'node': {
      const network = link('eth0', `to ${to.node.name}`);
      if (to.encapsulation === null || to.outer === null) return [network];
      const { encapsulation, outer, device } = to;
      const first = isHandedOn(cluster, from) ? device : routeDevice(cluster, device);
      const port = outer.dport === null ? '' : `, UDP ${outer.dport},`;
      return [
        ...(first === device ? [] : [link(first, first === 'weave' ? 'the bridge of all pods' : 'the route’s device')]),
        link(device, `${encapsulation.toUpperCase()}${port} to ${outer.dst}`),
        network,
      ];
    }
    case 'outside':
      return [link('eth0', 'out of the cluster')];
    case 'none':
      return [];
  }
}

const PROCESS: PassageLink = {
  name: 'process',
  kind: 'process',
  note: 'of the node itself',
};

function link(name: string, note: string): PassageLink {
  return { name, kind: 'link', note };
}

/** From inside the pod to the node's end of the pair. */
function podEnds(cluster: Cluster, pod: ClusterPod): readonly PassageLink[] {
  return [{ name: 'eth0', kind: 'pod', note: `in ${pod.key}` }, link(podInterface(cluster, pod), 'the node’s end')];
}

function bridge(cluster: Cluster): readonly PassageLink[] {
  const name = bridgeDevice(cluster);
  return name === null
    ? []
    : [link(name, name === 'weave' ? 'the bridge of all pods' : 'the bridge of the node’s pods')];
}

/** What comes from a pod Cilium's program hands to the tunnel itself (`encap_and_redirect_lxc` in bpf/lib/encap.h). */
function isHandedOn({ settings: { cni } }: Cluster, from: RouteDecision): boolean {
  return cni.name === 'cilium' && from.kind === 'pod';
}

const CILIUM_HOST = link('cilium_host', 'the route’s device');

/**
 * Cilium's programs hand a packet from a pod or out of the tunnel to the pod's interface without asking the routes
 * (`ipv4_local_delivery` in bpf/lib/local_delivery.h, called by bpf_lxc.c and bpf_overlay.c). Where they do the node's
 * routing too, what comes by the network or from a pod goes to the pod's own end (`bpf_redirect_peer`, `redirect_ep`);
 * elsewhere the kernel's route for it names cilium_host, or with endpoint routes the pod's interface.
 */
function intoPod(cluster: Cluster, from: RouteDecision, ends: readonly PassageLink[]): readonly PassageLink[] {
  const { cni, serviceProxy } = cluster.settings;
  if (cni.name !== 'cilium') return ends;
  const { hostRouting, podRoutes } = serviceProxy.ebpf;
  const own = ends.filter(({ kind }) => kind === 'pod');
  const byPrograms = serviceProxy.mode === 'ebpf' && hostRouting === 'programs' ? own : null;
  const byKernel = podRoutes === 'each' ? ends : [CILIUM_HOST, ...ends];
  switch (from.kind) {
    case 'pod':
      return byPrograms ?? ends;
    case 'node':
      return from.encapsulation === null ? (byPrograms ?? byKernel) : ends;
    case 'outside':
    case 'none':
      return byPrograms ?? byKernel;
    case 'local':
      return byKernel;
  }
}
