import type { NodeObject } from '#manifests';
import type { Cidr, Ip } from '#net';
import { parseCidr, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Draft } from '../draft.ts';
import { derived, written } from '../evidence.ts';
import type { Evidence, Origin } from '../origin.ts';

export const ZONE_LABEL = 'topology.kubernetes.io/zone';
const DEFAULTS = ['a', 'b', 'c'] as const;

/** What is known of a node before addresses are filled in. */
export interface NodePlan {
  readonly name: string;
  readonly object: NodeObject | null;
  readonly addresses: readonly { readonly ip: Ip; readonly isInternal: 'internal' | 'other' }[];
  /** Whether somebody said all that its interface to the network has. */
  readonly furtherAddresses: 'stated' | 'unknown';
  readonly podCidrs: readonly Cidr[];
  readonly zone: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly origin: Origin;
  /** Place among the default nodes, `null` for any other. */
  readonly place: number | null;
}

/** The nodes there are, but for those that only a nodeName tells of. */
export function basePlans(draft: Draft, problems: Problem[]): readonly NodePlan[] {
  if (draft.written.nodes.length > 0)
    return withFurtherAddresses(
      draft,
      draft.written.nodes.map((node) => planOf(node, problems)),
      problems,
    );
  const live = livePlans(draft, problems);
  if (live.length > 0) return live;
  if (draft.input.nodes !== undefined) return draft.input.nodes.map((stated) => statedPlan(stated, problems));
  return DEFAULTS.map((letter, place) => ({
    ...emptyPlan(`node-${letter}`, { kind: 'default', setting: 'nodes' }),
    zone: `zone-${letter}`,
    place,
  }));
}

export function emptyPlan(name: string, origin: Origin): NodePlan {
  return {
    name,
    object: null,
    addresses: [],
    furtherAddresses: 'unknown',
    podCidrs: [],
    zone: '',
    labels: {},
    origin,
    place: null,
  };
}

function planOf(node: NodeObject, problems: Problem[]): NodePlan {
  const addresses = node.addresses.flatMap(({ type, address }) => {
    const parsed = parseIp(address);
    return parsed === null
      ? []
      : [{ ip: parsed, isInternal: type === 'InternalIP' ? ('internal' as const) : ('other' as const) }];
  });
  const podCidrs = node.podCIDRs.flatMap((text, index) => {
    const block = parseCidr(text);
    if (block === null) {
      const field = ['spec', 'podCIDRs', index];
      problems.push(problem('NotACidr', 'error', `"${text}" is no CIDR.`, { object: `Node/${node.ref.name}`, field }));
    }
    return block ?? [];
  });
  const { labels } = node.metadata;
  return {
    ...emptyPlan(node.ref.name, { kind: 'written' }),
    object: node,
    addresses,
    podCidrs,
    labels,
    zone: labels[ZONE_LABEL] ?? '',
  };
}

/** In a dump without Nodes the pods tell which there are: each names its node and the node's address. */
function livePlans(draft: Draft, problems: Problem[]): readonly NodePlan[] {
  const plans = new Map<string, NodePlan>();
  for (const pod of draft.written.pods) {
    const hostIp = parseIp(pod.status.hostIP ?? '');
    const name = pod.spec.nodeName;
    if (name === undefined || hostIp === null || plans.has(name)) continue;
    const from = [written(pod.ref, 'spec', 'nodeName'), written(pod.ref, 'status', 'hostIP')];
    const { origin } = derived({ kind: 'Node', namespace: null, name }, ['status', 'addresses'], 'nodes', from);
    plans.set(name, { ...emptyPlan(name, origin), addresses: [{ ip: hostIp, isInternal: 'internal' }] });
  }
  const stated = statedNodes(draft);
  return withFurtherAddresses(draft, [...plans.values()], problems).map((plan) => {
    const more = stated.get(plan.name);
    return more === undefined ? plan : { ...plan, zone: more.zone ?? '', labels: more.labels ?? {} };
  });
}

type StatedNode = NonNullable<Draft['input']['nodes']>[number];

function statedNodes({ input }: Draft): ReadonlyMap<string, StatedNode> {
  return new Map(input.nodes?.map((node) => [node.name, node]));
}

/** What an interface has beside the kubelet's addresses no object tells, so the scenario adds it to nodes that others name. */
function withFurtherAddresses(draft: Draft, plans: readonly NodePlan[], problems: Problem[]): readonly NodePlan[] {
  const stated = statedNodes(draft);
  return plans.map((plan) => {
    const more = stated.get(plan.name);
    if (more === undefined) return plan;
    const own = plan.addresses.length > 0 ? plan.addresses : ownAddress(more, problems);
    const listed = furtherAddresses(more, problems);
    const onInterface = own.map((one) => listed.find(({ ip }) => ip === one.ip) ?? one);
    const further = listed.filter(({ ip }) => own.every((one) => one.ip !== ip));
    return { ...plan, addresses: [...onInterface, ...further], furtherAddresses: knownOf(more) };
  });
}

function knownOf({ addresses }: StatedNode): NodePlan['furtherAddresses'] {
  return addresses === undefined ? 'unknown' : 'stated';
}

function ownAddress({ name, ip }: StatedNode, problems: Problem[]): NodePlan['addresses'] {
  if (ip === undefined) return [];
  const address = parseIp(ip);
  if (address !== null) return [{ ip: address, isInternal: 'internal' as const }];
  problems.push(problem('NotAnAddress', 'error', `cluster.nodes: "${ip}" of ${name} is no address.`));
  return [];
}

function furtherAddresses({ name, addresses = [] }: StatedNode, problems: Problem[]): NodePlan['addresses'] {
  return addresses.flatMap((text) => {
    const parsed = parseIp(text);
    if (parsed === null)
      problems.push(problem('NotAnAddress', 'error', `cluster.nodes: "${text}" of ${name} is no address.`));
    return parsed === null ? [] : [{ ip: parsed, isInternal: 'internal' as const }];
  });
}

function statedPlan(stated: StatedNode, problems: Problem[]): NodePlan {
  const podCidrs = (stated.podCIDR ?? '').split(',').flatMap((text) => parseCidr(text) ?? []);
  if (stated.podCIDR !== undefined && podCidrs.length === 0)
    problems.push(problem('NotACidr', 'error', `cluster.nodes: "${stated.podCIDR}" of ${stated.name} is no CIDR.`));
  const labels = stated.labels ?? {};
  return {
    ...emptyPlan(stated.name, { kind: 'scenario', setting: 'nodes' }),
    addresses: [...ownAddress(stated, problems), ...furtherAddresses(stated, problems)],
    furtherAddresses: knownOf(stated),
    podCidrs,
    zone: stated.zone ?? labels[ZONE_LABEL] ?? '',
    labels,
  };
}

/** Nodes that pods, templates or slices name. */
export function namedByPods(draft: Draft): readonly { readonly name: string; readonly from: readonly Evidence[] }[] {
  const ofPods = draft.written.pods.flatMap(({ ref, spec }) =>
    spec.nodeName === undefined ? [] : [{ name: spec.nodeName, from: [written(ref, 'spec', 'nodeName')] }],
  );
  const ofTemplates = draft.workloadObjects.flatMap(({ object: { ref, template } }) =>
    template.spec.nodeName === undefined
      ? []
      : [{ name: template.spec.nodeName, from: [written(ref, 'spec', 'template', 'spec', 'nodeName')] }],
  );
  return [...ofPods, ...ofTemplates];
}
