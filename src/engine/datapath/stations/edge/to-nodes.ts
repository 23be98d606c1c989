import type { ClusterNode } from '#cluster';
import { evidenceOf } from '#cluster';
import type { Ip, Packet } from '#net';
import { familyOf, hostPort } from '#net';
import type { Location, NonEmpty } from '#trace';
import type { Branch, Flow, Step, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { stands } from '../standing.ts';
import { stop } from '../stop.ts';
import type { Arrival } from './arrival.ts';
import { addressed, admissionEvidence, headed, loopsBack, policyEvidence, portEvidence } from './arrival.ts';

/** To a node that is fit: to a node port of it, or with the packet as it is. */
export function toNodes(arrival: Arrival): Step {
  const { flow, world, behind, balancer } = arrival;
  const { service, port } = behind;
  const reachable = flow.via === null ? reachableNodes(arrival, flow.packet.dst) : namedNode(world, flow.via);
  const kept = keptNode(arrival, reachable);
  const pool = kept === null ? reachable : [kept];
  const objects = [service.ref];
  if (balancer.targets !== 'unchanged' && port.nodePort === 0) {
    const because = [...portEvidence(behind), ...balancer.because];
    return stop(flow.packet, 'timeout', { layer: 'edge', reason: 'NoNodePort', objects }, { because });
  }
  const [first, ...rest] = pool.map((node) => branchTo(arrival, node, pool.length));
  if (first === undefined) {
    const reason = balancer.checksNodesBy === 'announcement' ? 'NobodyAnnounces' : 'NoHealthyNode';
    const because = [...policyEvidence(service), ...balancer.because];
    const consulted = [{ table: { kind: 'balancer', at: service.key, name: service.key }, row: null } as const];
    return stop(flow.packet, 'timeout', { layer: 'edge', reason, objects }, { because, consulted });
  }
  if (rest.length === 0) return first.take(first.alike[0]);
  return { then: 'fork', choice: `balancer/${service.key}`, branches: [first, ...rest] };
}

/** `balancer/SERVICE/CLIENT`: the node that a balancer with affinity keeps this client on; `null` where it keeps none. */
function affinityKey({ flow, behind, balancer }: Arrival): string | null {
  const { key, spec } = behind.service;
  const keeps = balancer.keepsClients === 'byAffinity' && spec.sessionAffinity === 'ClientIP' && flow.via === null;
  return keeps ? `balancer/${key}/${flow.packet.src}` : null;
}

/** The node of this client's last connection, as long as it may take one. */
function keptNode(arrival: Arrival, nodes: readonly ClusterNode[]): ClusterNode | null {
  const key = affinityKey(arrival);
  const held = key === null ? undefined : arrival.flow.memory.get(key);
  return nodes.find(({ name }) => name === held) ?? null;
}

/** The flow that remembers the node, where the balancer keeps clients. */
function remembering(arrival: Arrival, node: ClusterNode): Flow {
  const key = affinityKey(arrival);
  if (key === null) return arrival.flow;
  return { ...arrival.flow, memory: new Map([...arrival.flow.memory, [key, node.name]]) };
}

/** With MetalLB in layer 2 one node answers for the address at a time; some balancers without a healthy node send to all. */
function reachableNodes({ world, behind, balancer }: Arrival, address: Ip): readonly ClusterNode[] {
  const { service: tables } = world.tables;
  const pool = tables.balancers.pool(behind.service);
  if (pool.length === 0 && balancer.whenAllFail === 'toAll') return tables.balancers.registered(behind.service);
  if (balancer.type !== 'metallb-l2') return pool;
  const one = tables.announcer(pool, address);
  return one === null ? [] : [one];
}

/** The node that `via` names takes it, fit or not. */
function namedNode({ cluster }: World, via: string): readonly ClusterNode[] {
  const node = cluster.nodeByName.get(via.replace(/^node\//, ''));
  return node === undefined ? [] : [node];
}

function branchTo(arrival: Arrival, node: ClusterNode, among: number): Branch {
  const alike: NonEmpty<string> = [node.name];
  return { weight: 1n, alike, take: () => sendTo(arrival, node, among) };
}

function sendTo(arrival: Arrival, node: ClusterNode, among: number): Step {
  const { flow, behind, balancer, world } = arrival;
  const { service } = behind;
  const packet = packetFor(arrival, node);
  const looped = loopsBack(arrival, packet, node.addresses);
  if (looped !== null) return looped;
  const fit = world.tables.service.balancers.pool(service);
  const isKept = keptNode(arrival, [node]) !== null;
  const onNode: Location = { place: { kind: 'node', node: node.name }, hook: 'prerouting' };
  return {
    then: 'go',
    flow: { ...moved({ ...arrival, flow: remembering(arrival, node) }, packet), via: null, at: onNode },
    hop: () => ({
      kind: 'balance',
      layer: 'edge',
      before: flow.packet,
      after: packet,
      decision: {
        balancer: balancer.type,
        name: balancer.name,
        target: 'node',
        proxyHeader: flow.packet.protocol === 'TCP' ? balancer.proxyHeader : 'none',
        service: service.ref,
        chosen: packet === flow.packet ? node.name : `${node.name} ${hostPort(packet.dst, packet.dport)}`,
        among,
        fit: fit.length,
        opensOwnConnection: packet.src !== flow.packet.src,
        ...(stands(flow) ? { by: 'connection' as const } : isKept ? { by: 'client' as const } : {}),
        ...(flow.via === null ? {} : { stated: fit.includes(node) ? ('fit' as const) : ('unfit' as const) }),
      },
      because: [
        ...admissionEvidence(arrival),
        ...portEvidence(behind),
        ...policyEvidence(service),
        ...(isKept ? [evidenceOf(service, 'spec', 'sessionAffinity')] : []),
        ...balancer.because,
      ],
      consulted: [{ table: { kind: 'balancer', at: service.key, name: service.key }, row: node.name }],
    }),
  };
}

function moved(arrival: Arrival, packet: Packet): Flow {
  const { flow, behind } = arrival;
  const { key } = behind.service;
  if (packet === flow.packet) return { ...flow, passedBy: [...(flow.passedBy ?? []), key] };
  return headed(rewritten(flow, { kind: 'balancer', service: key }, packet), arrival);
}

function packetFor(arrival: Arrival, node: ClusterNode): Packet {
  const { flow, behind, balancer } = arrival;
  if (balancer.targets === 'unchanged') return flow.packet;
  const family = familyOf(flow.packet.dst);
  const dst = node.internalIps.find((address) => familyOf(address) === family) ?? node.ip;
  return addressed(arrival, dst, behind.port.nodePort);
}
