import type { ClusterNode, Evidence } from '#cluster';
import { evidenceOf, narrowedMtu, networkMtu, setting } from '#cluster';
import type { Fault } from '#document';
import type { Ip, Packet } from '#net';
import { familyOf } from '#net';
import type { Lost, RouteDecision } from '#tables';
import type { Consulted, Location } from '#trace';
import type { Draft, Flow, Station, Step, World } from '../../flow.ts';
import { outerPacket } from '../../outer-packet.ts';
import { beyond } from '../beyond.ts';
import { egressRead } from './egress-gateway.ts';
import { isPrivate } from '../private-address.ts';
import { stop } from '../stop.ts';

/** Between nodes, plainly or in an overlay, and out of the cluster. */
export const cniWire: Station = {
  layer: 'cni',
  why: 'Carries the packet to the node behind which the address is, or out of the cluster.',
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'node') return { then: 'pass' };
    const route = world.tables.routes.next(place.node, flow.packet.dst);
    switch (route.kind) {
      case 'node':
        return toNode(flow, world, place.node, route);
      case 'outside':
        return toOutside(flow, world, place.node, route.device);
      case 'none':
        return stop(
          flow.packet,
          'timeout',
          { layer: 'cni', reason: route.reason, objects: objectsAt(flow, world) },
          {
            note: route.reason === 'AddressNobodyHas' ? NOTES[route.lost] : '',
            consulted: [{ table: { kind: 'routes', at: place.node, name: 'main' }, row: route.row }],
          },
        );
      case 'local':
      case 'pod':
        return { then: 'pass' };
    }
  },
};

const NOTES: Readonly<Record<Lost, string>> = {
  blackhole: 'blackhole route',
  neighbours: 'no neighbour',
  programs: 'no endpoint',
  default: 'default route',
  network: '',
};

function objectsAt({ packet }: Flow, { cluster }: World) {
  const pod = cluster.podByIp.get(packet.dst);
  return pod === undefined ? [] : [pod.ref];
}

type ToNode = Extract<RouteDecision, { kind: 'node' }>;

/** What took a packet past the route table: an egress policy, and where that was read. */
interface Taken {
  readonly because: readonly Evidence[];
  readonly consulted: readonly Consulted[];
}

/** `taken` `null`: the route table decided. */
function toNode(flow: Flow, world: World, from: string, route: ToNode, taken: Taken | null = null): Step {
  const { node } = route;
  const outer = outerPacket(flow.packet, route);
  const sent = outer ?? flow.packet;
  const { faults } = world.cluster;
  const objects = [node.ref];
  if (faults.some((fault) => isAt(fault, 'nodeDown', node.name))) {
    return stop(sent, 'timeout', { layer: 'node', reason: 'NodeDown', objects });
  }
  // The sending node's kernel knows only its own interface (cniMtu), and sends no piece that is larger.
  const bytes = Math.min(sent.bytes, networkMtu(world.cluster, from));
  const narrow = narrowedMtu(world.cluster, node.name);
  if (narrow !== null && bytes > narrow) {
    return stop(
      sent,
      'timeout',
      { layer: 'cni', reason: 'TooBig', objects },
      { note: `${bytes} > ${narrow}`, because: [narrowedBy(node, narrow), setting(world.cluster, 'cni.mtu')] },
    );
  }
  if (
    outer?.dport !== null &&
    outer !== null &&
    faults.some((fault) => isAt(fault, 'firewallDrop', node.name) && fault.port === outer.dport)
  ) {
    return stop(sent, 'timeout', { layer: 'node', reason: 'FirewallDrop', objects });
  }
  const hop: Draft = () => ({
    kind: 'route',
    layer: 'cni',
    before: flow.packet,
    after: sent,
    decision: { to: 'node', next: node.name, encapsulation: route.encapsulation, device: route.device },
    because: taken?.because ?? [setting(world.cluster, 'cni')],
    consulted: taken?.consulted ?? [{ table: { kind: 'routes', at: from, name: 'main' }, row: route.row }],
  });
  return {
    then: 'go',
    hop,
    flow: { ...flow, marked: false, at: { place: { kind: 'node', node: node.name }, hook: 'prerouting' } },
  };
}

