import type { Answer } from '#view';

/** What a request touches: it is never folded away. */
export interface Needed {
  readonly nodes: ReadonlySet<string>;
  readonly pods: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  readonly balancers: ReadonlySet<string>;
  /** The address outside that sends, `null` if a pod or node does. */
  readonly client: string | null;
}

export function neededBy(answer: Answer | null): Needed {
  const nodes = new Set<string>();
  const pods = new Set<string>();
  const rules = new Set<string>();
  const outside = new Set<string>();
  const balancers = new Set<string>();
  for (const hop of answer?.trace.hops ?? []) {
    const { place } = hop.at;
    switch (place.kind) {
      case 'node':
        nodes.add(place.node);
        break;
      case 'pod':
        pods.add(place.pod);
        break;
      case 'outside':
        outside.add(place.ip);
        break;
      case 'balancer':
        balancers.add(place.service);
        break;
    }
    for (const rule of answer?.hops[hop.key]?.rules ?? []) rules.add(rule);
  }
  const first = answer?.trace.hops[0].at.place;
  return { nodes, pods, rules, outside, balancers, client: first?.kind === 'outside' ? first.ip : null };
}
