import { describe, expect, test } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { ip } from '#net';
import { type Decisions, type HopOf, plainText } from '#trace';
import { explainJudge } from './judge.ts';

const cluster = buildCluster({
  manifests: loadManifests('').objects,
  settings: { cni: { name: 'flannel' } },
  faults: [],
});

const POLICY = { kind: 'NetworkPolicy', namespace: 'wood', name: 'nest-only-from-bird-and-friends' };
const ADMIN = { kind: 'AdminNetworkPolicy', namespace: null, name: 'quiet' };

function hopWith(change: Partial<Decisions['judge']>): HopOf<'judge'> {
  const tuple = { src: ip('10.244.0.7'), sport: 40000, dst: ip('10.244.1.6'), dport: 7000 };
  const decision: Decisions['judge'] = {
    direction: 'ingress',
    pod: { kind: 'Pod', namespace: 'wood', name: 'nest' },
    tuple,
    protocol: 'TCP',
    verdict: 'allowed',
    tier: 'none',
    policies: [],
    rule: null,
    misses: [],
    ...change,
  };
  return {
    key: 'k',
    pass: 'request',
    way: 'forward',
    atMs: 0,
    kind: 'judge',
    layer: 'policy',
    at: { place: { kind: 'node', node: 'elm' }, hook: 'forward' },
    before: null,
    after: null,
    opens: null,
    decision,
    because: [],
    consulted: [],
    notTaken: { shown: [], more: 0 },
  };
}

interface Row {
  readonly name: string;
  readonly decision: Partial<Decisions['judge']>;
  readonly title: string;
  /** What the detail has to say. */
  readonly says: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'nothing isolates',
    decision: {},
    title: 'Nothing isolates Pod nest for ingress',
    says: ['No policy selects the pod for ingress', 'Judged: TCP 10.244.0.7:40000 → 10.244.1.6:7000'],
  },
  {
    name: 'itself',
    decision: { exempt: 'self' },
    title: 'Pod nest may always hear itself',
    says: ['talks to itself', 'The packet: TCP 10.244.0.7:40000'],
  },
  {
    name: 'its own node',
    decision: { exempt: 'ownNode' },
    title: 'The node may always reach Pod nest, which it runs',
    says: ['probes'],
  },
  {
    name: 'its own node, the other way',
    decision: { direction: 'egress', exempt: 'ownNode' },
    title: 'Pod nest may always reach the node that runs it',
    says: ['between a pod and the node'],
  },
  {
    name: 'not enforced',
    decision: { tier: 'notEnforced', policies: [POLICY] },
    title: 'flannel does not enforce NetworkPolicy nest-only-from-bird-and-friends',
    says: ['carries out none of these policies'],
  },
  {
    name: 'opened by a rule',
    decision: { tier: 'networkPolicy', policies: [POLICY], rule: { policy: POLICY, index: 2 } },
    title: 'NetworkPolicy nest-only-from-bird-and-friends lets this reach Pod nest',
    says: ['rule ingress[2] of NetworkPolicy nest-only-from-bird-and-friends opens this'],
  },
  {
    name: 'opened for sending',
    decision: { direction: 'egress', tier: 'networkPolicy', policies: [POLICY], rule: { policy: POLICY, index: 0 } },
    title: 'NetworkPolicy nest-only-from-bird-and-friends lets Pod nest send this',
    says: ['isolated for egress'],
  },
  {
    name: 'denied, with the nearest misses and what was dialled',
    decision: {
      tier: 'networkPolicy',
      verdict: 'denied',
      policies: [POLICY],
      misses: [{ policy: POLICY, index: 0, why: 'pod wood/twig has app=twig, wanted is app=bird' }],
      dialled: { src: ip('10.244.0.7'), sport: 40000, dst: ip('10.96.0.9'), dport: 80 },
    },
    title: 'NetworkPolicy nest-only-from-bird-and-friends keeps this from Pod nest',
    says: ['[0]: pod wood/twig has app=twig, wanted is app=bird', 'dropped without a word', '10.96.0.9:80'],
  },
  {
    name: 'denied where there is no rule at all',
    decision: { direction: 'egress', tier: 'networkPolicy', verdict: 'denied', policies: [POLICY, ADMIN] },
    title: 'NetworkPolicy nest-only-from-bird-and-friends and 1 more keep Pod nest from sending this',
    says: ['there is no rule at all'],
  },
  {
    name: 'denied by the Admin tier',
    decision: {
      tier: 'admin',
      verdict: 'denied',
      policies: [ADMIN],
      rule: { policy: ADMIN, index: 1 },
      misses: [{ policy: ADMIN, index: 0, why: 'x' }],
    },
    title: 'AdminNetworkPolicy quiet keeps this from Pod nest',
    says: [
      '1 rule before it did not decide',
      'ingress[1] of AdminNetworkPolicy quiet denies it',
      'whatever NetworkPolicies say',
    ],
  },
];

describe('the story of a judgement', () => {
  test.each(ROWS)('$name', ({ decision, title, says }) => {
    const story = explainJudge(hopWith(decision), cluster);
    expect(plainText(story.title)).toBe(title);
    for (const part of says) expect(plainText(story.detail)).toContain(part);
    expect(story.chip.length).toBeLessThanOrEqual(34);
    expect(story.commands.length).toBeGreaterThan(0);
  });

  test('offers what lists the policies, and with Cilium its own kind too', () => {
    const cilium = buildCluster({
      manifests: loadManifests('').objects,
      settings: { cni: { name: 'cilium' } },
      faults: [],
    });
    expect(explainJudge(hopWith({}), cluster).commands[0]).toBe('kubectl get networkpolicy -n wood');
    expect(explainJudge(hopWith({}), cilium).commands[0]).toBe(
      'kubectl get networkpolicies,ciliumnetworkpolicies -n wood',
    );
  });
});
