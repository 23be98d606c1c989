import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { RANGES, TWO_NODES as NODES } from '#fixtures/two-nodes';
import { loadManifests } from '#manifests';
import type { RouteTables } from './index.ts';
import { routeTables } from './index.ts';

/** Two nodes, `left` and `right`, and a Service that nobody stands behind. */
export const TWO_NODES = `${NODES}---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.70.0.5, ports: [{port: 80}]}
`;

/** The world with ranges and addresses of both families. */
export function inTwoFamilies(world: string): string {
  return world
    .replaceAll(/podCIDR: 10\.50\.(\d)\.0\/24/g, 'podCIDRs: ["10.50.$1.0/24", "fd00:50:$1::/64"]')
    .replaceAll(
      /\[\{type: InternalIP, address: 172\.20\.0\.(\d+)\}\]/g,
      '[{type: InternalIP, address: 172.20.0.$1}, {type: InternalIP, address: "fd00:20::$1"}]',
    );
}

/** The cluster's settings that go with it. */
export const TWO_FAMILIES: ClusterInput = {
  podCIDR: '10.50.0.0/16,fd00:50::/32',
  serviceCIDR: '10.70.0.0/16,fd00:70::/112',
};

/** A running pod; `key` is `NS/NAME`. */
export function podOn(node: string, key: string, ip: string): string {
  const [namespace = '', name = ''] = key.split('/');
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}}
spec: {nodeName: ${node}, containers: [{name: main, image: app}]}
status: {phase: Running, podIP: ${ip}}
`;
}

/** The route tables of a world of two nodes under a CNI. */
export function routesOf(world: string, cni: NonNullable<ClusterInput['cni']>, more: ClusterInput = {}): RouteTables {
  const settings = { ...RANGES, cni, ...more };
  return routeTables(buildCluster({ manifests: loadManifests(world).objects, settings, faults: [] }));
}
