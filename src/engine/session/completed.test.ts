import { expect, it, vi } from 'vitest';
import { openSession } from './index.ts';

const TEXT = `hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: web-1, namespace: shop, labels: {app: web}}
  spec: {containers: [{name: main, image: example.org/web, ports: [{containerPort: 8080}]}]}
requests:
  - {name: one, from: pod/shop/web-1, connect: {to: 192.0.2.1, port: 80}}
cluster: {external: {hosts: [{ip: 192.0.2.1, ports: [443]}]}}
`;

it('which pods are missing is worked out once, also where none are', () => {
  const session = openSession(TEXT);
  const asked = vi.spyOn(session, 'sampleWorkloads');
  const request = session.request('one');
  if (request === null) throw new Error('no request');
  for (const name of ['one', 'two', 'three']) {
    const { trace, onlyMissing } = session.ask({ ...request, name });
    expect([trace.outcome.word, onlyMissing]).toEqual(['refused', null]);
  }
  expect(asked).toHaveBeenCalledTimes(1);
  expect(asked).toHaveReturnedWith(null);
});
