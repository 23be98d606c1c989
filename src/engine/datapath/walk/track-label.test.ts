import { buildCluster } from '#cluster';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { expect, it } from 'vitest';
import { follow } from './follow.ts';

const MANIFESTS = `
kind: Pod
apiVersion: v1
metadata: {name: asker, namespace: desk}
spec: {containers: [{name: asker, image: example.org/asker}]}
`;

function labelOf(from: string, sends: string): string | undefined {
  const [request] = readScenario(`hopscope: 1\nrequests:\n- name: r\n  from: ${from}\n  ${sends}\n`).scenario.requests;
  if (request === undefined) throw new Error('no request');
  const settings = { serviceProxy: { mode: 'iptables' as const } };
  const cluster = buildCluster({ manifests: loadManifests(MANIFESTS).objects, settings, faults: [] });
  return follow({ cluster, tables: createTables(cluster) }, request, { parseRef }).trace.passes[0]?.label;
}

it.each([
  { name: 'a pod', from: 'pod/desk/asker', sends: 'connect: {to: db, port: 5432}', want: 'asker → db:5432' },
  {
    name: 'the client outside',
    from: 'client',
    sends: 'http: {url: "http://a.example/x"}',
    want: 'client → a.example',
  },
  { name: 'an address outside', from: 'ip/203.0.113.9', sends: 'dns: {name: a.example}', want: 'client → a.example A' },
  { name: 'a pod that is nowhere', from: 'pod/desk/gone', sends: 'dns: {name: a.example}', want: 'gone → a.example A' },
  { name: 'a node that is nowhere', from: 'node/gone', sends: 'connect: {to: db, port: 1}', want: 'gone → db:1' },
])('$name is named where its packets are drawn', ({ from, sends, want }) => {
  expect(labelOf(from, sends)).toBe(want);
});
