import type { Evidence } from '#cluster';
import { setting } from '#cluster';
import type { NatHook, NodeServices, ServiceEndpoint, Translation } from '#tables';
import type { Alternative, Consulted, Decisions, Member, NonEmpty } from '#trace';
import { fraction, shareOf } from '#trace';
import type { Branch, Flow, Step, World } from '../../flow.ts';
import { routeRead } from '../route-read.ts';
import type { EndpointClass } from './endpoint-classes.ts';
import { endpointClasses } from './endpoint-classes.ts';
import { admittedBy, evidenceOf } from './evidence.ts';
import { remembered } from './memory.ts';

/** A packet (or a socket) for which a node's tables offer endpoints. */
export interface Choice {
  readonly flow: Flow;
  readonly world: World;
  readonly services: NodeServices;
  readonly translation: Translation;
  readonly node: string;
  /** Where the tables are asked. */
  readonly hook: NatHook;
}

/** Goes on with the endpoint that memory leaves, or branches by classes of endpoints that are alike downstream. */
export function choose(choice: Choice, goOn: (endpoint: ServiceEndpoint) => Step): Step {
  const { flow, node, translation, world } = choice;
  const only = translation.endpoints.length === 1 ? translation.endpoints[0] : remembered(flow, node, translation);
  if (only !== undefined && only !== null) return goOn(only);
  const [first, ...rest] = endpointClasses(world.cluster, translation.endpoints, flow.packet.src).map((members) =>
    branchOf(members, goOn),
  );
  if (first === undefined) throw new Error('a translation without endpoints');
  const { port } = translation.match;
  const by = translation.algorithm === 'maglev' ? 'maglev' : node;
  return { then: 'fork', choice: `${by}/${port.title}/${port.port.protocol}`, branches: [first, ...rest] };
}

function branchOf(members: EndpointClass, goOn: (endpoint: ServiceEndpoint) => Step): Branch {
  const [first, ...rest] = members;
  const alike: NonEmpty<Member> = [first.member, ...rest.map(({ member }) => member)];
  return {
    weight: BigInt(members.length),
    alike,
    take: (one) => goOn(members.find(({ member }) => member === one) ?? first),
  };
}

/** What a translation's hop says: the decision, what it rests on, what was read, and who else could have been chosen. */
export function told(choice: Choice, endpoint: ServiceEndpoint, marked: Translation['marked']) {
  const { services, translation, world } = choice;
  return {
    decision: decisionOf(choice, endpoint, marked),
    because: [...ranges(choice), ...evidenceOf(world.cluster, translation, endpoint), ...settings(choice)],
    consulted: routed(choice, services.readThrough(translation, endpoint, choice.hook)),
    ...others(translation, endpoint),
  };
}

/** The same for a connection that stands, where eBPF programs (or a connected socket) look nothing up again. */
export function again(choice: Choice, endpoint: ServiceEndpoint, by: 'conntrack' | 'socket') {
  const { decision, because } = told(choice, endpoint, null);
  return { decision: { ...decision, by }, because, consulted: [] };
}

/** A packet is at input because the node has the address: with IPVS that is a row of kube-ipvs0, read behind prerouting. */
function routed({ hook, world, node, flow }: Choice, read: readonly Consulted[]): readonly Consulted[] {
  if (hook !== 'input') return read;
  const before = read.filter(({ readAt }) => readAt === 'prerouting');
  return [...before, ...routeRead(world, node, flow.packet.dst), ...read.slice(before.length)];
}

/** Programs at a socket ask no ranges: Cilium does it where packets come in from outside (`bpf/lib/lb.h`, `lb4_src_range_ok`). */
function ranges({ hook, services, translation }: Choice): readonly Evidence[] {
  const isAsked = services.view.cluster.settings.serviceProxy.mode !== 'ebpf' || hook === 'prerouting';
  return isAsked ? admittedBy(translation.match) : [];
}

function settings({ world: { cluster } }: Choice): readonly Evidence[] {
  const proxy = setting(cluster, 'serviceProxy');
  return cluster.settings.serviceProxy.mode === 'ebpf' ? [proxy, setting(cluster, 'serviceProxy.ebpf')] : [proxy];
}

function decisionOf(
  { services, translation }: Choice,
  endpoint: ServiceEndpoint,
  marked: Translation['marked'],
): Decisions['translate'] {
  const { match, set, endpoints, forwarding, algorithm, scheduler } = translation;
  const isElsewhere = endpoint.node !== services.view.node.name;
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
    ...(forwarding === undefined ? {} : { forwarding: isElsewhere ? forwarding : 'none' }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(scheduler === undefined ? {} : { scheduler }),
  };
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
