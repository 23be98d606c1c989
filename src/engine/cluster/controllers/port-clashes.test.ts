import { describe, expect, it } from 'vitest';
import { clusterOf } from '../cluster.fixture.ts';

function pod(containers: string, status = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [${containers}]}${status}}`;
}

const ONE = '{name: one, image: example/one, ports: [{containerPort: 8080}]}';
const TWO = '{name: two, image: example/two, ports: [{containerPort: 8080}]}';
const OTHER = '{name: two, image: example/two, ports: [{containerPort: 8080, protocol: UDP}]}';

describe('a pod of whose containers two list one port', () => {
  const cluster = clusterOf(pod(`${ONE}, ${TWO}`));

  it('is assumed not to be ready, which names the list it rests on', () => {
    expect(cluster.podByKey.get('shop/web')?.ready).toBe(false);
    const told = cluster.assumptions.filter(({ key }) => key === 'portClash:shop/web');
    expect(told.map(({ sentence }) => sentence)).toEqual([
      'Pod shop/web is not ready, for containers one and two both list port 8080/TCP.',
    ]);
  });

  it('is told of at the second’s line, without claiming that a process has ended', () => {
    const [found] = cluster.problems.filter(({ code }) => code === 'PortTwiceInPod');
    expect(found?.field).toEqual(['spec', 'containers', 1, 'ports', 0]);
    expect(found?.sentence).toContain('If both do, the second to bind fails with “address already in use”.');
  });

  it.each([
    ['says itself that it is ready', `${ONE}, ${TWO}`, ", status: {conditions: [{type: Ready, status: 'True'}]}"],
    ['means two protocols', `${ONE}, ${OTHER}`, ''],
  ])('is ready where it %s', (_, containers, status) => {
    const found = clusterOf(pod(containers, status));
    expect(found.podByKey.get('shop/web')?.ready).toBe(true);
    expect(found.assumptions.some(({ key }) => key.startsWith('portClash'))).toBe(false);
  });
});
