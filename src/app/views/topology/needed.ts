import type { Answer, Hop, HopView, RequestWay } from '#view';

/** What a request touches: it is never folded away. */
export interface Needed {
  readonly nodes: ReadonlySet<string>;
  readonly pods: ReadonlySet<string>;
  /** Namespaces of its pods: what else stands in them folds last. */
  readonly namespaces: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  readonly balancers: ReadonlySet<string>;
  /** The address outside that sends, `null` if a pod or node does. */
  readonly client: string | null;
}

/** What a picture keeps drawn: the current request's places and rules, other ways that are shown, and things looked at. */
export function neededBy(
  answer: Answer | null,
  ways: readonly RequestWay[] = [],
  things: readonly string[] = [],
): Needed {
  const places = new Places();
  const rules = new Set<string>();
  for (const hop of answer?.trace.hops ?? []) {
    places.add(hop);
    const view = answer?.hops[hop.key];
    for (const rule of view?.rules ?? []) rules.add(rule);
    for (const ref of view ? spokenOf(view) : []) rules.add(ref);
  }
  const namespaces = new Set([...places.pods].map((key) => key.split('/')[0] ?? ''));
  for (const way of ways) for (const hop of way.hops) places.add(hop);
  for (const ref of things) {
    const [kind = '', ...rest] = ref.split('/');
    const name = rest.join('/');
    if (kind === 'Pod') places.pods.add(name);
    else if (kind === 'Node') places.nodes.add(name);
    else if (kind === 'Balancer') places.balancers.add(name);
    else if (kind !== 'Outside') rules.add(ref);
  }
  const first = answer?.trace.hops[0].at.place;
  const { nodes, pods, outside, balancers } = places;
  return {
    nodes,
    pods,
    namespaces,
    rules,
    outside,
    balancers,
    client: first?.kind === 'outside' ? first.ip : null,
  };
}

/** The objects that a hop speaks of: the Service that an Ingress points to is in no packet, but it is in the sentence. */
function spokenOf({ story }: HopView): readonly string[] {
  return [...story.title, ...story.detail].flatMap((part) => {
    if (typeof part === 'string' || !('object' in part)) return [];
    const { kind, namespace, name } = part.object;
    return [[kind, ...(namespace === null ? [] : [namespace]), name].join('/')];
  });
}

class Places {
  readonly nodes = new Set<string>();
  readonly pods = new Set<string>();
  readonly outside = new Set<string>();
  readonly balancers = new Set<string>();

  add({ at: { place } }: Pick<Hop, 'at'>): void {
    switch (place.kind) {
      case 'node':
        this.nodes.add(place.node);
        return;
      case 'pod':
        this.pods.add(place.pod);
        return;
      case 'outside':
        // Where a sender is unknown, its hop is at no address.
        if (place.ip !== '0.0.0.0') this.outside.add(place.ip);
        return;
      case 'balancer':
        this.balancers.add(place.service);
        return;
    }
  }
}
