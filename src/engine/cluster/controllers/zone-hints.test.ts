import { ip } from '#net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterEndpoint } from '../model.ts';
import type { CountedNode } from './zone-hints.ts';
import { zoneHints } from './zone-hints.ts';

/** `a` a ready endpoint in zone a, `A` one that is not ready, `-` one without a zone. */
function endpointsOf(text: string): readonly ClusterEndpoint[] {
  return text.split('').map((letter, index) => {
    const address = ip(`10.0.0.${index + 1}`);
    const zone = letter === '-' ? null : letter.toLowerCase();
    const ready = letter === '-' || letter === zone;
    const hints = { zoneHints: [], nodeHints: [], hostname: null, pod: null, node: null };
    return { ip: address, addresses: [address], ready, serving: ready, terminating: false, zone, ...hints };
  });
}

function nodesOf(cpus: Readonly<Record<string, number>>): readonly CountedNode[] {
  return Object.entries(cpus).map(([zone, cpu]) => ({ zone, ready: true, labels: {}, milliCpu: cpu * 1000 }));
}

function hinted(endpoints: readonly ClusterEndpoint[], nodes: readonly CountedNode[]): string {
  const hints = zoneHints(endpoints, nodes);
  return hints.kind === 'none' ? hints.why : endpoints.map((one) => hints.zones.get(one) ?? '.').join('');
}

describe('topology mode Auto', () => {
  it.each([
    ['gives each zone its own where they fit', 'abc', { a: 4, b: 4, c: 4 }, 'abc'],
    ['moves one where a zone has too many', 'aaab', { a: 4, b: 4 }, 'baab'],
    ['counts CPUs, not nodes', 'aabbbb', { a: 8, b: 4 }, 'aaaabb'],
    ['gives hints to a zone without an endpoint', 'aaaa', { a: 2, b: 2 }, 'bbaa'],
    ['leaves out endpoints that are not ready', 'aAb', { a: 4, b: 4 }, 'a.b'],
    ['needs an endpoint for each zone', 'a', { a: 4, b: 4 }, '1 ready endpoints for 2 zones are too few'],
    [
      'gives none where a zone would be overloaded',
      'ab',
      { a: 8, b: 4 },
      'some zone would get too few endpoints for its CPUs, by more than 20 %',
    ],
    ['gives none where an endpoint has no zone', 'abb-', { a: 4, b: 4 }, 'an endpoint has no zone'],
    ['gives none with one zone', 'aaa', { a: 4 }, 'a node has no zone or no CPUs, or all ready nodes are in one zone'],
    [
      'gives none where a node says no zone',
      'aabb',
      { a: 4, b: 4, '': 4 },
      'a node has no zone or no CPUs, or all ready nodes are in one zone',
    ],
  ])('%s', (_name, endpoints, cpus: Readonly<Record<string, number>>, expected) => {
    expect(hinted(endpointsOf(endpoints), nodesOf(cpus))).toBe(expected);
  });

  it.each([
    ['nodes of the control plane', { labels: { 'node-role.kubernetes.io/control-plane': '' } }],
    ['nodes that are not ready', { ready: false }],
  ])('does not count %s', (_name, change) => {
    const nodes = nodesOf({ a: 4, b: 4, c: 4 }).map((node) => (node.zone === 'c' ? { ...node, ...change } : node));
    expect(hinted(endpointsOf('aabb'), nodes)).toBe('aabb');
  });

  it('hints every ready endpoint once, or none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'B'), { maxLength: 12 }),
        fc.record({ a: fc.integer({ min: 1, max: 9 }), b: fc.integer({ min: 1, max: 9 }) }),
        (letters, cpus) => {
          const endpoints = endpointsOf(letters.join(''));
          const hints = zoneHints(endpoints, nodesOf(cpus));
          if (hints.kind === 'none') return;
          expect([...hints.zones.keys()]).toEqual(endpoints.filter(({ ready }) => ready));
        },
      ),
    );
  });
});
