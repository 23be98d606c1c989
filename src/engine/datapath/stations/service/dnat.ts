import type { ServiceEndpoint } from '#tables';
import { sameTuple } from '#net';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { stands } from '../standing.ts';
import type { Choice } from './choice.ts';
import { choose, told } from './choice.ts';
import { conntracked } from './conntracked.ts';
import { forwarded } from './forwarded.ts';
import { remember } from './memory.ts';
import { refuse } from './refuse.ts';

/**
 * DNAT of a Service address to one of its endpoints, by the tables of the node the packet is on.
 * In ipvs the kernel does this at local-in; the hop says so, the packet goes on as everywhere else.
 */
export const serviceDnat: Station = {
  layer: 'service',
  why: 'Rewrites a Service address to one endpoint, as the rules of this node say.',
  handle(flow, world) {
    const { place } = flow.at;
    if (place.kind !== 'node' || isTranslated(flow, world)) return { then: 'pass' };
    const services = world.tables.service.on(place.node);
    const said = services?.translate(flow.packet) ?? null;
    if (services === null || said === null) return { then: 'pass' };
    if (said.kind !== 'translate') return refuse(flow, services, said, 'nat');
    const choice: Choice = { flow, world, services, translation: said, node: place.node };
    return choose(choice, (endpoint) => translateTo(choice, endpoint));
  },
};

/**
 * One connection is translated once on a node: after a choice the hook is gone through again. What eBPF programs of one
 * node (or a socket) have translated no other node looks up.
 */
function isTranslated({ at, nat, packet }: Flow, { cluster }: World): boolean {
  const isAnywhere = cluster.settings.serviceProxy.mode === 'ebpf';
  return nat.some(
    ({ place, original, translated }) =>
      at.place.kind === 'node' &&
      (isAnywhere ? place.kind !== 'balancer' : place.kind === 'node' && place.node === at.place.node) &&
      original.dst !== translated.dst &&
      sameTuple(translated, packet),
  );
}

function translateTo(choice: Choice, endpoint: ServiceEndpoint): Step {
  const { flow, node, translation } = choice;
  if (translation.forwarding !== undefined) return forwarded(choice, endpoint, translation.forwarding);
  const place = { kind: 'node', node } as const;
  const packet = { ...flow.packet, dst: endpoint.ip, dport: endpoint.port };
  const marked = translation.marked ?? (endpoint.ip === flow.packet.src ? 'hairpin' : null);
  const moved: Flow = {
    ...rewritten(flow, place, packet),
    member: endpoint.member,
    marked: marked !== null,
    memory: remember(flow, node, translation, endpoint),
  };
  return {
    then: 'note',
    flow: moved,
    hop: () => ({
      kind: 'translate',
      layer: 'service',
      at: { place, hook: isIpvs(choice) ? 'input' : flow.at.hook },
      before: flow.packet,
      after: packet,
      ...(stands(flow) ? conntracked(choice, endpoint, marked, packet) : told(choice, endpoint, marked)),
    }),
  };
}

function isIpvs({ world }: Choice): boolean {
  return world.cluster.settings.serviceProxy.mode === 'ipvs';
}
