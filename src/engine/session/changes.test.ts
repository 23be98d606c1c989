import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns, hopDifferences, plainText } from '#trace';
import type { Change } from '#view';
import { Baseline, changesBetween } from './changes.ts';
import { randomScenario } from './random-scenario.fixture.ts';
import { openSession } from './session.ts';

const PODS = `
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: market, labels: {app: till}}
  spec: {nodeName: node-a, containers: [{name: till, image: example/till, ports: [{containerPort: 9000}]}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market, labels: {app: eel}}
  spec: {nodeName: node-b, containers: [{name: eel, image: example/eel}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {clusterIP: 10.96.0.80, selector: {app: till}, ports: [{port: 80, targetPort: 9000}]}
`;
const DENY = `  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: shut, namespace: market}
  spec: {podSelector: {matchLabels: {app: till}}, policyTypes: [Ingress]}
`;
const REQUESTS = `requests:
- {name: buy, from: pod/market/eel, connect: {to: 10.96.0.80, port: 80}}
- {name: look, from: pod/market/till, dns: {name: till}}
`;
const shop = (more = '', pods = PODS, cni = 'calico') =>
  openSession(`hopscope: 1\ncluster: {cni: ${cni}}\nmanifests: |${pods}${more}${REQUESTS}`);

const said = (change: Change | undefined) => [
  change?.request,
  change?.was.sentence,
  change?.now.sentence,
  plainText(change?.why.was?.story.title ?? []),
  plainText(change?.why.now?.story.title ?? []),
];

describe('what changed', () => {
  it.each([
    {
      name: 'a new policy: nothing isolated the pod, now that policy does',
      before: shop(),
      now: shop(DENY),
      says: [
        'buy',
        'Delivered to till',
        'Times out, lost to a policy on node-a',
        'Nothing isolates Pod till for ingress',
        'NetworkPolicy shut keeps this from Pod till',
      ],
    },
    {
      name: 'another CNI: the same policy is not carried out',
      before: shop(DENY),
      now: shop(DENY, PODS, 'flannel'),
      says: [
        'buy',
        'Times out, lost to a policy on node-a',
        'Delivered to till',
        'NetworkPolicy shut keeps this from Pod till',
        'flannel does not enforce NetworkPolicy shut',
      ],
    },
    {
      name: 'a selector that fits nothing: the Service refuses where it translated',
      before: shop(),
      now: shop('', PODS.replace('selector: {app: till}', 'selector: {app: tall}')),
      says: [
        'buy',
        'Delivered to till',
        'Refused in the Service rules on node-b',
        expect.stringMatching(/^Service till: cluster IP becomes 10\.244/),
        'The packet is refused at node-b: Service till',
      ],
    },
  ])('$name', ({ before, now, says }) => {
    const changes = changesBetween(before, now, null);
    expect(changes.map(({ request }) => request)).toEqual(['buy']);
    expect(said(changes[0])).toEqual(says);
  });

  it('says nothing of a request that ends the same, on a way that looks otherwise', () => {
    const moved = shop('', PODS.replace('nodeName: node-b', 'nodeName: node-c'));
    expect(changesBetween(shop(), moved, null)).toEqual([]);
  });

  it('says what failed of what the receiver sends in turn', () => {
    const chain = (more: string) =>
      openSession(
        `hopscope: 1\nmanifests: |${PODS}${more}requests:\n- name: buy\n  from: pod/market/eel\n  connect: {to: pod/market/till, port: 9000}\n  then:\n  - {name: pay, connect: {to: pod/market/eel, port: 9000}}\n`,
      );
    const [change] = changesBetween(chain(''), chain(DENY.replace('{app: till}', '{app: eel}')), null);
    expect([change?.was, change?.now]).toMatchObject([
      { sentence: 'Delivered to till', good: true },
      { sentence: 'Delivered to till; then pay: Times out, lost to a policy on node-b', good: false },
    ]);
  });

  it('names the line that decided on each side', () => {
    const [change] = changesBetween(shop(), shop(DENY), null);
    expect(change?.why.now?.evidence[0]).toMatchObject({ object: 'NetworkPolicy/market/shut', near: null });
    expect(change?.why.now?.evidence[0]?.range?.start.line).toBeGreaterThan(15);
  });

  it('keeps what was before through edits that change no end, until one does', () => {
    const first = new Baseline(shop());
    const broken = first.moved(shop(DENY), null);
    expect(broken.changes.changes).toHaveLength(1);
    const commented = broken.baseline.moved(shop(`${DENY}  # a remark\n`), null);
    expect(commented.changes.changes).toEqual(broken.changes.changes);
    const mended = commented.baseline.moved(shop(), null);
    expect(mended.changes.changes.map(({ now }) => now.sentence)).toEqual(['Delivered to till']);
    const typedOn = mended.baseline.moved(shop('  # a remark\n'), null);
    expect(typedOn.changes.changes).toEqual(mended.changes.changes);
  });
});

describe('laws of two runs', () => {
  const traces = (text: string) => {
    const session = openSession(text);
    return session.scenario.requests.map((request) => session.follow(request));
  };
  const withFlannel = (text: string) => text.replace(/cni: \w+/, 'cni: flannel');

  it('a run beside itself has no parting, and every hop is the same', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        for (const trace of traces(text)) {
          const { rows, parting } = compareRuns(trace, trace);
          expect(parting).toBeNull();
          expect(rows.map((row) => [row.kind, row.before, row.after])).toEqual(
            trace.hops.map((_, index) => ['same', index, index]),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('exchanging the runs exchanges the sides, and every hop stands in one row', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        const now = traces(withFlannel(text));
        for (const [index, before] of traces(text).entries()) {
          const after = now[index];
          if (after === undefined) continue;
          const there = compareRuns(before, after);
          const back = compareRuns(after, before);
          expect(back.parting).toBe(there.parting);
          expect(back.rows).toEqual(
            there.rows.map((row) => ({ kind: row.kind, before: row.after, after: row.before })),
          );
          // What is called changed can be told, and what is called the same has nothing to tell.
          const wronglyCalled = there.rows.filter((row) => {
            const [was, is] = [before.hops[row.before ?? -1], after.hops[row.after ?? -1]];
            return row.kind !== 'apart' && was && is && hopDifferences(was, is).length > 0 !== (row.kind === 'changed');
          });
          expect(wronglyCalled).toEqual([]);
          const side = (pick: 'before' | 'after') => there.rows.flatMap((row) => row[pick] ?? []);
          expect(side('before')).toEqual(before.hops.map((_, at) => at));
          expect(side('after')).toEqual(after.hops.map((_, at) => at));
        }
      }),
      { numRuns: 60 },
    );
  });
});
