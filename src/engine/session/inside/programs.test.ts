import { describe, expect, it } from 'vitest';
import { explain } from '#diagnose';
import type { Trace } from '#trace';
import { plainText } from '#trace';
import { listener, sessionOf, TWO_NODES } from './two-nodes.fixture.ts';

const PORTS = '{containerPort: 8080, hostPort: 8099}, {containerPort: 53, protocol: UDP}';
const MANIFESTS = `${TWO_NODES}${listener('right', 'web', '10.50.2.5', PORTS)}---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  type: NodePort
  clusterIP: 10.70.0.5
  selector: {app: web}
  ports: [{name: web, port: 80, targetPort: 8080, nodePort: 30080}, {name: ask, port: 53, protocol: UDP, targetPort: 53, nodePort: 30053}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {kube-proxy-replacement: "true", bpf-lb-mode: MODE}
`;

function run(request: string, mode = 'snat') {
  const world = MANIFESTS.replace('MODE', mode);
  const { session, request: found } = sessionOf(world, 'cni: {name: cilium, mode: native}', request);
  return { session, found, trace: session.follow(found) };
}

/** Hops as `service translate pod/shop/caller socket`, `reply …` on the way back. */
function hopsOf({ hops }: Trace, kinds: readonly string[]): readonly string[] {
  return hops.flatMap(({ kind, at: { place, hook }, way }) => {
    if (!kinds.includes(kind)) return [];
    const where = place.kind === 'pod' ? place.pod : place.kind === 'node' ? place.node : place.kind;
    return [`${way === 'reply' ? 'reply ' : ''}${kind} ${where} ${hook}`];
  });
}

const REWRITING = ['translate', 'masquerade', 'restore'];

describe('a connection of a pod', () => {
  const { session, found, trace } = run('connect: {to: 10.70.0.5, port: 80}, from: pod/shop/caller');

  it('is rewritten in its socket and nowhere else, there or back', () => {
    expect(hopsOf(trace, REWRITING)).toEqual(['translate shop/caller socket']);
  });

  it('carries the backend on every wire', () => {
    const wires = trace.hops
      .filter(({ at, way }) => at.place.kind === 'node' && way === 'forward')
      .map(({ before }) => before?.dst);
    expect(new Set(wires)).toEqual(new Set(['10.50.2.5']));
  });

  it('stands at the way into its node, with the map that was read', () => {
    const told = session.inside(found, 'left');
    const [step] = told?.stops.find(({ stop }) => stop === 'in')?.steps ?? [];
    expect(step?.chip).toBe('web → 10.50.2.5:8080');
    expect(step?.read).toEqual([
      {
        table: 'cilium-dbg bpf lb list, 10.70.0.5:80/TCP',
        row: '10.70.0.5:80/TCP (1) 10.50.2.5:8080/TCP (1) (1)',
        stop: 'in',
      },
    ]);
    expect(told?.conntrack.map(({ line }) => line)).toEqual([null]);
    expect(told?.stops.map(({ label }) => label)).toContain('tc ingress');
  });

  it('says so in words', () => {
    const text = trace.hops.map((hop) => JSON.stringify(explain(hop, session.cluster).detail)).join('\n');
    expect(text).toContain('before there is a packet');
  });

  it('hears the backend, and takes that for its answer', () => {
    const back = trace.hops.find(({ kind }) => kind === 'returned');
    expect([back?.before?.src, back?.after?.src]).toEqual(['10.50.2.5', '10.50.2.5']);
    expect(back && plainText(explain(back, session.cluster).detail)).toContain('connected to from the start');
  });
});

it('a UDP socket hands on the address that was dialled', () => {
  const { trace } = run('connect: {to: 10.70.0.5, port: 53, protocol: UDP}, from: pod/shop/caller');
  expect(hopsOf(trace, REWRITING)).toEqual(['translate shop/caller socket', 'reply restore shop/caller socket']);
  expect(trace.outcome.word).toBe('delivered');
});

it.each([
  ['snat', ['translate left prerouting', 'masquerade left prerouting', 'reply restore left prerouting']],
  ['dsr', ['translate left prerouting', 'reply restore right postrouting']],
])('what comes from outside is rewritten at the device: %s', (mode, want) => {
  const { trace } = run('connect: {to: 172.20.0.11, port: 30080}, from: client', mode);
  expect(hopsOf(trace, REWRITING)).toEqual(want);
  expect(trace.outcome.word).toBe('delivered');
});

it.each([
  ['node/right', 'route right socket', 'The socket puts the pod’s address'],
  ['client', 'route right input', 'The program on the device puts the pod’s address'],
])('a hostPort, dialled by %s', (from, where, words) => {
  const { session, found, trace } = run(`connect: {to: 172.20.0.12, port: 8099}, from: ${from}`);
  expect(hopsOf(trace, ['route'])).toContain(where);
  const hop = trace.hops.find(({ kind }) => kind === 'route');
  if (hop === undefined) throw new Error('no route');
  const { detail, commands } = explain(hop, session.cluster);
  expect(plainText(detail)).toContain(words);
  expect(commands.join()).toContain('cilium-dbg bpf lb list | grep -F :8099/');
  expect(session.inside(found, 'right')?.stops.flatMap(({ steps }) => steps.map(({ chip }) => chip))).toContain(
    'hostPort → shop/web',
  );
});

it('later requests on one connection find their socket connected', () => {
  const { session, found } = run(
    'connect: {to: 10.70.0.5, port: 80}, from: pod/shop/caller, count: 2, sameConnection: true',
  );
  expect(session.spread(found).drawn).toEqual(['10.50.2.5:8080', '10.50.2.5:8080']);
});
