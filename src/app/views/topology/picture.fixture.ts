import fc from 'fast-check';
import type { Location, Picture, PictureNode, PicturePod, RuleCard } from '#view';

const HOOKS = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

export function nodeOf(name: string): PictureNode {
  return {
    name,
    ip: '192.168.1.11',
    zone: 'zone-a',
    ready: true,
    assumed: false,
    hooks: HOOKS.map((hook) => ({ hook, label: hook, why: '' })),
  };
}

export function podOf(name: string, node: string, workload: string | null, namespace = 'shop'): PicturePod {
  return {
    key: `${namespace}/${name}`,
    name,
    namespace,
    ip: '10.244.0.1',
    node,
    workload,
    role: 'application',
    ready: true,
    hostNetwork: false,
    ports: [],
    assumed: false,
  };
}

export function cardOf(kind: RuleCard['kind'], name: string, to: readonly string[] = []): RuleCard {
  return {
    ref: `${kind}/shop/${name}`,
    kind,
    namespace: 'shop',
    title: `${kind} ${name}`,
    lines: ['one'],
    to,
    pods: [],
    assumed: false,
    place: null,
  };
}

/** A picture of some nodes with pods, cards and balancers, and locations in it that a packet visits. */
export const randomJourney: fc.Arbitrary<{ readonly picture: Picture; readonly visits: readonly Location[] }> = fc
  .record({
    nodes: fc.integer({ min: 1, max: 4 }),
    pods: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 14 }),
    services: fc.integer({ min: 0, max: 9 }),
    balancers: fc.integer({ min: 0, max: 2 }),
    steps: fc.array(fc.record({ kind: fc.integer({ min: 0, max: 3 }), pick: fc.nat(), hook: fc.nat() }), {
      minLength: 2,
      maxLength: 12,
    }),
  })
  .map(({ nodes, pods, services, balancers, steps }) => {
    const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
    const nodeAt = (index: number) => names[index % nodes] ?? 'node-0';
    const picture: Picture = {
      nodes: names.map(nodeOf),
      pods: pods.map((node, index) => podOf(`pod-${index}`, nodeAt(node), `Deployment/shop/w${index % 4}`)),
      rules: [
        cardOf('Ingress', 'entry', ['Service/shop/s0']),
        ...Array.from({ length: services }, (_, index) => cardOf('Service', `s${index}`)),
      ],
      balancers: Array.from({ length: balancers }, (_, index) => ({
        service: `shop/b${index}`,
        title: 'balancer',
        address: '198.51.100.1',
        note: '',
      })),
      outside: [{ ip: '203.0.113.7', title: 'client' }],
    };
    const visits = steps.map(({ kind, pick, hook }): Location => {
      if (kind === 0) return { place: { kind: 'outside', ip: ipOf('203.0.113.7') }, hook: 'send' };
      if (kind === 1 && balancers > 0) {
        return { place: { kind: 'balancer', service: `shop/b${pick % balancers}` }, hook: 'balancer' };
      }
      if (kind === 2) return { place: { kind: 'pod', pod: `shop/pod-${pick % pods.length}` }, hook: 'receive' };
      const hooks = ['prerouting', 'input', 'forward', 'output', 'postrouting', 'wire'] as const;
      return { place: { kind: 'node', node: nodeAt(pick) }, hook: hooks[hook % hooks.length] ?? 'forward' };
    });
    return { picture, visits };
  });

type Ip = Extract<Location['place'], { readonly kind: 'outside' }>['ip'];

function ipOf(text: string): Ip {
  return text as Ip;
}
