import type { Picture, PictureNode, PicturePod, RuleCard } from '#view';
import type { Needed } from './needed.ts';

const MOST_BOXES_ON_A_NODE = 9;
const MOST_NODES = 6;
/** A kind with more cards than the first number shows the second. */
const MANY_CARDS = 14;
const SOME_CARDS = 8;
/** The same on a page of one column: so many are all shown, of more only one that the request does not touch. */
const FEW_CARDS = 4;
const ONE_COLUMN_CARDS = 1;
const MOST_FAR_NAMESPACES = 5;
/** How many nodes, pods of one stack and cards of one kind a first unfolding shows; a second shows all. */
const UNFOLDED_NODES = 24;
const UNFOLDED_PODS = 40;
const UNFOLDED_CARDS = 40;

/** The way back: folds again what was unfolded. */
export interface FoldItem {
  readonly kind: 'fold';
  readonly id: string;
  readonly title: string;
  readonly note: string;
}

/** A pod, or several that are drawn as one. */
export type PodItem =
  | { readonly kind: 'pod'; readonly id: string; readonly pod: PicturePod }
  | FoldItem
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
  | FoldItem
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
  readonly folds: readonly { readonly kind: 'more' | 'fewer'; readonly id: string }[];
}

/** Nodes that are drawn: those the request touches, then the first ones, up to six; more on demand. */
export function foldNodes(picture: Picture, needed: Needed, unfolded: ReadonlySet<string>): FoldedNodes {
  if (picture.nodes.length <= MOST_NODES) return { shown: picture.nodes, folded: [], folds: [] };
  const touched = new Set(needed.nodes);
  if (needed.pods.size > 0) for (const pod of picture.pods) if (needed.pods.has(pod.key)) touched.add(pod.node);
  const open = unfolded.has('nodes');
  const most = !open ? MOST_NODES : unfolded.has('nodes:all') ? picture.nodes.length : UNFOLDED_NODES;
  let free = most - touched.size;
  const shown = picture.nodes.filter((node) => touched.has(node.name) || free-- > 0);
  const drawn = new Set(shown);
  const folded = picture.nodes.filter((node) => !drawn.has(node));
  return {
    shown,
    folded,
    folds: [
      ...(folded.length > 0 ? [{ kind: 'more' as const, id: open ? 'nodes:all' : 'nodes' }] : []),
      ...(open ? [{ kind: 'fewer' as const, id: 'nodes' }] : []),
    ],
  };
}

/** The boxes of one node: replicas in one stack, then pods of other namespaces, unless the request touches them. */
export function foldPods(
  pods: readonly PicturePod[],
  replicas: ReadonlyMap<string, number>,
  needed: Needed,
  unfolded: ReadonlySet<string>,
): readonly PodItem[] {
  const groups = podsByWorkload(pods.filter((pod) => !needed.pods.has(pod.key)));
  const node = pods[0]?.node ?? '';
  const seen = new Set<string>();
  const items = pods.flatMap((pod): readonly PodItem[] => {
    const group = pod.workload ?? `Pod/${pod.key}`;
    if (needed.pods.has(pod.key) || pod.workload === null) return [podItem(pod)];
    if (seen.has(group)) return [];
    seen.add(group);
    return stackOf(group, groups.get(group) ?? [], replicas.get(group) ?? 0, `stack:${node}:${group}`, unfolded);
  });
  return items.length > MOST_BOXES_ON_A_NODE ? foldNamespaces(items, needed, unfolded, node) : items;
}

function podItem(pod: PicturePod): PodItem {
  return { kind: 'pod', id: `pod:${pod.key}`, pod };
}

