import { describe, expect, it } from 'vitest';
import type { Answer } from '#view';
import { openSession } from './session.ts';

const workload = (name: string, ingressFrom: string | null = null) => `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: ${name}, namespace: mill}
  spec:
    replicas: 2
    selector: {matchLabels: {app: ${name}}}
    template:
      metadata: {labels: {app: ${name}}}
      spec: {containers: [{name: main, image: example/${name}, ports: [{containerPort: 80}]}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: ${name}, namespace: mill}
  spec: {selector: {app: ${name}}, ports: [{port: 80}]}
  ---
${
  ingressFrom === null
    ? ''
    : `  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: only-${ingressFrom}, namespace: mill}
  spec: {podSelector: {matchLabels: {app: ${name}}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${ingressFrom}}}}]}]}
  ---
`
}`;

const chain = (dbFrom: string, first = 'web') => `hopscope: 1
manifests: |
${workload('desk')}${workload('web')}${workload('api')}${workload('db', dbFrom)}
requests:
- name: visit
  from: deployment/mill/desk
  http: {url: "http://${first}/"}
  then:
  - name: web asks api
    http: {url: "http://api/"}
    expect: {outcome: delivered}
    then:
    - {name: api asks db, connect: {to: db, port: 80}, expect: {outcome: delivered}}
`;

function asked(text: string): Answer {
  const session = openSession(text);
  const request = session.request('visit');
  if (request === null) throw new Error('no request');
  return session.ask(request);
}

describe('a run with what its receivers send in turn', () => {
  const answer = asked(chain('api'));

  it('tells one run with every step, in order', () => {
    expect(answer.steps?.map(({ path, verdict }) => [path, verdict.good])).toEqual([
      ['visit', true],
      ['visit > web asks api', true],
      ['visit > web asks api > api asks db', true],
    ]);
    expect(answer.trace.passes.filter(({ why }) => why === 'then')).toHaveLength(2);
  });

  it('counts the hops of all steps, as the player does', () => {
    expect(answer.verdict.facts).toContain(`With what is sent in turn, ${answer.trace.hops.length} hops in all.`);
    const alone = asked(chain('api', 'nobody'));
    expect(alone.verdict.facts.join(' ')).not.toContain('in all');
  });

  it('lets the pod that received send next', () => {
    const { trace, steps } = answer;
    const second = trace.hops.find(({ key }) => key === steps?.[1]?.first);
    expect(second?.at.place).toEqual({ kind: 'pod', pod: trace.receiver?.pod });
  });

  it('keeps keys apart, every hop with a view and a pass, and time going on', () => {
    const { trace, hops } = answer;
    expect(new Set(trace.hops.map(({ key }) => key)).size).toBe(trace.hops.length);
    expect(trace.hops.every(({ key, pass }) => key in hops && trace.passes.some(({ id }) => id === pass))).toBe(true);
    const starts = (answer.steps ?? []).map(({ first }) => trace.hops.find(({ key }) => key === first)?.atMs ?? -1);
    expect(starts.every((start, index) => start >= (starts[index - 1] ?? 0))).toBe(true);
  });

  it('has a bad verdict where a step goes wrong, and says which; the request itself keeps its own', () => {
    const wrong = asked(chain('desk'));
    expect(wrong.verdict.good).toBe(false);
    expect(wrong.verdict.sentence).toMatch(/^Delivered to web-.*; then api asks db: Times out/);
    expect(wrong.steps?.map(({ verdict }) => verdict.good)).toEqual([true, true, false]);
  });

  it('says of a step that it was not sent where nobody got the request before', () => {
    const wrong = asked(chain('api', 'nobody'));
    expect(wrong.steps?.map(({ first }) => first !== null)).toEqual([true, false, false]);
    expect(wrong.steps?.[1]?.verdict.sentence).toMatch(/^Not sent/);
  });
});

describe('a chip with steps', () => {
  it.each([
    {
      text: chain('api'),
      want: [
        ['delivered', true],
        ['delivered', true],
      ],
    },
    {
      text: chain('desk'),
      want: [
        ['delivered', true],
        ['timeout', false],
      ],
    },
    {
      text: chain('api', 'nobody'),
      want: [
        [null, false],
        [null, false],
      ],
    },
  ])('has word and expectation of each: $want', ({ text, want }) => {
    const [chip] = openSession(text).loaded.requests;
    expect(chip?.steps?.map(({ word, expected }) => [word, expected])).toEqual(want);
  });
});
