import type { Cluster, ClusterPod } from '#cluster';
import type { PassageLink } from '#trace';
import { bridgeDevice, podInterface, routeDevice } from './devices.ts';
import type { RouteDecision } from './route-decision.ts';
import { EGRESS_ROW } from './route-decision.ts';

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
      return [network, link(from.device, `takes ${cluster.settings.cni.mode.toUpperCase()} off`), ...inner];
    }
    case 'outside':
    case 'none':
      return [link('eth0', 'from outside')];
  }
}

/** The interfaces by which a packet leaves a node's kernel; `to`: what the node's routes say of its destination. */
export function linksOut(cluster: Cluster, to: RouteDecision): readonly PassageLink[] {
  switch (to.kind) {
    case 'local':
      return [PROCESS];
    case 'pod':
      return [...bridge(cluster), ...agent(cluster), ...podEnds(cluster, to.pod).toReversed()];
    case 'node': {
      const network = link('eth0', `to ${to.node.name}`);
      if (to.encapsulation === null || to.outer === null) return [network];
      const { encapsulation, outer, device } = to;
      const first = to.row === EGRESS_ROW ? device : routeDevice(cluster, device);
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

/** What leaves the kernel for a pod goes by Cilium's own device, whose program hands it to the pod's. */
function agent({ settings: { cni } }: Cluster): readonly PassageLink[] {
  return cni.name === 'cilium' ? [link('cilium_host', 'the route’s device')] : [];
}
