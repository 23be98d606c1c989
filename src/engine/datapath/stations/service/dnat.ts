import type { Evidence } from '#cluster';
import { setting } from '#cluster';
import type { NodeServices, ServiceEndpoint, Translation } from '#tables';
import { sameTuple } from '#net';
import type { Alternative, Decisions, Member, NonEmpty } from '#trace';
import { fraction, shareOf } from '#trace';
import type { Branch, Flow, Station, Step, World } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import type { EndpointClass } from './endpoint-classes.ts';
import { endpointClasses } from './endpoint-classes.ts';
import { evidenceOf } from './evidence.ts';
import { remember, remembered } from './memory.ts';
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
    if (place.kind !== 'node' || isTranslated(flow)) return { then: 'pass' };
    const services = world.tables.service.on(place.node);
    const said = services?.translate(flow.packet) ?? null;
    if (services === null || said === null) return { then: 'pass' };
    if (said.kind !== 'translate') return refuse(flow, services, said, 'nat');
    return choose({ flow, world, services, translation: said, node: place.node });
  },
};

/** One connection is translated once on a node: after a choice the hook is gone through again. */
function isTranslated({ at, nat, packet }: Flow): boolean {
  return nat.some(
    ({ place, original, translated }) =>
      place.kind === 'node' &&
      at.place.kind === 'node' &&
      place.node === at.place.node &&
      original.dst !== translated.dst &&
      sameTuple(translated, packet),
  );
}

interface Choice {
  readonly flow: Flow;
  readonly world: World;
  readonly services: NodeServices;
  readonly translation: Translation;
  readonly node: string;
}

function choose(choice: Choice): Step {
  const { flow, node, translation, world } = choice;
  const only = translation.endpoints.length === 1 ? translation.endpoints[0] : remembered(flow, node, translation);
  if (only !== undefined && only !== null) return translateTo(choice, only);
  const [first, ...rest] = endpointClasses(world.cluster, translation.endpoints, flow.packet.src).map((members) =>
    branchOf(choice, members),
  );
  if (first === undefined) throw new Error('a translation without endpoints');
  const { port } = translation.match;
  return { then: 'fork', choice: `${node}/${port.title}/${port.port.protocol}`, branches: [first, ...rest] };
}

function branchOf(choice: Choice, members: EndpointClass): Branch {
  const [first, ...rest] = members;
  const alike: NonEmpty<Member> = [first.member, ...rest.map(({ member }) => member)];
  return {
    weight: BigInt(members.length),
    alike,
    take: (one) => translateTo(choice, members.find(({ member }) => member === one) ?? first),
  };
}

function translateTo(choice: Choice, endpoint: ServiceEndpoint): Step {
  const { flow, node, translation } = choice;
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
      decision: decisionOf(choice, endpoint, marked),
      because: because(choice, endpoint),
      consulted: choice.services.readThrough(translation, endpoint),
      ...others(translation, endpoint),
    }),
  };
}

function isIpvs({ world }: Choice): boolean {
  return world.cluster.settings.serviceProxy.mode === 'ipvs';
}

function decisionOf(
  { services, translation }: Choice,
  endpoint: ServiceEndpoint,
  marked: Translation['marked'],
): Decisions['translate'] {
  const { match, set, endpoints } = translation;
  return {
    service: match.port.service.ref,
    portName: match.port.port.name,
    via: match.via,
    mode: services.view.cluster.settings.serviceProxy.mode,
    chosen: endpoint.member,
    among: endpoints.length,
    set,
    marked,
    affinity: match.port.affinitySeconds !== null,
  };
}

function because({ world, translation }: Choice, endpoint: ServiceEndpoint): readonly Evidence[] {
  return [...evidenceOf(world.cluster, translation, endpoint), setting(world.cluster, 'serviceProxy')];
}

const SHOWN = 3;

function others(
  { endpoints, match }: Translation,
  chosen: ServiceEndpoint,
): { notTaken: readonly Alternative[]; moreNotTaken: number } {
  const rest = endpoints.filter((one) => one !== chosen);
  const shown = rest.slice(0, SHOWN).map((one) => ({
    label: one.text,
    why: one.member.pod ?? match.port.title,
    share: shareOf(fraction(1n, BigInt(endpoints.length))),
    object: null,
  }));
  return { notTaken: shown, moreNotTaken: rest.length - shown.length };
}
