import { describe, expect, test } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests, refText } from '#manifests';
import { ip, tupleOf } from '#net';
import { createTables } from '#tables';
import type { Hook } from '#trace';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { egressPolicy, ingressPolicy } from './index.ts';

const MANIFESTS = `
apiVersion: v1
kind: Node
metadata: {name: oak}
spec: {podCIDR: 10.244.0.0/24}
status: {addresses: [{type: InternalIP, address: 192.168.7.11}]}
---
apiVersion: v1
kind: Node
metadata: {name: elm}
spec: {podCIDR: 10.244.1.0/24}
status: {addresses: [{type: InternalIP, address: 192.168.7.12}]}
---
apiVersion: v1
kind: Pod
metadata: {name: bird, namespace: wood, labels: {app: bird}}
spec: {nodeName: oak, containers: [{name: main, image: app}]}
status: {podIP: 10.244.0.5}
---
apiVersion: v1
kind: Pod
metadata: {name: nest, namespace: wood, labels: {app: nest}}
spec: {nodeName: elm, containers: [{name: main, image: app, ports: [{name: egg, containerPort: 7000}]}]}
status: {podIP: 10.244.1.6}
---
apiVersion: v1
kind: Pod
metadata: {name: twig, namespace: wood, labels: {app: twig}}
spec: {nodeName: oak, containers: [{name: main, image: app}]}
status: {podIP: 10.244.0.7}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nest, namespace: wood}
spec:
  podSelector: {matchLabels: {app: nest}}
  ingress: [{from: [{podSelector: {matchLabels: {app: bird}}}], ports: [{port: egg}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: twig, namespace: wood}
spec: {podSelector: {matchLabels: {app: twig}}, policyTypes: [Egress]}
`;

function worldUnder(cni: 'calico' | 'flannel'): World {
  const cluster = buildCluster({
    manifests: loadManifests(MANIFESTS).objects,
    settings: { cni: { name: cni } },
    faults: [],
  });
  return { cluster, tables: createTables(cluster) };
}

/** `oak forward 10.244.0.5 -> 10.244.1.6:7000`, the tuple dialled being the same. */
function flowOf(text: string, dialled: string | null = null): Flow {
  const [node = '', hook = '', src = '', , target = ''] = text.split(' ');
  const [dst = '', dport = ''] = target.split(':');
  const packet = {
    src: ip(src),
    sport: 40000,
    dst: ip(dst),
    dport: Number(dport),
    protocol: 'TCP',
    bytes: 60,
    tls: null,
    carries: null,
    encapsulates: null,
  } as const;
  const place = { kind: 'node', node } as const;
  return {
    at: { place, hook: hook as Hook },
    packet,
    nat: [],
    memory: new Map(),
    elapsedMs: 0,
    ttl: 64,
    sent: { at: { place, hook: 'send' }, tuple: { ...tupleOf(packet), dst: ip(dialled ?? dst) } },
    member: null,
    marked: false,
    masqueraded: false,
    pass: 'request',
    chance: { seed: 1, request: 'r', number: 0, sameConnection: false },
    via: null,
  };
}

/** `pass`, `allowed TIER` or `REASON OBJECTS`. */
function outcomeOf(step: Step): string {
  if (step.then === 'note') {
    const draft = step.hop();
    return draft.kind === 'judge' ? `${draft.decision.verdict} ${draft.decision.tier}` : draft.kind;
  }
  if (step.then !== 'end') return step.then;
  const { stoppedAt, word } = step.outcome;
  return `${word} ${stoppedAt?.layer} ${stoppedAt?.reason} ${stoppedAt?.objects.map(refText).join()}`;
}

