import { describe, expect, it } from 'vitest';
import { openSession } from '../session.ts';
import { listener, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = `${TWO_NODES}${listener('right', 'web', '10.50.2.5')}${listener('right', 'shop', '10.50.2.6')}---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.70.0.5, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-a, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [{addresses: [10.50.2.5]}, {addresses: [10.50.2.6]}]
`;

function printed(mode: string, request: string, run: string): string | null {
  const session = openSession(
    `hopscope: 1\ntitle: t\ncluster: {podCIDR: 10.50.0.0/16, serviceCIDR: 10.70.0.0/16, serviceProxy: ${mode}}\nmanifests: |${WORLD.replaceAll('\n', '\n  ')}\nrequests: [{name: one, from: pod/shop/caller, ${request}}]\n`,
  );
  return session.output('node/left', run);
}

const TO_SERVICE = 'connect: {to: 10.70.0.5, port: 80}';
const entries = (text: string | null) => text?.split('\n').filter((line) => / dport=80 |:80 /.test(line)) ?? [];

describe.each(['iptables', 'nftables', 'ipvs'])('connections that a request leaves on its node, in %s mode', (mode) => {
  it.each([
    ['each of a count has its own', `${TO_SERVICE}, count: 9`, 9],
    ['requests on one connection share one', `${TO_SERVICE}, count: 9, sameConnection: true`, 1],
    ['one request leaves one', TO_SERVICE, 1],
  ])('%s', (_name, request, want) => {
    const lines = entries(printed(mode, request, 'conntrack -L'));
    expect(lines).toHaveLength(want);
    expect(new Set(lines.map((line) => /sport=(\d+)/.exec(line)?.[1])).size).toBe(want);
  });

  it('more than are walked are not printed', () => {
    expect(printed(mode, `${TO_SERVICE}, count: 1001`, 'conntrack -L')).toBeNull();
  });
});

it('ipvsadm -Ln counts as active what ipvsadm -Lnc lists as established', () => {
  const run = 'ipvsadm -Ln -t 10.70.0.5:80';
  const active = printed('ipvs', `${TO_SERVICE}, count: 4`, run)?.matchAll(/Masq {4}1 {6}(\d+) +(\d+)/g) ?? [];
  expect(Array.from(active, ([, ...counts]) => counts)).toEqual([
    ['2', '0'],
    ['2', '0'],
  ]);
});

describe('ipvsadm -Lnc', () => {
  it('names client, virtual server and real server, which take turns', () => {
    const lines = entries(printed('ipvs', `${TO_SERVICE}, count: 4`, 'ipvsadm -Lnc'));
    const ends = lines.map(
      (line) => /^TCP 15:00 {2}ESTABLISHED 10\.50\.1\.5:\d+ +10\.70\.0\.5:80 +(\S+)$/.exec(line)?.[1],
    );
    expect(ends.filter((one) => one === '10.50.2.5:8080')).toHaveLength(2);
    expect(ends.filter((one) => one === '10.50.2.6:8080')).toHaveLength(2);
  });

  it('has nothing of connections that are no Service’s', () => {
    expect(entries(printed('ipvs', 'connect: {to: 10.50.2.5, port: 8080}', 'ipvsadm -Lnc'))).toEqual([]);
  });

  it('is there in ipvs mode only', () => {
    expect(printed('iptables', TO_SERVICE, 'ipvsadm -Lnc')).toBeNull();
  });
});
