import { buildCluster } from '#cluster';
import type { Request, ServiceProxyMode } from '#document';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import type { HopOf, Trace } from '#trace';
import { describe, expect, it } from 'vitest';
import type { World } from '../flow.ts';
import type { Circumstances } from './circumstances.ts';
import { draw, follow } from './follow.ts';
import { spread } from './spread.ts';

const MANIFESTS = `
kind: Pod
apiVersion: v1
metadata: {name: asker, namespace: desk}
spec: {containers: [{name: asker, image: example.org/asker}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: quotes, namespace: desk}
spec:
  replicas: 5
  selector: {matchLabels: {app: quotes}}
  template: {metadata: {labels: {app: quotes}}, spec: {containers: [{name: main, image: example.org/quotes}]}}
---
apiVersion: v1
kind: Service
metadata: {name: quotes, namespace: desk}
spec: {selector: {app: quotes}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: desk}
spec: {selector: {app: nothing}, ports: [{port: 80}]}
`;

function asked(
  more: string,
  mode: ServiceProxyMode,
  service: string,
): { readonly world: World; readonly request: Request } {
  const text = `hopscope: 1
requests:
- name: r
  from: pod/desk/asker
  http: {url: "http://${service}.desk/"}
${more}`;
  const [request] = readScenario(text).scenario.requests;
  if (request === undefined) throw new Error('no request');
  const settings = { serviceProxy: { mode } };
  const cluster = buildCluster({ manifests: loadManifests(MANIFESTS).objects, settings, faults: [] });
  return { world: { cluster, tables: createTables(cluster) }, request };
}

function run(more: string, mode: ServiceProxyMode = 'iptables', service = 'quotes'): Trace {
  const { world, request } = asked(more, mode, service);
  return follow(world, request, { parseRef }).trace;
}

const SAME = '  count: 6\n  sameConnection: true';

function translations(trace: Trace): readonly HopOf<'translate'>[] {
  return trace.hops.flatMap((hop) => (hop.kind === 'translate' && !hop.pass.includes('lookup') ? [hop] : []));
}

describe('a later request on the same connection', () => {
  it.each(['iptables', 'nftables', 'ipvs'] as const)(
    'goes where conntrack of the node sends it, in %s mode',
    (mode) => {
      const trace = run(SAME, mode);
      const [first, second] = translations(trace);
      expect(trace.passes.filter(({ rides }) => rides === 'request').map(({ label }) => label)).toEqual([
        '2 of 6, same connection',
      ]);
      expect(first?.decision.by).toBeUndefined();
      expect(second?.decision).toMatchObject({ by: 'conntrack', chosen: first?.decision.chosen });
      expect(second?.before?.sport).toBe(first?.before?.sport);
      expect(second?.consulted.map(({ table }) => table.kind)).toEqual(['conntrack']);
    },
  );

  it('goes to the backend that its socket is connected to, with eBPF', () => {
    const [first, second] = translations(run(SAME, 'ebpf'));
    expect(first?.at.hook).toBe('socket');
    expect(second?.at.hook).toBe('socket');
    expect(second?.decision).toMatchObject({ by: 'socket', chosen: first?.decision.chosen });
    expect(second?.consulted).toEqual([]);
  });

  it('asks neither DNS nor a policy again', () => {
    const riding = run(SAME).hops.filter(({ pass }) => pass.startsWith('request~2'));
    expect(riding.length).toBeGreaterThan(0);
    expect(riding.filter(({ kind }) => kind === 'lookup' || kind === 'judge')).toEqual([]);
  });

  it.each([
    ['each request has a connection of its own', '  count: 6', 'quotes'],
    ['there is one request only', '  sameConnection: true', 'quotes'],
    ['the first one is refused', SAME, 'empty'],
  ])('is not shown where %s', (_name, more, service) => {
    const trace = run(more, 'iptables', service);
    expect(trace.passes.every(({ rides }) => rides === null)).toBe(true);
  });
});

describe('whom each of a count reaches', () => {
  it.each(
    (['iptables', 'nftables', 'ipvs', 'ebpf'] as const).flatMap((mode) =>
      ['  count: 7', SAME].map((more): [ServiceProxyMode, string] => [mode, more]),
    ),
  )('is whom the runs with their hops reach, in %s mode: %s', (mode, more) => {
    const { world, request } = asked(more, mode, 'quotes');
    let given: Circumstances = { parseRef };
    const reached = Array.from({ length: request.count }, (_, number) => {
      const { trace, memory } = follow(world, request, { ...given, number });
      given = { parseRef, memory };
      return `${trace.receiver?.ip}:${trace.receiver?.port}`;
    });
    expect(draw(world, request, { parseRef })).toEqual(reached);
  });

  it.each([
    [7, 0],
    [10_003, 3],
  ])('is drawn of the first 10,000: of %i requests %i are left', (count, left) => {
    const { world, request } = asked(`  count: ${count}`, 'iptables', 'quotes');
    expect(spread(world, request, { parseRef }).undrawn).toBe(left);
  });
});
