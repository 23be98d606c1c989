import { describe, expect, it } from 'vitest';
import { openSession } from '../session.ts';

const MANIFESTS = `
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: shop}
spec: {nodeName: node-a, containers: [{name: main, image: app}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: none, namespace: shop}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
`;

const REQUESTS = `
- {name: to a Service, from: pod/shop/caller, http: {url: "http://web/"}}
- {name: to one without endpoints, from: pod/shop/caller, connect: {to: service/shop/none, port: 80}}
- {name: to a node port, from: client, connect: {to: node/node-a, port: 30080}}
`;

const CLUSTERS = [
  '{serviceProxy: iptables, cni: calico}',
  '{serviceProxy: iptables, cni: flannel, podCIDR: "10.244.0.0/16,fd00:10::/48", serviceCIDR: "10.96.0.0/12,fd00:20::/112"}',
  '{serviceProxy: nftables, cni: kindnet}',
  '{serviceProxy: ipvs, cni: weave}',
  '{serviceProxy: {mode: ipvs, scheduler: sh}, cni: aws-vpc}',
  '{serviceProxy: ebpf, cni: cilium}',
  '{serviceProxy: ebpf, cni: calico}',
] as const;

describe('every command that an open node offers', () => {
  it.each(CLUSTERS)('prints something on it, and names what is there: %s', (cluster) => {
    const indented = MANIFESTS.replaceAll('\n', '\n  ');
    const session = openSession(
      `hopscope: 1\ntitle: t\ncluster: ${cluster}\nmanifests: |${indented}\nrequests:${REQUESTS}`,
    );
    const silent = session.scenario.requests.flatMap((request) =>
      session.cluster.nodes.flatMap(({ name }) => {
        const commands = session.inside(request, name)?.commands;
        const offered = commands === undefined ? [] : Object.values(commands).flat();
        return offered
          .filter((run) => session.output(`node/${name}`, run, request) === null)
          .map((run) => `${request.name}, on ${name}: ${run}`);
      }),
    );
    expect(silent).toEqual([]);
  });
});

describe('the rules that an open node offers to list', () => {
  const DUAL = 'cni: flannel, podCIDR: "10.244.0.0/16,fd00:10::/48", serviceCIDR: "10.96.0.0/12,fd00:20::/112"';
  const SIX = MANIFESTS.replace('type: NodePort, selector', 'ipFamilies: [IPv6], type: NodePort, selector');

  it.each([
    [
      'are those of each family that packets were of: the lookup’s and the connection’s',
      'iptables',
      'http: {url: "http://web/"}',
      /^(ip6?tables)(?=-save| -t nat -nL KUBE-SVC)/,
      ['iptables', 'ip6tables'],
    ],
    [
      'are of the only family that packets were of',
      'iptables',
      'connect: {to: service/shop/web, port: 80}',
      /^(ip6?tables)/,
      ['ip6tables'],
    ],
    [
      'are in the table of that family in nftables too',
      'nftables',
      'connect: {to: service/shop/web, port: 80}',
      /^nft list \w+ (ip6?) kube-proxy/,
      ['ip6'],
    ],
    [
      'are those of each family in nftables too',
      'nftables',
      'http: {url: "http://web/"}',
      /^nft list \w+ (ip6?) kube-proxy/,
      ['ip', 'ip6'],
    ],
  ])('%s', (_, mode, request, shape, families) => {
    const session = openSession(
      `hopscope: 1\ntitle: t\ncluster: {serviceProxy: ${mode}, ${DUAL}}\nmanifests: |${SIX.replaceAll('\n', '\n  ')}\nrequests:\n- {name: one, from: pod/shop/caller, ${request}}\n`,
    );
    const asked = session.request('one');
    const stops = asked === null ? [] : (session.inside(asked, 'node-a')?.commands.stops ?? []);
    expect(new Set(stops.flatMap((run) => shape.exec(run)?.[1] ?? []))).toEqual(new Set(families));
  });
});
