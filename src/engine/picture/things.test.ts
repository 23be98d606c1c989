import { describe, expect, it } from 'vitest';
import type { Thing } from '#view';
import { pictured, pod, service } from './picture.fixture.ts';
import { thingOf } from './things.ts';

const { cluster, picture } = pictured(
  [
    '---\napiVersion: v1\nkind: Node\nmetadata: {name: oak}\nspec: {podCIDR: 10.244.7.0/24}\nstatus: {addresses: [{type: InternalIP, address: 172.16.5.11}]}\n',
    pod('wheel', ', ports: [{name: web, containerPort: 8080}]', 'status: {phase: Running, podIP: 10.244.7.5}'),
    pod('waiting', '', 'status: {phase: Pending}'),
    service(
      'front',
      'type: LoadBalancer, selector: {app: wheel}, ports: [{port: 80, targetPort: web, nodePort: 30080}]',
    ),
    service('headless', 'clusterIP: None, ports: [{port: 80}]'),
    service('abroad', 'type: ExternalName, externalName: example.net'),
    service('crowd', 'selector: {app: many}, ports: [{port: 80}]'),
    ...Array.from({ length: 11 }, (_, index) => pod(`many-${index}`).replace(`app: many-${index}`, 'app: many')),
  ].join(''),
);
const thing = (ref: string): Thing | null => thingOf(cluster, picture, () => null, ref);
const fact = (ref: string, label: string): readonly string[] | null =>
  thing(ref)?.facts.find((one) => one.label === label)?.values ?? null;

describe('of a thing of the picture is said', () => {
  it.each([
    ['which address a pod has', 'Pod/mill/wheel', 'Address', ['10.244.7.5']],
    ['that a pod has none yet', 'Pod/mill/waiting', 'Address', ['none yet']],
    ['that a pod declares no port', 'Pod/mill/waiting', 'Ports', ['none declared']],
    ['which Services a pod stands behind', 'Pod/mill/wheel', 'Behind Services', ['mill/front']],
    ['nothing of labels that are not there', 'Node/oak', 'Zone', null],
    ['which addresses a node gives to pods', 'Node/oak', 'Pod addresses', ['10.244.7.0/24']],
    ['to what a port of a Service leads', 'Service/mill/front', 'Ports', ['80/TCP to web']],
    ['that a Service is headless', 'Service/mill/headless', 'Cluster IP', ['none (headless)']],
    ['that a Service selects nothing', 'Service/mill/headless', 'Selector', ['none']],
    ['which name a Service stands for', 'Service/mill/abroad', 'Stands for', ['example.net']],
    ['nothing of a selector where it stands for a name', 'Service/mill/abroad', 'Selector', null],
    ['by which node port a balancer reaches a node', 'Balancer/mill/front', 'Node ports', ['30080']],
    ['which Service made a balancer', 'Balancer/mill/front', 'Made by', ['Service/mill/front']],
    ['the address of a host outside', 'Outside/192.0.2.9', 'Address', ['192.0.2.9']],
  ])('%s', (_, ref, label, expected) => {
    expect(fact(ref, label)).toEqual(expected);
  });

  it('of many endpoints the first, and how many more there are', () => {
    const endpoints = fact('Service/mill/crowd', 'Endpoints') ?? [];
    expect([endpoints.length, endpoints.at(-1)]).toEqual([9, 'and 3 more']);
  });

  it.each([
    ['a pod sends as itself', 'Pod/mill/wheel', 'pod/mill/wheel'],
    ['a node sends as itself', 'Node/oak', 'node/oak'],
    ['outside sends as the client', 'Outside/192.0.2.9', 'client'],
    ['a Service sends nothing', 'Service/mill/front', null],
    ['a balancer sends nothing', 'Balancer/mill/front', null],
  ])('%s', (_, ref, expected) => {
    expect(thing(ref)?.sendsAs).toBe(expected);
  });

  it.each(['Pod/mill/gone', 'Node/gone', 'Balancer/mill/gone', 'Service/mill/gone', ''])('nothing of %j', (ref) => {
    expect(thing(ref)).toBeNull();
  });
});