/** What the scenario says of a node's interface: its MTU after it was lowered. */
function narrowedBy({ name }: ClusterNode, mtu: number): Evidence {
  return {
    object: { kind: 'Setting', namespace: null, name: 'faults' },
    field: ['mtuMismatch', name, mtu],
    origin: { kind: 'scenario', setting: 'cni.mtu' },
  };
}

function isAt(fault: Fault, type: Fault['type'], node: string): boolean {
  return fault.type === type && fault.target?.name === node;
}

function toOutside(flow: Flow, world: World, from: string, device: string): Step {
  const there = beyond(world, flow.packet, 'cluster');
  const egress = there.kind === 'host' ? world.tables.routes.egress(flow.packet.src, flow.packet.dst) : null;
  if (egress !== null && egress.node === null) {
    const { ref } = egress.policy;
    return stop(
      flow.packet,
      'timeout',
      { layer: 'cni', reason: 'NoEgressGateway', objects: [ref] },
      {
        note: 'No egress gateway found',
        because: [{ object: ref, field: ['spec', 'egressGateway', 'nodeSelector'], origin: { kind: 'written' } }],
        consulted: [egressRead(from, egress)],
      },
    );
  }
  if (egress !== null && egress.node !== null && egress.node.name !== from)
    return toNode(flow, world, from, world.tables.routes.tunnel(from, egress.node), {
      because: [{ object: egress.policy.ref, field: ['spec', 'destinationCIDRs'], origin: { kind: 'written' } }],
      consulted: [egressRead(from, egress)],
    });
  const left: Flow = { ...flow, marked: false };
  const hop: Draft = () => ({
    kind: 'route',
    layer: 'cni',
    before: flow.packet,
    after: flow.packet,
    decision: { to: 'outside', next: flow.packet.dst, encapsulation: null, device },
    because: [],
    consulted: [{ table: { kind: 'routes', at: from, name: 'main' }, row: 'default' }],
  });
  switch (there.kind) {
    case 'nothing':
      return stop(flow.packet, 'timeout', there.stoppedAt, {
        note: 'default route',
        consulted: [{ table: { kind: 'routes', at: from, name: 'main' }, row: 'default' }],
      });
    case 'balancer': {
      if (flow.passedBy?.includes(there.service) === true) return sentBack(flow, world, there.service);
      return { then: 'go', hop, flow: { ...left, at: { place: there, hook: 'balancer' } } };
    }
    case 'publicAddress':
      return {
        then: 'go',
        hop,
        flow: { ...left, at: { place: { kind: 'outside', ip: flow.packet.dst }, hook: 'forward' } },
      };
    case 'host': {
      const gateway = world.cluster.external.natGateway ?? publicSource(world, flow.packet);
      const at: Location =
        gateway === null || isPrivate(flow.packet.dst) || familyOf(gateway) !== familyOf(flow.packet.dst)
          ? { place: { kind: 'outside', ip: flow.packet.dst }, hook: 'receive' }
          : { place: { kind: 'outside', ip: gateway }, hook: 'forward' };
      return { then: 'go', hop, flow: { ...left, at } };
    }
    case 'node':
      return { then: 'go', hop, flow: { ...left, at: { place: there, hook: 'prerouting' } } };
  }
}

/** The address that the network gives one to one to what a node sends to the internet. */
function publicSource({ cluster }: World, { src }: Packet): Ip | null {
  return cluster.nodeByIp.get(src)?.publicIps.find((address) => familyOf(address) === familyOf(src)) ?? null;
}

/** The balancer passed it on, and the node has no rule for the address (ipMode Proxy, a Service left to another proxy). */
function sentBack({ packet }: Flow, { cluster }: World, key: string): Step {
  const service = cluster.serviceByKey.get(key);
  const objects = service === undefined ? [] : [service.ref];
  const because =
    service === undefined ? [] : [evidenceOf(service, 'status', 'loadBalancer'), setting(cluster, 'loadBalancer')];
  return stop(packet, 'timeout', { layer: 'service', reason: 'NoRuleForAddress', objects }, { because });
}
