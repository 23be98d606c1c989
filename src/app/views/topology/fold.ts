import type { Picture, PictureNode, PicturePod, RuleCard } from '#view';
import type { Needed } from './needed.ts';

const MOST_BOXES_ON_A_NODE = 9;
const MOST_NODES = 6;
/** A kind with more cards than the first number shows the second. */
const MANY_CARDS = 14;
const SOME_CARDS = 8;
const MOST_FAR_NAMESPACES = 5;

/** A pod, or several that are drawn as one. */
export type PodItem =
  | { readonly kind: 'pod'; readonly id: string; readonly pod: PicturePod }
  | {
      readonly kind: 'stack';
      readonly id: string;
      readonly title: string;
      readonly note: string;
      readonly pods: readonly PicturePod[];
    };

/** A card, or several of a kind that are drawn as one. */
export type CardItem =
  | { readonly kind: 'card'; readonly id: string; readonly card: RuleCard }
  | {
      readonly kind: 'stack';
      readonly id: string;
      readonly title: string;
      readonly note: string;
      readonly cards: readonly RuleCard[];
    };

export interface FoldedNodes {
  readonly shown: readonly PictureNode[];
  readonly folded: readonly PictureNode[];
}

/** Nodes that are drawn: those the request touches, then the first ones, up to six. */
export function foldNodes(picture: Picture, needed: Needed, unfolded: ReadonlySet<string>): FoldedNodes {
  if (picture.nodes.length <= MOST_NODES || unfolded.has('nodes')) return { shown: picture.nodes, folded: [] };
  const touched = new Set(needed.nodes);
  for (const pod of picture.pods) if (needed.pods.has(pod.key)) touched.add(pod.node);
  let free = MOST_NODES - touched.size;
  const shown = picture.nodes.filter((node) => touched.has(node.name) || free-- > 0);
  return { shown, folded: picture.nodes.filter((node) => !shown.includes(node)) };
}

/** The boxes of one node: replicas in one stack, then pods of other namespaces, unless the request touches them. */
export function foldPods(
  pods: readonly PicturePod[],
  replicas: ReadonlyMap<string, number>,
  needed: Needed,
  unfolded: ReadonlySet<string>,
): readonly PodItem[] {
  const items: PodItem[] = [];
  const groups = podsByWorkload(pods.filter((pod) => !needed.pods.has(pod.key)));
  const seen = new Set<string>();
  const node = pods[0]?.node ?? '';
  for (const pod of pods) {
    const group = pod.workload ?? `Pod/${pod.key}`;
    const id = `stack:${node}:${group}`;
    if (needed.pods.has(pod.key) || pod.workload === null || unfolded.has(id)) {
      items.push({ kind: 'pod', id: `pod:${pod.key}`, pod });
      continue;
    }
    if (seen.has(group)) continue;
    seen.add(group);
    const alike = groups.get(group) ?? [];
    if (alike.length === 1) {
      items.push({ kind: 'pod', id: `pod:${pod.key}`, pod });
      continue;
    }
    const name = group.split('/').at(-1) ?? group;
    items.push({
      kind: 'stack',
      id,
      title: `${name}, ${alike.length} of ${replicas.get(group) ?? alike.length}`,
      note: addresses(alike),
      pods: alike,
    });
  }
  return items.length > MOST_BOXES_ON_A_NODE ? foldNamespaces(items, needed, unfolded, node) : items;
}

/** How many pods each workload has. */
export function countReplicas(pods: readonly PicturePod[]): ReadonlyMap<string, number> {
  return new Map([...podsByWorkload(pods)].map(([workload, own]) => [workload, own.length]));
}

function podsByWorkload(pods: readonly PicturePod[]): ReadonlyMap<string, readonly PicturePod[]> {
  const groups = new Map<string, PicturePod[]>();
  for (const pod of pods) {
    const group = pod.workload ?? `Pod/${pod.key}`;
    const own = groups.get(group);
    if (own) own.push(pod);
    else groups.set(group, [pod]);
  }
  return groups;
}