const ROWS: readonly (readonly [
  name: string,
  station: Station,
  at: string,
  cni: 'calico' | 'flannel',
  want: string,
])[] = [
  [
    'a pod that nothing isolates sends',
    egressPolicy,
    'oak forward 10.244.0.5 -> 10.244.1.6:7000',
    'calico',
    'allowed none',
  ],
  [
    'an isolated pod sends',
    egressPolicy,
    'oak forward 10.244.0.7 -> 10.244.1.6:7000',
    'calico',
    'timeout policy EgressDenied NetworkPolicy/wood/twig',
  ],
  [
    'an isolated pod sends to its own node',
    egressPolicy,
    'oak input 10.244.0.7 -> 192.168.7.11:53',
    'calico',
    'timeout policy EgressDenied NetworkPolicy/wood/twig',
  ],
  [
    'egress is not judged again on the receiving node',
    egressPolicy,
    'elm forward 10.244.0.7 -> 10.244.1.6:7000',
    'calico',
    'pass',
  ],
  [
    'an address from outside has no egress',
    egressPolicy,
    'elm forward 203.0.113.5 -> 10.244.1.6:7000',
    'calico',
    'pass',
  ],
  [
    'a peer that a rule names enters',
    ingressPolicy,
    'elm forward 10.244.0.5 -> 10.244.1.6:7000',
    'calico',
    'allowed networkPolicy',
  ],
  [
    'a peer on another port does not',
    ingressPolicy,
    'elm forward 10.244.0.5 -> 10.244.1.6:7001',
    'calico',
    'timeout policy IngressDenied NetworkPolicy/wood/nest',
  ],
  [
    'ingress is not judged on the sending node',
    ingressPolicy,
    'oak forward 10.244.0.5 -> 10.244.1.6:7000',
    'calico',
    'pass',
  ],
  [
    'another node enters as the address it is',
    ingressPolicy,
    'elm forward 192.168.7.11 -> 10.244.1.6:7000',
    'calico',
    'timeout policy IngressDenied NetworkPolicy/wood/nest',
  ],
  [
    'the own node may, by whatever address',
    ingressPolicy,
    'elm output 10.244.1.1 -> 10.244.1.6:7000',
    'calico',
    'allowed none',
  ],
  [
    'what goes to a node is no ingress of a pod',
    ingressPolicy,
    'elm input 10.244.0.5 -> 192.168.7.12:22',
    'calico',
    'pass',
  ],
  [
    'a policy that nobody enforces is recorded as such',
    egressPolicy,
    'oak forward 10.244.0.7 -> 10.244.1.6:7000',
    'flannel',
    'allowed notEnforced',
  ],
];

describe('policy on the way of a packet', () => {
  test.each(ROWS)('%s', (_name, station, at, cni, want) => {
    expect(outcomeOf(station.handle(flowOf(at), worldUnder(cni)))).toBe(want);
  });

  test('behind a balancer that opens a connection of its own, that connection’s address was dialled', () => {
    const flow = flowOf('elm forward 10.244.0.7 -> 10.244.1.6:7000', '198.51.100.9');
    const nodePort = { src: ip('198.51.100.9'), sport: 50000, dst: ip('172.18.0.3'), dport: 31000 };
    const inside = tupleOf(flow.packet);
    const step = ingressPolicy.handle(
      {
        ...flow,
        nat: [
          { place: { kind: 'balancer', service: 'wood/nest' }, original: flow.sent.tuple, translated: nodePort },
          { place: { kind: 'node', node: 'elm' }, original: nodePort, translated: inside },
        ],
      },
      worldUnder('calico'),
    );
    const draft = step.then === 'end' && step.hop !== null ? step.hop() : null;
    expect(draft).toMatchObject({ kind: 'judge', decision: { dialled: { dst: '172.18.0.3', dport: 31000 } } });
  });

  test('the hop of a denial says what was judged, what was dialled, and what each rule missed', () => {
    const step = ingressPolicy.handle(
      flowOf('elm forward 10.244.0.7 -> 10.244.1.6:7000', '10.96.0.9'),
      worldUnder('calico'),
    );
    expect(step.then).toBe('end');
    const draft = step.then === 'end' && step.hop !== null ? step.hop() : null;
    expect(draft).toMatchObject({
      kind: 'judge',
      after: null,
      decision: {
        direction: 'ingress',
        tuple: { src: '10.244.0.7', dst: '10.244.1.6', dport: 7000 },
        dialled: { dst: '10.96.0.9' },
        verdict: 'denied',
        misses: [{ index: 0, why: 'pod wood/twig has app=twig, wanted is app=bird' }],
      },
      consulted: [{ table: { kind: 'policy', at: 'wood/nest', name: 'ingress' }, row: null }],
    });
  });
});
