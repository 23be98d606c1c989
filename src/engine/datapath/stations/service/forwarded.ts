import type { Forwarding } from '#cluster';
import { tupleOf } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { Location } from '#trace';
import type { Flow, Nat, Step } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { stands } from '../standing.ts';
import type { Choice } from './choice.ts';
import { again, told } from './choice.ts';
import { remember } from './memory.ts';
import { refuse } from './refuse.ts';

/**
 * What the program on a node's device does with a packet from outside (`nodeport_lb4` in cilium/cilium
 * `bpf/lib/nodeport.h`): a backend of this node gets it with its source. For one elsewhere the source becomes this
 * node's (SNAT), or the packet tells the backend's node the address that was dialled, and that node answers with it
 * (DSR; Calico's tunnel likewise keeps the source).
 * Not modelled: that Calico's replies come back through the tunnel to this node; and what becomes of a backend outside
 * the cluster, which no node answers for: the packet stops there, with that reason.
 */
export function forwarded(choice: Choice, endpoint: ServiceEndpoint, forwarding: Forwarding): Step {
  const { flow, node, services, translation, world } = choice;
  const packet = { ...flow.packet, dst: endpoint.ip, dport: endpoint.port };
  const isHere = endpoint.node === node;
  const answering = isHere || forwarding === 'snat' ? node : endpoint.node;
  if (answering === null)
    return refuse(
      flow,
      world,
      services,
      { kind: 'drop', reason: 'UnsupportedByProxy', match: translation.match },
      'nat',
    );
  const place: Location['place'] = { kind: 'node', node: answering };
  const moved: Flow = {
    ...(answering === node ? rewritten(flow, place, packet) : answeredAt(flow, place, packet)),
    member: endpoint.member,
    marked: !isHere && forwarding === 'snat',
    memory: remember(flow, node, translation, endpoint),
  };
  return {
    then: 'note',
    flow: moved,
    hop: () => ({
      kind: 'translate',
      layer: 'service',
      before: flow.packet,
      after: packet,
      ...(stands(flow) ? again(choice, endpoint, 'conntrack') : told(choice, endpoint, null)),
    }),
  };
}

/** The entry is made on the backend's node, by what the packet brings along; this one keeps none. */
function answeredAt(flow: Flow, place: Nat['place'], packet: Flow['packet']): Flow {
  const entry: Nat = { place, original: tupleOf(flow.packet), translated: tupleOf(packet) };
  return { ...flow, packet, nat: [...flow.nat, entry] };
}
