import type { ClusterNode, ClusterService, Evidence } from '#cluster';
import { setting } from '#cluster';
import type { Ip, Packet } from '#net';
import { cidrContains, cidrRange, familyOf, hostPort, parseCidr } from '#net';
import type { BalancerPort } from '#tables';
import type { Location, NonEmpty } from '#trace';
import type { Branch, Flow, Station, Step, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { sourcePort } from '../source-port.ts';
import { stop } from '../stop.ts';
import { podTargets } from './pod-targets.ts';

/**
 * Whoever answers `type: LoadBalancer`. `cloud` is a TCP proxy with a connection of its own to a node port; `aws-nlb`
 * sends to node ports (or pods) and keeps the client; `gcp` and MetalLB leave the packet as it is.
 * Not modelled: health checks other than externalTrafficPolicy's, cross-zone settings, idle timeouts.
 */
export const balancer: Station = {
  layer: 'edge',
  why: 'Picks a node that may take the connection and sends it there.',
  handle(flow, world) {
    const { packet } = flow;
    const { balancers } = world.tables.service;
    const behind = balancers.port(packet.dst, packet.protocol, packet.dport);
    if (behind === null) {
      const objects = balancers.at(packet.dst).map(({ ref }) => ref);
      return stop(packet, 'timeout', { layer: 'edge', reason: 'NoListenerOnBalancer', objects });
    }
    if (wasHere(flow, behind.service)) {
      return stop(packet, 'timeout', { layer: 'cni', reason: 'TtlExceeded', objects: [behind.service.ref] });
    }
    const refused = refuseBySource(flow, world, behind);
    if (refused !== null) return refused;
    return world.cluster.settings.loadBalancer.type === 'aws-nlb' && podTargets.areAsked(behind.service)
      ? toPods(flow, world, behind)
      : toNodes(flow, world, behind);
  },
};

/** One connection that comes to the same balancer twice goes round in a loop. */
function wasHere({ nat, passedBy = [] }: Flow, { key }: ClusterService): boolean {
  return passedBy.includes(key) || nat.some(({ place }) => place.kind === 'balancer' && place.service === key);
}

/** A proxying balancer enforces loadBalancerSourceRanges itself: kube-proxy sees only its node port. */
function refuseBySource({ packet }: Flow, world: World, { service }: BalancerPort): Step | null {
  const { type } = world.cluster.settings.loadBalancer;
  if (type !== 'cloud' && type !== 'aws-nlb') return null;
  const family = familyOf(packet.src);
  const ranges = service.spec.loadBalancerSourceRanges
    .map(parseCidr)
    .filter((block) => block !== null)
    .filter((block) => cidrRange(block).family === family);
  if (ranges.length === 0 || ranges.some((block) => cidrContains(block, packet.src))) return null;
  return stop(
    packet,
    'timeout',
    { layer: 'edge', reason: 'SourceRangeDenied', objects: [service.ref] },
    {
      because: [{ object: service.ref, field: ['spec', 'loadBalancerSourceRanges'], origin: service.origin }],
    },
  );
}

function toNodes(flow: Flow, world: World, behind: BalancerPort): Step {
  const { service, port } = behind;
  const pool = flow.via === null ? reachableNodes(world, behind, flow.packet.dst) : namedNode(world, flow.via);
  const objects = [service.ref];
  if (isByNodePort(world) && port.nodePort === 0) {
    return stop(
      flow.packet,
      'timeout',
      { layer: 'edge', reason: 'NoNodePort', objects },
      { because: portEvidence(behind) },
    );
  }
  const [first, ...rest] = pool.map((node) => branchTo(flow, world, { behind, node, among: pool.length }));
  if (first === undefined) {
    return stop(
      flow.packet,
      'timeout',
      { layer: 'edge', reason: 'NoHealthyNode', objects },
      { because: policyEvidence(service) },
    );
  }
  if (rest.length === 0) return first.take(first.alike[0]);
  return { then: 'fork', choice: `balancer/${service.key}`, branches: [first, ...rest] };
}

/** With MetalLB in layer 2 one node answers for the address at a time. */
function reachableNodes(world: World, { service }: BalancerPort, address: Ip): readonly ClusterNode[] {
  const { service: tables } = world.tables;
  const pool = tables.balancers.pool(service);
  if (world.cluster.settings.loadBalancer.type !== 'metallb-l2') return pool;
  const one = tables.announcer(pool, address);
  return one === null ? [] : [one];
}

/** The node that `via` names takes it, fit or not. */
function namedNode({ cluster }: World, via: string): readonly ClusterNode[] {
  const node = cluster.nodeByName.get(via.replace(/^node\//, ''));
  return node === undefined ? [] : [node];
}

function isByNodePort(world: World): boolean {
  const { type } = world.cluster.settings.loadBalancer;
  return type === 'cloud' || type === 'aws-nlb';
}

interface Chosen {
  readonly behind: BalancerPort;
  readonly node: ClusterNode;
  readonly among: number;
}

function branchTo(flow: Flow, world: World, chosen: Chosen): Branch {
  const alike: NonEmpty<string> = [chosen.node.name];
  return { weight: 1n, alike, take: () => sendTo(flow, world, chosen) };
}

function sendTo(flow: Flow, world: World, { behind, node, among }: Chosen): Step {
  const { service } = behind;
  const place: Location['place'] = { kind: 'balancer', service: service.key };
  const packet = packetFor(flow, world, behind, node);
  const onNode: Location = { place: { kind: 'node', node: node.name }, hook: 'prerouting' };
  const moved =
    packet === flow.packet
      ? { ...flow, passedBy: [...(flow.passedBy ?? []), service.key] }
      : rewritten(flow, place, packet);
  const { loadBalancer } = world.cluster.settings;
  return {
    then: 'go',
    flow: { ...moved, via: null, at: onNode },
    hop: () => ({
      kind: 'balance',
      layer: 'edge',
      before: flow.packet,
      after: packet,
      decision: {
        balancer: loadBalancer.type,
        service: service.ref,
        chosen: packet === flow.packet ? node.name : `${node.name} ${hostPort(packet.dst, packet.dport)}`,
        among,
        opensOwnConnection: packet.src !== flow.packet.src,
      },
      because: [...portEvidence(behind), ...policyEvidence(service), setting(world.cluster, 'loadBalancer')],
      consulted: [{ table: { kind: 'balancer', at: service.key, name: service.key }, row: node.name }],
    }),
  };
}

function packetFor(flow: Flow, world: World, { port }: BalancerPort, node: ClusterNode): Packet {
  if (!isByNodePort(world)) return flow.packet;
  const { loadBalancer } = world.cluster.settings;
  const family = familyOf(flow.packet.dst);
  const dst = node.internalIps.find((address) => familyOf(address) === family) ?? node.ip;
  const keeps = loadBalancer.type === 'aws-nlb' || loadBalancer.preservesClient;
  if (keeps) return { ...flow.packet, dst, dport: port.nodePort };
  return {
    ...flow.packet,
    src: loadBalancer.address,
    sport: sourcePort(flow.pass, flow.chance, 'balancer'),
    dst,
    dport: port.nodePort,
  };
}

function toPods(flow: Flow, world: World, behind: BalancerPort): Step {
  const { service } = behind;
  const targets = podTargets.of(world.tables.service, behind, familyOf(flow.packet.dst));
  const [first, ...rest] = targets.map(({ member, text, node }): Branch => {
    return {
      weight: 1n,
      alike: [member],
      take: () => {
        const packet = { ...flow.packet, dst: member.ip, dport: member.port };
        const moved = rewritten(flow, { kind: 'balancer', service: service.key }, packet);
        return {
          then: 'go',
          flow: { ...moved, member, at: { place: { kind: 'node', node }, hook: 'prerouting' } },
          hop: () => ({
            kind: 'balance',
            layer: 'edge',
            before: flow.packet,
            after: packet,
            decision: {
              balancer: 'aws-nlb',
              service: service.ref,
              chosen: text,
              among: targets.length,
              opensOwnConnection: false,
            },
            because: podTargets.evidence(service),
          }),
        };
      },
    };
  });
  if (first === undefined)
    return stop(flow.packet, 'timeout', { layer: 'edge', reason: 'NoHealthyNode', objects: [service.ref] });
  return { then: 'fork', choice: `balancer/${service.key}`, branches: [first, ...rest] };
}

function portEvidence({ service, port }: BalancerPort): readonly Evidence[] {
  return [{ object: service.ref, field: ['spec', 'ports', port.index], origin: service.origin }];
}

function policyEvidence(service: ClusterService): readonly Evidence[] {
  if (service.spec.externalTrafficPolicy !== 'Local') return [];
  return [{ object: service.ref, field: ['spec', 'externalTrafficPolicy'], origin: service.origin }];
}
