import type { Cluster } from '#cluster';
import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { loadManifests } from '#manifests';
import { pictureOf } from './picture.ts';

/** The cluster of manifests, and the picture of it; objects stand at no place. */
export function pictured(manifests: string, settings: ClusterInput = {}) {
  const cluster: Cluster = buildCluster({ manifests: loadManifests(manifests).objects, settings, faults: [] });
  return { cluster, picture: pictureOf(cluster, () => null) };
}

export function pod(name: string, spec = '', more = ''): string {
  return `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: mill, labels: {app: ${name}}}
spec: {containers: [{name: main, image: example/${name}${spec}}]}
${more}
`;
}

export function service(name: string, spec: string): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: mill}
spec: {${spec}}
`;
}
