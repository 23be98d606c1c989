import { openSession } from '#session';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';

/** What the translation says of a request to a Service with so many endpoints. */
function said(mode: string, endpoints: number): string {
  const session = openSession(`
hopscope: 1
cluster: {serviceProxy: ${mode}}
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: perch, namespace: lake}
  spec:
    replicas: ${endpoints}
    selector: {matchLabels: {app: perch}}
    template:
      metadata: {labels: {app: perch}}
      spec: {containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: perch, namespace: lake}
  spec: {clusterIP: 10.96.0.77, selector: {app: perch}, ports: [{port: 80}]}
requests:
  - {name: one, from: node/node-a, connect: {to: 10.96.0.77, port: 80}}
`);
  const request = session.request('one');
  if (request === null) return '';
  const { trace, hops } = session.ask(request);
  const hop = trace.hops.find(({ kind }) => kind === 'translate');
  return hop === undefined ? '' : plainText(hops[hop.key]?.story.detail ?? []);
}

describe('an endpoint of several', () => {
  it.each([
    ['is the only one', 'iptables', 1, ', the only endpoint.'],
    [
      'is drawn by the first rule or left to the second',
      'iptables',
      2,
      'one of 2, chosen by chance (its rules are tried in turn: the first takes 1/2, the second the rest).',
    ],
    [
      'is drawn by rules in turn',
      'iptables',
      3,
      'the first takes 1/3, the second 1/2 of the rest, the last all that is left).',
    ],
    ['is drawn by more rules in turn', 'iptables', 5, 'the first takes 1/5, the next 1/4 of the rest, and so on).'],
    ['is drawn by one rule of nftables', 'nftables', 3, 'one of 3, chosen by chance (numgen random).'],
  ])('%s', (_, mode, endpoints, text) => {
    expect(said(mode, endpoints)).toContain(text);
  });
});
