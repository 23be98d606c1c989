import { describe, expect, it } from 'vitest';
import { countReplicas, foldCards, foldPods } from './fold.ts';
import { layOut } from './layout.ts';
import type { Needed } from './needed.ts';
import { cardOf, nodeOf, podOf } from './picture.fixture.ts';

const nothing: Needed = {
  nodes: new Set(),
  pods: new Set(),
  namespaces: new Set(),
  rules: new Set(),
  outside: new Set(),
  balancers: new Set(),
  client: null,
};
const none: ReadonlySet<string> = new Set();

describe('what folds', () => {
  const replicas = ['a', 'b', 'c'].map((name) => podOf(name, 'n', 'Deployment/shop/api'));

  it('draws replicas on one node as one stack', () => {
    expect(foldPods(replicas, countReplicas(replicas), nothing, none)).toMatchObject([
      { kind: 'stack', title: 'api, 3 of 3' },
    ]);
  });

  it('keeps a pod that the request touches out of the stack', () => {
    const items = foldPods(replicas, countReplicas(replicas), { ...nothing, pods: new Set(['shop/b']) }, none);
    expect(items.map((item) => item.kind)).toEqual(['stack', 'pod']);
    expect(items[0]).toMatchObject({ title: 'api, 2 of 3' });
  });

  it('leaves a lone replica alone', () => {
    expect(foldPods(replicas.slice(0, 1), countReplicas(replicas), nothing, none)).toMatchObject([{ kind: 'pod' }]);
  });

  it('opens a stack on demand, with the way back behind it', () => {
    const open = new Set(['stack:n:Deployment/shop/api']);
    const items = foldPods(replicas, countReplicas(replicas), nothing, open);
    expect(items.map((item) => item.kind)).toEqual(['pod', 'pod', 'pod', 'fold']);
    expect(items.at(-1)).toMatchObject({ id: 'stack:n:Deployment/shop/api', title: 'Fold api' });
  });

  it('draws pods of far namespaces as one box on a crowded node', () => {
    const near = Array.from({ length: 8 }, (_, index) => podOf(`p${index}`, 'n', `Deployment/shop/w${index}`));
    const far = Array.from({ length: 5 }, (_, index) => podOf(`q${index}`, 'n', `Deployment/far/w${index}`, 'far'));
    const items = foldPods(
      [...near, ...far],
      countReplicas([...near, ...far]),
      { ...nothing, pods: new Set(['shop/p0']), namespaces: new Set(['shop']) },
      none,
    );
    expect(items).toHaveLength(9);
    expect(items.at(-1)).toMatchObject({ kind: 'stack', title: 'far', note: '5 pods' });
  });

  it('folds assumed cards that the request does not touch, and keeps those it does', () => {
    const cards = ['a', 'b', 'c'].map((name) => ({ ...cardOf('Service', name), assumed: name !== 'a' }));
    expect(foldCards(cards, 'service', nothing, none).map((item) => item.kind)).toEqual(['card', 'stack']);
    const touched = { ...nothing, rules: new Set(['Service/shop/b']) };
    expect(foldCards(cards, 'service', touched, none).map((item) => item.kind)).toEqual(['card', 'card', 'card']);
  });

  it.each([
    { name: 'shows all of a few cards of a kind', count: 4, kinds: ['card', 'card', 'card', 'card'] },
    {
      name: 'shows of many those that the request touches, and folds the rest',
      count: 5,
      kinds: ['card', 'card', 'stack'],
    },
  ])('on a page of one column $name', ({ count, kinds }) => {
    const cards = Array.from({ length: count }, (_, index) => cardOf('Service', `s${index}`));
    const touched = { ...nothing, rules: new Set(['Service/shop/s2', 'Service/shop/s3']) };
    expect(foldCards(cards, 'service', touched, none, 'column').map((item) => item.kind)).toEqual(kinds);
  });

  it('draws at most 300 things of a large cluster', () => {
    const nodes = Array.from({ length: 40 }, (_, index) => nodeOf(`n${index}`));
    const pods = Array.from({ length: 3000 }, (_, index) =>
      podOf(`p${index}`, `n${index % 40}`, `Deployment/ns${index % 30}/w${index % 200}`, `ns${index % 30}`),
    );
    const rules = Array.from({ length: 400 }, (_, index) =>
      cardOf(index % 2 === 0 ? 'Service' : 'NetworkPolicy', `r${index}`),
    );
    const layout = layOut({ nodes, pods, rules, balancers: [], outside: [] }, nothing, none, {
      width: 800,
      page: 'columns',
    });
    expect(layout.pods.length + layout.cards.length + layout.machines.length).toBeLessThan(300);
    expect(layout.nodeFolds.map((one) => one.title)).toEqual(['34 more nodes']);
  });

  const huge = {
    nodes: Array.from({ length: 500 }, (_, index) => nodeOf(`n${index}`)),
    pods: Array.from({ length: 30_000 }, (_, index) =>
      podOf(`p${index}`, `n${index % 500}`, `Deployment/ns${index % 60}/w${index % 900}`, `ns${index % 60}`),
    ),
    rules: Array.from({ length: 3000 }, (_, index) =>
      cardOf(index % 2 === 0 ? 'Service' : 'NetworkPolicy', `r${index}`),
    ),
    balancers: [],
    outside: [],
  };
  const drawn = (unfolded: readonly string[], needed = nothing) => {
    const layout = layOut(huge, needed, new Set(unfolded), { width: 800, page: 'columns' });
    return { layout, things: layout.pods.length + layout.cards.length + layout.machines.length };
  };

  it('draws at most 300 things of 30,000 pods, and not many more when a kind or the nodes are unfolded', () => {
    expect(drawn([]).things).toBeLessThan(300);
    expect(drawn(['nodes']).things).toBeLessThan(400);
    expect(drawn(['cards:service']).things).toBeLessThan(300);
  });

  it('keeps what the request touches unfolded among 30,000 pods', () => {
    const { layout } = drawn([], { ...nothing, pods: new Set(['ns7/p29767']), namespaces: new Set(['ns7']) });
    expect(layout.pods.some(({ item }) => item.kind === 'pod' && item.pod.key === 'ns7/p29767')).toBe(true);
  });

  it('offers the way back beside what is still folded', () => {
    expect(drawn(['nodes']).layout.nodeFolds.map((one) => one.title)).toEqual(['476 more nodes', 'Fewer nodes']);
  });
});
