import { describe, expect, it } from 'vitest';
import { loadManifests } from '#manifests';
import { buildCluster } from '../build.ts';
import { listensOn } from '../query.ts';

/** The API server refuses these objects, which `loadManifests` says; here is what they come to all the same. */
function refused(container: string, service = '{port: 80}') {
  const text = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: main, image: example/web${container}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: NodePort, selector: {app: web}, ports: [${service}]}
`;
  return buildCluster({ manifests: loadManifests(text).objects, settings: {}, faults: [] });
}

describe('a number that is no port', () => {
  it.each([
    { name: 'where it alone is listed', container: ', ports: [{containerPort: 99999}]', port: 99_999 },
    { name: 'where nothing is listed', container: '', port: 70_000 },
    { name: 'where another is listed too', container: ', ports: [{containerPort: 0}, {containerPort: 80}]', port: 0 },
  ])('is listened on by nobody $name', ({ container, port }) => {
    const pod = refused(container).podByKey.get('shop/web');
    expect(pod !== undefined && listensOn(pod, port, 'TCP')).toBe(false);
    expect(pod?.ports.some((one) => one.port === port)).toBe(false);
  });

  it('is no port of a Service', () => {
    expect(refused('', '{port: 99999}').serviceByKey.get('shop/web')?.ports).toEqual([]);
  });

  it('is no node port: one of the range is given', () => {
    const [port] = refused('', '{port: 80, nodePort: 70000}').serviceByKey.get('shop/web')?.ports ?? [];
    expect(port?.nodePort).toBeGreaterThanOrEqual(30_000);
    expect(port?.nodePort).toBeLessThanOrEqual(32_767);
  });
});
