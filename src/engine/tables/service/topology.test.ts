import fc from 'fast-check';
import { ip } from '#net';
import { describe, expect, it } from 'vitest';
import type { ServiceEndpoint } from './endpoints.ts';
import type { ServicePolicies } from './service-port.ts';
import { categorizeEndpoints } from './topology.ts';

/** `a1 ready zone=z1`: endpoint 1 on node a, with words for its state and hints. */
function endpoint(text: string): ServiceEndpoint {
  const [name = '', ...words] = text.split(' ');
  const address = ip(`10.1.0.${Number(name.slice(1))}`);
  const hint = (key: string) => words.filter((word) => word.startsWith(key)).map((word) => word.slice(key.length));
  const isDying = words.includes('dying') || words.includes('gone');
  return {
    ip: address,
    port: 80,
    text: name,
    node: `node-${name.slice(0, 1)}`,
    ready: !isDying && !words.includes('unready'),
    serving: !words.includes('gone') && !words.includes('unready'),
    terminating: isDying,
    zoneHints: hint('zone='),
    nodeHints: hint('node='),
    member: { ip: address, port: 80, pod: null, workload: null, service: 'shop/web' },
  };
}

type Policies = 'cluster' | 'internal Local' | 'external Local' | 'both Local';

function port(policies: Policies): ServicePolicies {
  const external = policies === 'external Local' || policies === 'both Local';
  return {
    internalPolicy: policies === 'internal Local' || policies === 'both Local' ? 'Local' : 'Cluster',
    externalPolicy: external ? 'Local' : 'Cluster',
    port: {
      name: '',
      port: 80,
      protocol: 'TCP',
      targetPort: 80,
      nodePort: external ? 30080 : 0,
      appProtocol: null,
      index: 0,
    },
    vips: [],
    externalIps: [],
  };
}

const HERE = { name: 'node-a', zone: 'z1' };

interface Row {
  readonly name: string;
  readonly policies?: Policies;
  readonly node?: typeof HERE;
  readonly endpoints: readonly string[];
  readonly cluster: readonly string[];
  readonly local?: readonly string[];
  readonly hasAny?: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'ready endpoints of every node', endpoints: ['a1', 'b2'], cluster: ['a1', 'b2'] },
  { name: 'not ready and not terminating is never used', endpoints: ['a1 unready', 'b2'], cluster: ['b2'] },
  { name: 'terminating ones only when none is ready', endpoints: ['a1 dying', 'b2'], cluster: ['b2'] },
  { name: 'all terminating, those that still serve are used', endpoints: ['a1 dying', 'b2 gone'], cluster: ['a1'] },
  { name: 'nothing usable at all', endpoints: ['a1 unready', 'b2 gone'], cluster: [], hasAny: false },
  { name: 'zone hints narrow when all have them', endpoints: ['a1 zone=z1', 'b2 zone=z2'], cluster: ['a1'] },
  { name: 'one missing hint switches hints off', endpoints: ['a1 zone=z1', 'b2'], cluster: ['a1', 'b2'] },
  {
    name: 'an unready endpoint may lack its hint',
    endpoints: ['a1 zone=z1', 'b2 unready', 'b3 zone=z2'],
    cluster: ['a1'],
  },
  { name: 'no endpoint for this zone, so all', endpoints: ['a1 zone=z2', 'b2 zone=z2'], cluster: ['a1', 'b2'] },
  {
    name: 'a node without zone ignores zone hints',
    node: { name: 'node-a', zone: '' },
    endpoints: ['a1 zone=z1', 'b2 zone=z2'],
    cluster: ['a1', 'b2'],
  },
  {
    name: 'node hints win over zone hints',
    endpoints: ['a1 node=node-a zone=z1', 'b2 node=node-b zone=z1'],
    cluster: ['a1'],
  },
  {
    name: 'node hints for others fall back to the zone',
    endpoints: ['b1 node=node-b zone=z1', 'c2 node=node-c zone=z2'],
    cluster: ['b1'],
  },
  {
    name: 'internal Local leaves only this node',
    policies: 'internal Local',
    endpoints: ['a1', 'b2'],
    cluster: [],
    local: ['a1'],
  },
  {
    name: 'internal Local elsewhere only: none here, but some exist',
    policies: 'internal Local',
    endpoints: ['b2'],
    cluster: [],
    local: [],
    hasAny: true,
  },
  {
    name: 'external Local keeps all for its short cuts',
    policies: 'external Local',
    endpoints: ['a1', 'b2'],
    cluster: ['a1', 'b2'],
    local: ['a1'],
  },
  {
    name: 'a terminating local endpoint is the local fall-back',
    policies: 'external Local',
    endpoints: ['a1 dying', 'b2'],
    cluster: ['b2'],
    local: ['a1'],
  },
  {
    name: 'hints never narrow local endpoints',
    policies: 'external Local',
    endpoints: ['a1 zone=z2', 'b2 zone=z1'],
    cluster: ['b2'],
    local: ['a1'],
  },
];

describe('which endpoints a node uses', () => {
  it.each(ROWS)('$name', ({ policies = 'cluster', node = HERE, endpoints, cluster, local = [], hasAny = true }) => {
    const sets = categorizeEndpoints(endpoints.map(endpoint), port(policies), node, 'zonesAndNodes');
    expect(sets.cluster.map(({ text }) => text)).toEqual(cluster);
    expect(sets.local.map(({ text }) => text)).toEqual(local);
    expect(sets.hasAny).toBe(hasAny);
  });

  it.each([
    ['zonesAndNodes', ['a1']],
    ['zones', ['a1', 'b2']],
    ['none', ['a1', 'b2', 'c3']],
  ] as const)('where %s of the hints are read', (reading, want) => {
    const all = ['a1 ready zone=z1 node=node-a', 'b2 ready zone=z1 node=node-b', 'c3 ready zone=z2 node=node-c'];
    const sets = categorizeEndpoints(all.map(endpoint), port('cluster'), HERE, reading);
    expect(sets.cluster.map(({ text }) => text)).toEqual(want);
  });

  it('uses only endpoints that are ready, or serving while terminating', () => {
    const word = fc.constantFrom('', ' unready', ' dying', ' gone', ' zone=z1', ' zone=z2', ' node=node-a');
    const one = fc.tuple(fc.constantFrom('a', 'b'), word).map(([node, state]) => `${node}1${state}`);
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 6 }),
        fc.constantFrom<Policies>('cluster', 'external Local', 'both Local'),
        (texts, policies) => {
          const all = texts.map(endpoint);
          const sets = categorizeEndpoints(all, port(policies), HERE, 'zonesAndNodes');
          for (const used of [...sets.cluster, ...sets.local]) {
            expect(used.ready || (used.serving && used.terminating)).toBe(true);
          }
          expect(sets.local.every(({ node }) => node === 'node-a')).toBe(true);
          expect(sets.hasAny).toBe(all.some(({ ready, serving, terminating }) => ready || (serving && terminating)));
        },
      ),
    );
  });
});
