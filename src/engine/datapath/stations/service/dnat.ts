import type { NatHook, ServiceEndpoint } from '#tables';
import { translatesAt } from '#tables';
import { sameTuple } from '#net';
import type { Draft, Flow, Station, Step, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { stands } from '../standing.ts';
import type { Choice } from './choice.ts';
import { choose, told } from './choice.ts';
import { conntracked } from './conntracked.ts';
import { forwarded } from './forwarded.ts';
import { remember } from './memory.ts';
import { refuse } from './refuse.ts';

/**
 * DNAT of a Service address to one of its endpoints, by the tables of the node the packet is on. IPVS does it at input, for
 * packets that are for the node since it has the address, and sends what is not for a process of the node out anew: through
 * output and postrouting, never through forward (net/netfilter/ipvs/ip_vs_xmit.c, `ip_vs_nat_xmit`, `ip_vs_nat_send_or_cont`).
 */
export const serviceDnat: Station = {
  layer: 'service',
  why: 'Rewrites a Service address to one endpoint, as the rules of this node say.',
  handle(flow, world) {
    const { place } = flow.at;
    const hook = hookOf(flow, world);
    if (place.kind !== 'node' || hook === null || isTranslated(flow, world)) return { then: 'pass' };
    const services = world.tables.service.on(place.node);
    const said = services?.translate(flow.packet) ?? null;
    if (services === null || said === null) return { then: 'pass' };
    if (said.kind !== 'translate') return refuse(flow, world, services, said, hook === 'input' ? hook : 'nat');
    const choice: Choice = { flow, world, services, translation: said, node: place.node, hook };
    return choose(choice, (endpoint) => translateTo(choice, endpoint));
  },
};

/** The hook that the packet is at, where the node's mode translates there. */
function hookOf({ at: { hook } }: Flow, { cluster }: World): NatHook | null {
  if (hook !== 'prerouting' && hook !== 'input' && hook !== 'output') return null;
  return translatesAt(cluster.settings.serviceProxy.mode, hook) ? hook : null;
}

/**
 * One connection is translated once on a node: after a choice the hook is gone through again. What eBPF programs of one
 * node (or a socket) have translated no other node looks up.
 */
function isTranslated({ at, nat, packet }: Flow, { cluster }: World): boolean {
  const isAnywhere = cluster.settings.serviceProxy.mode === 'ebpf';
  return nat.some(
    ({ place, original, translated }) =>
      at.place.kind === 'node' &&
      (isAnywhere
        ? place.kind === 'node' || place.kind === 'pod'
        : place.kind === 'node' && place.node === at.place.node) &&
      original.dst !== translated.dst &&
      sameTuple(translated, packet),
  );
}

function translateTo(choice: Choice, endpoint: ServiceEndpoint): Step {
  const { flow, node, translation, hook, world } = choice;
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
  const hop: Draft = () => ({
    kind: 'translate',
    layer: 'service',
    before: flow.packet,
    after: packet,
    ...(stands(flow) ? conntracked(choice, endpoint, marked, packet) : told(choice, endpoint, marked)),
  });
  if (hook !== 'input' || world.tables.routes.isLocal(node, endpoint.ip)) return { then: 'note', flow: moved, hop };
  return { then: 'go', flow: { ...moved, at: { place, hook: 'output' } }, hop };
}