function foldNamespaces(
  items: readonly PodItem[],
  needed: Needed,
  unfolded: ReadonlySet<string>,
  node: string,
): readonly PodItem[] {
  const near = new Set([...needed.pods].map((key) => key.split('/')[0]));
  const result: PodItem[] = [];
  const stacks = new Map<string, PicturePod[]>();
  for (const item of items) {
    const pods = item.kind === 'pod' ? [item.pod] : item.pods;
    const namespace = pods[0]?.namespace ?? '';
    const id = `namespace:${node}:${namespace}`;
    const crowded = items.length > MOST_BOXES_ON_A_NODE * 2;
    const touched = item.kind === 'pod' && needed.pods.has(item.pod.key);
    if (touched || unfolded.has(id) || (near.has(namespace) && !crowded)) result.push(item);
    else {
      const own = stacks.get(namespace);
      if (own) own.push(...pods);
      else stacks.set(namespace, [...pods]);
    }
  }
  const all = `namespaces:${node}`;
  const far = [...stacks];
  const shown = far.length <= MOST_FAR_NAMESPACES + 1 || unfolded.has(all) ? far : far.slice(0, MOST_FAR_NAMESPACES);
  for (const [namespace, pods] of shown) {
    result.push({
      kind: 'stack',
      id: `namespace:${node}:${namespace}`,
      title: namespace,
      note: `${pods.length} pods`,
      pods,
    });
  }
  if (shown.length < far.length) {
    const pods = far.slice(shown.length).flatMap(([, own]) => own);
    result.push({
      kind: 'stack',
      id: all,
      title: `${far.length - shown.length} more`,
      note: `namespaces, ${pods.length} pods`,
      pods,
    });
  }
  return result;
}

function addresses(pods: readonly PicturePod[]): string {
  const [first, ...rest] = pods.map((pod) => pod.ip ?? 'no address');
  const shown = rest.slice(0, 2).map((ip) => ip.replace(/^.*\./, '.'));
  return [first ?? '', ...shown, ...(rest.length > 2 ? ['…'] : [])].join(', ');
}

export const CARD_GROUPS = ['entry', 'route', 'service', 'policy'] as const;
export type CardGroup = (typeof CARD_GROUPS)[number];

export function groupOf(card: RuleCard): CardGroup {
  switch (card.kind) {
    case 'Ingress':
    case 'Gateway':
      return 'entry';
    case 'Route':
      return 'route';
    case 'Service':
      return 'service';
    case 'NetworkPolicy':
    case 'AdminPolicy':
      return 'policy';
  }
}

const GROUP_WORDS: Readonly<Record<CardGroup, string>> = {
  entry: 'Ingress or Gateway',
  route: 'route',
  service: 'Service',
  policy: 'policy',
};

/** The cards of one group: those that something points to first, assumed and surplus ones in a stack at the end. */
export function foldCards(
  cards: readonly RuleCard[],
  group: CardGroup,
  needed: Needed,
  unfolded: ReadonlySet<string>,
): readonly CardItem[] {
  const id = `cards:${group}`;
  const open = unfolded.has(id);
  const most = cards.length <= MANY_CARDS ? MANY_CARDS : SOME_CARDS;
  let free = most - cards.filter((card) => needed.rules.has(card.ref)).length;
  const shown = cards.filter((card) => needed.rules.has(card.ref) || open || (!card.assumed && free-- > 0));
  const folded = cards.filter((card) => !shown.includes(card));
  const items: CardItem[] = shown.map((card) => ({ kind: 'card', id: `rule:${card.ref}`, card }));
  const [only] = folded;
  if (folded.length === 1 && only) return [...items, { kind: 'card', id: `rule:${only.ref}`, card: only }];
  if (folded.length > 1) {
    const assumed = folded.every((card) => card.assumed);
    items.push({
      kind: 'stack',
      id,
      title: `${folded.length} more`,
      note: assumed ? 'assumed, not asked here' : `of kind ${GROUP_WORDS[group]}`,
      cards: folded,
    });
  }
  return items;
}