/** Replicas as one stack, or one by one with the way back behind them. */
function stackOf(
  group: string,
  alike: readonly PicturePod[],
  replicas: number,
  id: string,
  unfolded: ReadonlySet<string>,
): readonly PodItem[] {
  if (alike.length === 1) return alike.map(podItem);
  const name = group.split('/').at(-1) ?? group;
  if (!unfolded.has(id)) {
    return [
      { kind: 'stack', id, title: `${name}, ${alike.length} of ${replicas}`, note: addresses(alike), pods: alike },
    ];
  }
  const back: FoldItem = { kind: 'fold', id, title: `Fold ${name}`, note: `${alike.length} pods` };
  const all = `${id}:all`;
  if (alike.length <= UNFOLDED_PODS || unfolded.has(all)) return [...alike.map(podItem), back];
  const rest = alike.slice(UNFOLDED_PODS);
  const more: PodItem = { kind: 'stack', id: all, title: `${rest.length} more`, note: `of ${name}`, pods: rest };
  return [...alike.slice(0, UNFOLDED_PODS).map(podItem), more, back];
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
  const crowded = items.length > MOST_BOXES_ON_A_NODE * 2;
  const result: PodItem[] = [];
  const opened = new Map<string, number>();
  const stacks = new Map<string, PicturePod[]>();
  for (const item of items) {
    const pods = item.kind === 'pod' ? [item.pod] : item.kind === 'stack' ? item.pods : [];
    const namespace = pods[0]?.namespace;
    const touched = item.kind === 'pod' && needed.pods.has(item.pod.key);
    if (namespace === undefined || touched || (needed.namespaces.has(namespace) && !crowded)) result.push(item);
    else if (unfolded.has(`namespace:${node}:${namespace}`)) {
      result.push(item);
      opened.set(namespace, (opened.get(namespace) ?? 0) + pods.length);
    } else {
      const own = stacks.get(namespace);
      if (own) own.push(...pods);
      else stacks.set(namespace, [...pods]);
    }
  }
  for (const [namespace, pods] of opened) {
    const id = `namespace:${node}:${namespace}`;
    result.push({ kind: 'fold', id, title: `Fold ${namespace}`, note: countOf(pods, 'pod') });
  }
  return [...result, ...farNamespaces([...stacks], node, unfolded)];
}

/** Namespaces as a box each, the last ones in one box. */
function farNamespaces(
  far: readonly (readonly [string, readonly PicturePod[]])[],
  node: string,
  unfolded: ReadonlySet<string>,
): readonly PodItem[] {
  const all = `namespaces:${node}`;
  const open = unfolded.has(all);
  const few = far.length <= MOST_FAR_NAMESPACES + 1;
  const result: PodItem[] = (few || open ? far : far.slice(0, MOST_FAR_NAMESPACES)).map(([namespace, pods]) => ({
    kind: 'stack',
    id: `namespace:${node}:${namespace}`,
    title: namespace,
    note: countOf(pods.length, 'pod'),
    pods,
  }));
  if (few) return result;
  if (open) return [...result, { kind: 'fold', id: all, title: 'Fold namespaces', note: `${far.length} namespaces` }];
  const pods = far.slice(MOST_FAR_NAMESPACES).flatMap(([, own]) => own);
  return [
    ...result,
    {
      kind: 'stack',
      id: all,
      title: `${far.length - MOST_FAR_NAMESPACES} more`,
      note: `namespaces, ${countOf(pods.length, 'pod')}`,
      pods,
    },
  ];
}

function countOf(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
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
    case 'EgressPolicy':
      return 'policy';
  }
}

const GROUP_WORDS: Readonly<Record<CardGroup, string>> = {
  entry: 'Ingress or Gateway',
  route: 'route',
  service: 'Service',
  policy: 'policy',
};

function mostInColumn(cards: readonly RuleCard[]): number {
  const written = cards.filter(({ assumed }) => !assumed).length;
  return written <= FEW_CARDS ? FEW_CARDS : ONE_COLUMN_CARDS;
}

/**
 * The cards of one group, assumed and surplus ones in a stack at the end. In one column few or those that the request
 * touches stand by themselves, so that the places come soon.
 */
export function foldCards(
  cards: readonly RuleCard[],
  group: CardGroup,
  needed: Needed,
  unfolded: ReadonlySet<string>,
  page: 'columns' | 'column' = 'columns',
): readonly CardItem[] {
  const id = `cards:${group}`;
  const all = `${id}:all`;
  const open = unfolded.has(id);
  const usual = page === 'column' ? mostInColumn(cards) : cards.length <= MANY_CARDS ? MANY_CARDS : SOME_CARDS;
  const most = !open ? usual : unfolded.has(all) ? cards.length : UNFOLDED_CARDS;
  let free = most - cards.filter((card) => needed.rules.has(card.ref)).length;
  const shown = new Set(cards.filter((card) => needed.rules.has(card.ref) || ((open || !card.assumed) && free-- > 0)));
  const folded = cards.filter((card) => !shown.has(card));
  const [only] = folded;
  const single = folded.length === 1 && only ? [only] : [];
  const items: CardItem[] = [...shown, ...single].map((card) => ({ kind: 'card', id: `rule:${card.ref}`, card }));
  if (folded.length > 1) {
    const assumed = folded.every((card) => card.assumed);
    items.push({
      kind: 'stack',
      id: open ? all : id,
      title: `${folded.length} more`,
      note: assumed ? 'assumed, not asked here' : `of kind ${GROUP_WORDS[group]}`,
      cards: folded,
    });
  }
  if (open) items.push({ kind: 'fold', id, title: 'Fold again', note: `of kind ${GROUP_WORDS[group]}` });
  return items;
}
