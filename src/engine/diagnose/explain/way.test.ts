import { buildCluster } from '#cluster';
import { follow } from '#datapath';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import type { Hop, Story } from '#trace';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

const SCENARIO = `
hopscope: 1
title: stories
cluster: {podCIDR: 10.61.0.0/16, serviceCIDR: 10.81.0.0/16, external: {hosts: [{ip: 192.0.2.9, ports: [80]}]}}
manifests: |
  apiVersion: v1
  kind: Node
  metadata: {name: left}
  spec: {podCIDR: 10.61.1.0/24}
  status: {addresses: [{type: InternalIP, address: 172.23.0.11}]}
  ---
  apiVersion: v1
  kind: Node
  metadata: {name: right}
  spec: {podCIDR: 10.61.2.0/24}
  status: {addresses: [{type: InternalIP, address: 172.23.0.12}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: asker, namespace: x}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  status: {phase: Running, podIP: 10.61.1.9}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x, labels: {app: far}}
  spec: {nodeName: right, containers: [{name: main, image: app, ports: [{name: web, containerPort: 8080}, {containerPort: 9, protocol: UDP}]}]}
  status: {phase: Running, podIP: 10.61.2.5}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: far, namespace: x}
  spec:
    type: LoadBalancer
    clusterIP: 10.81.0.5
    selector: {app: far}
    ports: [{port: 80, targetPort: 8080, nodePort: 30005}]
  status: {loadBalancer: {ingress: [{ip: 198.51.100.5}]}}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: empty, namespace: x}
  spec: {clusterIP: 10.81.0.6, selector: {app: none}, ports: [{port: 80}]}
requests:
  - {name: inside, from: pod/x/asker, http: {url: "http://10.81.0.5/"}}
  - {name: balanced, from: client, connect: {to: 198.51.100.5, port: 80}}
  - {name: datagram, from: pod/x/asker, connect: {to: 10.61.2.5, port: 9, protocol: UDP}}
  - {name: question, from: pod/x/asker, dns: {name: far.x.svc.cluster.local., type: A}}
  - {name: other host, from: pod/x/asker, http: {url: "http://10.81.0.5:80/cart", headers: {Host: shop.test}}}
  - {name: ghost, from: pod/x/far2, connect: {to: 10.81.0.6, port: 80}}
  - {name: ghost port, from: deployment/x/far, connect: {to: 10.81.0.6, port: 80}}
  - {name: refused, from: pod/x/asker, connect: {to: 10.81.0.6, port: 80}}
  - {name: nobody, from: pod/x/asker, connect: {to: 10.61.2.77, port: 80}}
  - {name: unheard, from: client, connect: {to: 10.81.0.5, port: 80}}
  - {name: shut, from: pod/x/asker, connect: {to: 192.0.2.9, port: 81}}
  - {name: outside, from: pod/x/asker, connect: {to: 192.0.2.3, port: 80}}
`;

function told(): readonly { readonly hop: Hop; readonly story: Story }[] {
  const { scenario } = readScenario(SCENARIO);
  const { objects } = loadManifests(scenario.manifests);
  const cluster = buildCluster({ manifests: objects, settings: scenario.cluster, faults: [] });
  const world = { cluster, tables: createTables(cluster) };
  return scenario.requests.flatMap((request) =>
    follow(world, request, { parseRef, from: null }).trace.hops.map((hop) => ({ hop, story: explain(hop, cluster) })),
  );
}

