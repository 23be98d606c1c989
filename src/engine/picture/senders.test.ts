import { expect, it } from 'vitest';
import { pictured, pod } from './picture.fixture.ts';
import { sendersOf } from './senders.ts';

const DEPLOYMENT = (name: string, replicas: number): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: mill}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main, image: example/${name}}]}}
`;
const NODE = '---\napiVersion: v1\nkind: Node\nmetadata: {name: oak}\n';

const refs = (text: string): readonly string[] =>
  sendersOf(pictured(text).cluster)
    .senders.filter(({ ref }) => !ref.includes('/kube-system/'))
    .map(({ group, ref }) => `${group}: ${ref}`);

it('a request can come from outside, from workloads, from pods that nobody owns and from nodes, in that order', () => {
  expect(refs(NODE + pod('lone') + DEPLOYMENT('wheel', 2))).toEqual([
    'outside: client',
    'workloads: deployment/mill/wheel',
    'pods: pod/mill/lone',
    'nodes: node/oak',
  ]);
});

it('workloads stand by name, whatever their order in the text', () => {
  expect(refs(NODE + DEPLOYMENT('wheel', 1) + DEPLOYMENT('axle', 1)).slice(1, 3)).toEqual([
    'workloads: deployment/mill/axle',
    'workloads: deployment/mill/wheel',
  ]);
});

it('a workload without pods sends nothing', () => {
  expect(refs(NODE + DEPLOYMENT('wheel', 0))).toEqual(['outside: client', 'nodes: node/oak']);
});

it('of several hundred pods some are listed and the rest is counted', () => {
  const many = Array.from({ length: 305 }, (_, index) => pod(`lone-${index}`)).join('');
  const { senders, moreSenders } = sendersOf(pictured(NODE + many).cluster);
  expect([senders.filter(({ group }) => group === 'pods').length, moreSenders]).toEqual([300, 5]);
});
