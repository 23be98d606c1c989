import { describe, expect, it } from 'vitest';
import type { Answer } from '#view';
import { layOut } from './layout.ts';
import { legendOf } from './legend-entries.ts';
import type { Needed } from './needed.ts';
import { cardOf, nodeOf, podOf } from './picture.fixture.ts';
import type { Leg } from './position.ts';

const needed: Needed = {
  nodes: new Set(),
  pods: new Set(),
  namespaces: new Set(),
  rules: new Set(),
  outside: new Set(),
  balancers: new Set(),
  client: null,
};

function drawn(pods: readonly ReturnType<typeof podOf>[], cards = [cardOf('Service', 'web')]) {
  const picture = { nodes: [nodeOf('n')], pods, rules: cards, balancers: [], outside: [] };
  return layOut(picture, needed, new Set(), { width: 700, page: 'columns' });
}

/** A line inside the node. */
const INSIDE = [
  { x: 200, y: 150 },
  { x: 200, y: 160 },
];

function leg(hop: string, more: Partial<Leg> = {}): Leg {
  return {
    hop,
    pass: 'request',
    why: 'request',
    layer: 'service',
    way: 'forward',
    points: more.length === 0 ? [] : INSIDE,
    length: 50,
    edges: { from: null, to: null },
    ...more,
  };
}

function trace(word: string, pod: string | null, encapsulates: object | null = null): Answer['trace'] {
  return {
    outcome: { word },
    receiver: { pod, ip: '10.0.0.1' },
    hops: [{ after: { encapsulates } }],
  } as unknown as Answer['trace'];
}

const none: ReadonlySet<string> = new Set();
const web = podOf('web', 'n', null);
const words = (entries: ReturnType<typeof legendOf>) =>
  entries.map((entry) => ('layer' in entry ? `${entry.kind} ${entry.layer}` : entry.kind));

describe('the legend explains', () => {
  it.each<{ name: string; is: readonly string[]; entries: ReturnType<typeof legendOf> }>([
    { name: 'no rule where no card is drawn', is: [], entries: legendOf(drawn([web], []), [], null, none) },
    {
      name: 'the sign of a layer that the packet wears, though no way is drawn',
      is: ['here', 'rule', 'decides', 'sign service'],
      entries: legendOf(drawn([web]), [leg('a', { length: 0 })], null, none),
    },
    {
      name: 'the colours of the lines that are drawn, in the order of the layers',
      is: ['here', 'rule', 'decides', 'sign dns', 'line service', 'line pod', 'ahead'],
      entries: legendOf(
        drawn([web]),
        [leg('a', { layer: 'pod' }), leg('b'), leg('c', { layer: 'dns', length: 0 })],
        null,
        none,
      ),
    },
    {
      name: 'the colour of the network, which lines have between places',
      is: ['here', 'rule', 'decides', 'sign edge', 'line cni'],
      entries: legendOf(
        drawn([web]),
        [leg('a', { layer: 'edge', points: INSIDE.map(({ y }) => ({ x: 4, y })) })],
        null,
        none,
      ),
    },
    {
      name: 'nothing still to come where the run ends with its first way',
      is: ['here', 'rule', 'decides', 'line service'],
      entries: legendOf(drawn([web]), [leg('a')], null, none),
    },
    {
      name: 'the line from an Ingress to its Service',
      is: ['rule', 'link', 'decides'],
      entries: legendOf(
        drawn([web], [cardOf('Ingress', 'entry', ['Service/shop/web']), cardOf('Service', 'web')]),
        [],
        null,
        none,
      ),
    },
    {
      name: 'the receiver that is drawn',
      is: ['rule', 'decides', 'receiver'],
      entries: legendOf(drawn([web]), [], trace('delivered', 'shop/web'), none),
    },
    {
      name: 'no receiver where nobody received',
      is: ['rule', 'decides'],
      entries: legendOf(drawn([web]), [], trace('timeout', 'shop/web'), none),
    },
    {
      name: 'no receiver that is not drawn',
      is: ['rule', 'decides'],
      entries: legendOf(drawn([web]), [], trace('delivered', 'shop/db'), none),
    },
    {
      name: 'a pod that is not ready',
      is: ['rule', 'decides', 'notReady'],
      entries: legendOf(drawn([{ ...web, ready: false }]), [], null, none),
    },
    {
      name: 'the way back, and what an overlay wraps',
      is: ['here', 'rule', 'decides', 'sign service', 'reply', 'wrapped'],
      entries: legendOf(drawn([web]), [leg('a', { way: 'reply', length: 0 })], trace('answered', null, {}), none),
    },
    {
      name: 'the sign of a stop',
      is: ['here', 'rule', 'decides', 'sign service', 'stopped'],
      entries: legendOf(drawn([web]), [leg('a', { length: 0 })], null, new Set(['a'])),
    },
  ])('$name', ({ is, entries }) => {
    expect(words(entries)).toEqual(is);
  });
});

describe('a layer in the legend is called', () => {
  const BALANCER = { layer: 'edge', at: { place: { kind: 'balancer', service: 'shop/web' }, hook: 'balancer' } };
  const OUTSIDE = { layer: 'edge', at: { place: { kind: 'outside', ip: '198.18.0.20' }, hook: 'receive' } };

  it.each([
    ['what it is where a balancer acts', [BALANCER], 'load balancer'],
    ['outside where a host of the internet does', [OUTSIDE, OUTSIDE], 'outside'],
    ['both where both do', [BALANCER, OUTSIDE], 'load balancer, outside'],
  ])('%s', (_name, hops, want) => {
    const run = { outcome: { word: 'delivered' }, receiver: null, hops } as unknown as Answer['trace'];
    const entries = legendOf(drawn([web]), [leg('a', { layer: 'edge' })], run, none);
    expect(entries.flatMap((entry) => ('word' in entry ? [entry.word] : []))).toContain(want);
  });
});
