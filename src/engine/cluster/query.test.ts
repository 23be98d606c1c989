import { describe, expect, it } from 'vitest';
import { parseRef } from '#document';
import { loadManifests } from '#manifests';
import { clusterOf, deployment, documents, pod, service } from './cluster.fixture.ts';
import {
  ageOrder,
  endpointsOfPort,
  listensOn,
  matchesSelector,
  podsSelectedBy,
  resolveRef,
  servicesOf,
} from './index.ts';

const CLUSTER = clusterOf(documents(deployment('web', { replicas: 2 }), service('web'), pod('db')));

describe('selectors', () => {
  const labels = { app: 'web', tier: '' };
  it.each([
    ['an empty selector matches', [], true],
    ['In has the value', [{ key: 'app', operator: 'In' as const, values: ['web', 'api'] }], true],
    ['In lacks the value', [{ key: 'app', operator: 'In' as const, values: ['api'] }], false],
    ['In lacks the key', [{ key: 'zone', operator: 'In' as const, values: ['a'] }], false],
    ['NotIn has the value', [{ key: 'app', operator: 'NotIn' as const, values: ['web'] }], false],
    ['NotIn matches where the key is missing', [{ key: 'zone', operator: 'NotIn' as const, values: ['a'] }], true],
    ['Exists takes an empty value', [{ key: 'tier', operator: 'Exists' as const, values: [] }], true],
    ['Exists lacks the key', [{ key: 'zone', operator: 'Exists' as const, values: [] }], false],
    ['DoesNotExist has the key', [{ key: 'tier', operator: 'DoesNotExist' as const, values: [] }], false],
    ['a key of the prototype is none', [{ key: 'constructor', operator: 'Exists' as const, values: [] }], false],
    [
      'all must hold',
      [
        { key: 'app', operator: 'Exists' as const, values: [] },
        { key: 'zone', operator: 'Exists' as const, values: [] },
      ],
      false,
    ],
  ])('%s', (_, matchExpressions, expected) => {
    expect(matchesSelector({ matchLabels: {}, matchExpressions }, labels)).toBe(expected);
  });

  it('wants an empty value of matchLabels to be there', () => {
    expect(matchesSelector({ matchLabels: { tier: '' }, matchExpressions: [] }, labels)).toBe(true);
    expect(matchesSelector({ matchLabels: { zone: '' }, matchExpressions: [] }, labels)).toBe(false);
  });
});

describe('questions to a cluster', () => {
  it('selects pods of one namespace', () => {
    const selector = { matchLabels: { app: 'web' }, matchExpressions: [] };
    expect(podsSelectedBy(CLUSTER, 'shop', selector).length).toBe(2);
    expect(podsSelectedBy(CLUSTER, 'default', selector)).toEqual([]);
  });

  it.each([
    ['pod/shop/db', 'pods'],
    ['deployment/shop/web', 'pods'],
    ['deployment/shop/nobody', 'unknown'],
    ['service/shop/web', 'service'],
    ['node/node-a', 'node'],
    ['node/nowhere', 'unknown'],
    ['client', 'address'],
    ['client/203.0.113.50', 'address'],
  ])('resolves %s', (text, kind) => {
    const ref = parseRef(text);
    expect(ref === null ? null : resolveRef(CLUSTER, ref).kind).toBe(kind);
  });

  it('finds the endpoints of a port and the Services of a pod', () => {
    const web = CLUSTER.serviceByKey.get('shop/web');
    const [port] = web?.ports ?? [];
    const found = web === undefined || port === undefined ? [] : endpointsOfPort(CLUSTER, web, port, 'IPv4');
    expect(found.map((one) => one.port)).toEqual([8080, 8080]);
    const [first] = CLUSTER.pods.filter(({ labels }) => labels['app'] === 'web');
    expect(first === undefined ? [] : servicesOf(CLUSTER, first).map(({ name }) => name)).toEqual(['web']);
  });

  it('knows what listens', () => {
    const [web] = CLUSTER.pods.filter(({ labels }) => labels['app'] === 'web');
    const db = CLUSTER.podByKey.get('shop/db');
    if (web === undefined || db === undefined) throw new Error('the pods are missing');
    expect([
      listensOn(web, 8080, 'TCP'),
      listensOn(web, 8080, 'UDP'),
      listensOn(web, 1, 'TCP'),
      listensOn(web, null, 'ICMP'),
    ]).toEqual([true, false, false, true]);
    expect(listensOn(db, 12_345, 'SCTP')).toBe(true);
  });

  it('orders objects by age: times first, then the place in the text', () => {
    const at = (name: string, time: string) =>
      pod(name).replace('namespace: shop,', `namespace: shop,${time === '' ? '' : ` creationTimestamp: "${time}",`}`);
    const { objects } = loadManifests(
      documents(
        at('plain', ''),
        at('b', '2026-01-02T00:00:00Z'),
        at('a', '2026-01-02T00:00:00Z'),
        at('old', '2026-01-01T00:00:00Z'),
        at('last', ''),
      ),
    );
    expect(ageOrder(objects).map(({ ref }) => ref.name)).toEqual(['old', 'b', 'a', 'plain', 'last']);
  });
});
