import { buildCluster } from '#cluster';
import type { Request } from '#document';
import { parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import { describe, expect, it } from 'vitest';
import { follow } from '../../walk/follow.ts';

const ENDPOINTS = Array.from({ length: 8 }, (_, index) => `{addresses: [10.244.9.${index + 1}]}`);

/** A client that dials one address of a Service with affinity and then another, often enough to tell chance from rule. */
function scenario(serviceProxy: string): string {
  const pairs = Array.from(
    { length: 12 },
    (_, index) =>
      `- {name: first ${index}, from: pod/market/eel, connect: {to: 10.96.0.80, port: 80}}\n` +
      `- {name: same ${index}, from: pod/market/eel, connect: {to: 10.96.0.80, port: 80}}\n` +
      `- {name: other ${index}, from: pod/market/eel, connect: {to: 192.0.2.80, port: 80}}\n`,
  );
  return `
hopscope: 1
title: a shop
cluster: {serviceProxy: ${serviceProxy}}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {clusterIP: 10.96.0.80, externalIPs: [192.0.2.80], sessionAffinity: ClientIP, ports: [{port: 80, targetPort: 9000}]}
  ---
  apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata: {name: till-a, namespace: market, labels: {kubernetes.io/service-name: till}}
  addressType: IPv4
  ports: [{port: 9000}]
  endpoints: [${ENDPOINTS.join(', ')}]
requests:
${pairs.join('')}`;
}

/** How many of the second dials, to that address, reach the endpoint of the first. */
function kept(serviceProxy: string, second: 'same' | 'other'): number {
  const { scenario: read } = readScenario(scenario(serviceProxy));
  const { objects } = loadManifests(read.manifests);
  const cluster = buildCluster({ manifests: objects, settings: read.cluster, faults: [] });
  const world = { cluster, tables: createTables(cluster) };
  const chosen = (request: Request | undefined, memory: ReadonlyMap<string, string>) => {
    if (request === undefined) throw new Error('no such request');
    const { trace, memory: after } = follow(world, request, { parseRef, from: null, memory });
    const hop = trace.hops.find(({ kind }) => kind === 'translate');
    return { to: hop?.after?.dst, after };
  };
  return Array.from({ length: 12 }, (_, index) => {
    const one = chosen(
      read.requests.find(({ name }) => name === `first ${index}`),
      new Map(),
    );
    const two = chosen(
      read.requests.find(({ name }) => name === `${second} ${index}`),
      one.after,
    );
    return two.to === one.to;
  }).filter(Boolean).length;
}

describe('ClientIP affinity', () => {
  it.each([
    ['iptables', 'same', 12],
    ['iptables', 'other', 12],
    ['ipvs', 'same', 12],
  ] as const)('of %s holds a client that dials the %s address', (mode, second, want) => {
    expect(kept(mode, second)).toBe(want);
  });

  it('of ipvs is that of one virtual server: another address of the Service has its own', () => {
    expect(kept('ipvs', 'other')).toBeLessThan(12);
  });

  it('of ipvs with source hashing too', () => {
    expect(kept('{mode: ipvs, scheduler: sh}', 'same')).toBe(12);
    expect(kept('{mode: ipvs, scheduler: sh}', 'other')).toBeLessThan(12);
  });
});
