import type { PictureFilter } from '#store';
import type { Picture, PicturePod, RuleCard } from '#view';
import type { Needed } from './needed.ts';

/** The picture without what the filter leaves out. What the request touches stays, and the node of every pod that stays. */
export function filterPicture(
  picture: Picture,
  filter: PictureFilter,
  needed: Needed,
  troubled: ReadonlySet<string>,
): Picture {
  if (filter.kind === 'everything') return picture;
  const keeps = keeperOf(picture, filter, troubled);
  const pods = picture.pods.filter((pod) => needed.pods.has(pod.key) || keeps.pod(pod));
  const rules = picture.rules.filter((card) => needed.rules.has(card.ref) || keeps.rule(card));
  const used = new Set(pods.map((pod) => pod.node));
  const nodes = picture.nodes.filter(
    (node) =>
      used.has(node.name) ||
      needed.nodes.has(node.name) ||
      (filter.kind === 'problems' && troubled.has(`Node/${node.name}`)),
  );
  const balancers = picture.balancers.filter(
    (one) => needed.balancers.has(one.service) || rules.some((card) => card.ref === `Service/${one.service}`),
  );
  return { ...picture, pods, rules, nodes: nodes.length > 0 ? nodes : picture.nodes.slice(0, 1), balancers };
}

interface Keeper {
  readonly pod: (pod: PicturePod) => boolean;
  readonly rule: (card: RuleCard) => boolean;
}

function keeperOf(
  picture: Picture,
  filter: Exclude<PictureFilter, { readonly kind: 'everything' }>,
  troubled: ReadonlySet<string>,
): Keeper {
  switch (filter.kind) {
    case 'touched':
      return { pod: () => false, rule: () => false };
    case 'problems':
      return { pod: (pod) => troubled.has(`Pod/${pod.key}`), rule: (card) => troubled.has(card.ref) };
    case 'namespace':
      return {
        pod: (pod) => pod.namespace === filter.namespace,
        rule: (card) => card.namespace === filter.namespace || card.namespace === null,
      };
    case 'rules': {
      const rules = picture.rules.filter((card) => card.kind === filter.of);
      const pods = new Set(rules.flatMap((card) => card.pods));
      return { pod: (pod) => pods.has(pod.key), rule: (card) => card.kind === filter.of };
    }
  }
}

/** The choices that a picture gives. */
export function filtersFor(picture: Picture): readonly { readonly text: string; readonly filter: PictureFilter }[] {
  const namespaces = [...new Set(picture.pods.map((pod) => pod.namespace))].toSorted();
  const kinds = [...new Set(picture.rules.map((card) => card.kind))];
  return [
    { text: 'everything', filter: { kind: 'everything' } },
    { text: 'this request only', filter: { kind: 'touched' } },
    { text: 'problems', filter: { kind: 'problems' } },
    ...namespaces.slice(0, 100).map((namespace) => ({
      text: `namespace ${namespace}`,
      filter: { kind: 'namespace' as const, namespace },
    })),
    ...kinds.map((of) => ({ text: `${KIND_WORDS[of]} and their pods`, filter: { kind: 'rules' as const, of } })),
  ];
}

const KIND_WORDS: Readonly<Record<RuleCard['kind'], string>> = {
  Ingress: 'Ingresses',
  Service: 'Services',
  NetworkPolicy: 'policies',
  AdminPolicy: 'admin policies',
  EgressPolicy: 'egress policies',
  Gateway: 'Gateways',
  Route: 'routes',
};
