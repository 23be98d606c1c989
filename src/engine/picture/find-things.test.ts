import { expect, it } from 'vitest';
import { findThings } from './find-things.ts';
import { pictured, pod, service } from './picture.fixture.ts';

const { cluster, picture } = pictured(
  [
    '---\napiVersion: v1\nkind: Node\nmetadata: {name: oak, labels: {rack: wheel}}\nstatus: {addresses: [{type: InternalIP, address: 172.16.5.11}]}\n',
    pod('wheel', '', 'status: {phase: Running, podIP: 10.244.7.5}'),
    pod('axle', '', 'status: {phase: Running, podIP: 10.244.7.6}'),
    service('front', 'type: LoadBalancer, clusterIP: 10.96.7.7, selector: {app: wheel}, ports: [{port: 80}]'),
  ].join(''),
);
const found = (text: string): readonly string[] =>
  findThings(cluster, picture, text).found.map(({ ref, by }) => `${ref} by ${by}`);

it.each([
  ['a name comes before a label', 'wheel', ['Pod/mill/wheel by name', 'Node/oak by label']],
  ['a pod is found by its address', '10.244.7.5', ['Pod/mill/wheel by address']],
  ['an address may be begun only', '10.244.7.', ['Pod/mill/wheel by address', 'Pod/mill/axle by address']],
  ['a Service is found by its cluster IP', '10.96.7.7', ['Service/mill/front by address']],
  ['a node is found by its address', '172.16.5.11', ['Node/oak by address']],
  ['a label is found by key and value', 'app=axle', ['Pod/mill/axle by label']],
  ['the key of a label may lack its beginning', 'pp=axl', ['Pod/mill/axle by label']],
  ['a kind finds all of it, in the plural too', 'nodes', ['Node/oak by kind']],
  ['letters of any case', 'AXLE', ['Pod/mill/axle by name']],
  ['every word has to fit', 'axle 10.244.7.5', []],
  ['two words that fit differently count as the less usual one', 'axle 10.244.7.6', ['Pod/mill/axle by address']],
  ['blanks alone mean nothing', '   ', []],
  ['signs alone mean nothing', '/ =', []],
])('%s', (_, text, expected) => {
  expect(found(text).filter((one) => !one.includes('kube-system'))).toEqual(expected);
});

it('a balancer is found beside the Service that made it', () => {
  expect(found('front')).toEqual(['Service/mill/front by name', 'Balancer/mill/front by name']);
});

it('a balancer is found by each name of its status', () => {
  const names = 'status: {loadBalancer: {ingress: [{hostname: one.example.com}, {hostname: Two.example.com}]}}';
  const named = pictured(`${service('front', 'type: LoadBalancer, ports: [{port: 80}]')}${names}`);
  const by = (text: string) => findThings(named.cluster, named.picture, text).found.map(({ ref }) => ref);
  expect([by('one.example'), by('two.example')]).toEqual([['Balancer/mill/front'], ['Balancer/mill/front']]);
});