describe('every hop of the way', () => {
  const stories = told();

  it.each(['send', 'balance', 'translate', 'masquerade', 'route', 'receive', 'serve', 'restore', 'returned', 'stop'])(
    'has a story for %s',
    (kind) => {
      expect(stories.some(({ hop }) => hop.kind === kind)).toBe(true);
    },
  );

  it('fits the strip, and has a title without a full stop', () => {
    for (const { story } of stories) {
      expect(story.chip.length).toBeGreaterThan(0);
      expect(story.chip.length).toBeLessThanOrEqual(34);
      expect(plainText(story.title)).toMatch(/[^.]$/);
      expect(plainText(story.detail)).not.toMatch(/undefined|null|\[object/);
    }
  });

  it('names the Service, the addresses and the command on the node', () => {
    const translated = stories.find(({ hop }) => hop.kind === 'translate')?.story;
    expect(plainText(translated?.title ?? [])).toBe('Service far: cluster IP becomes 10.61.2.5:8080');
    expect(translated?.commands).toContain('kubectl get endpointslices -n x -l kubernetes.io/service-name=far');
    expect(translated?.commands.some((one) => one.startsWith('on left: iptables-save -t nat | grep KUBE-SVC-'))).toBe(
      true,
    );
  });

  it('says why it was refused', () => {
    const refused = stories.find(({ hop }) => hop.kind === 'stop' && hop.decision.reason === 'NoEndpoints')?.story;
    expect(refused?.chip).toBe('no endpoints');
    expect(plainText(refused?.detail ?? [])).toContain('no endpoint that may be used');
  });

  it('names the end that an undone translation changes, never one that stays', () => {
    const titles = stories.filter(({ hop }) => hop.kind === 'restore').map(({ story }) => plainText(story.title));
    expect(titles.some((title) => title.startsWith('left undoes its masquerade: destination 172.23.0.11:'))).toBe(true);
    expect(titles.some((title) => title.startsWith('left undoes its translation: source 10.61.2.5:8080 becomes'))).toBe(
      true,
    );
    for (const title of titles) expect(title).not.toMatch(/(\S+) becomes \1$/);
  });

  it('says of a host outside what the scenario says of it, not what a pod lists', () => {
    const taken = stories.find(({ hop }) => hop.kind === 'receive' && hop.at.place.kind === 'outside')?.story;
    expect(plainText(taken?.detail ?? [])).toContain('Nothing is said of that host');
    const shut = stories.find(
      ({ hop }) => hop.kind === 'stop' && hop.at.place.kind === 'outside' && hop.decision.reason === 'NothingListens',
    );
    expect(plainText(shut?.story.title ?? [])).toBe('The packet is refused at 192.0.2.9');
    expect(plainText(shut?.story.detail ?? [])).toMatch(/^That host has no such port open\. /);
  });

  it('says of a packet from outside to a cluster IP that it never gets in', () => {
    const lost = stories.find(({ hop }) => hop.kind === 'stop' && hop.decision.reason === 'NoRouteFromOutside')?.story;
    expect(plainText(lost?.title ?? [])).toBe('The packet never gets into the cluster: Service far');
  });

  it('has no blank before punctuation, wherever a link ends', () => {
    for (const { story } of stories) {
      expect(`${plainText(story.title)}\n${plainText(story.detail)}`).not.toMatch(/ [.,;:?]|\s{2}/);
    }
  });

  it.each([
    ['lists the sockets of the protocol', 'kubectl exec -n x far -- ss -lun'],
    [
      'asks the server that was asked, as no probe of a UDP port tells anything',
      'kubectl exec -n x asker -- nslookup far.x.svc.cluster.local. 10.81.0.10',
    ],
    ['looks for the entry by the address that was dialled', 'on left: conntrack -L -d 10.81.0.5'],
    [
      'dials the address and says the Host',
      "kubectl exec -n x asker -- curl -v -H 'Host: shop.test' http://10.81.0.5/cart",
    ],
  ])('prints a command that %s', (_name, command) => {
    expect(stories.flatMap(({ story }) => story.commands)).toContain(command);
  });

  it('says what it assumes of an application, and of a balancer that hides the client', () => {
    const details = (kind: string) =>
      stories.filter(({ hop }) => hop.kind === kind).map(({ story }) => plainText(story.detail));
    expect(details('serve')).toContain('200 is what an application answers unless the scenario’s apps say otherwise.');
    expect(details('balance')[0]).toContain('Assumed of it: a balancer that passes packets through keeps the address.');
  });

  it('says that a sender is not there, and what is', () => {
    const titles = stories.map(({ story }) => `${plainText(story.title)}. ${plainText(story.detail)}`);
    expect(titles.find((title) => title.startsWith('There is no pod/x/far2. '))).toMatch(
      / Did you mean pod\/x\/far\?$/,
    );
    expect(titles.find((title) => title.startsWith('There is no deployment/x/far. '))).toMatch(
      / Did you mean pod\/x\/far\?$/,
    );
  });
});
