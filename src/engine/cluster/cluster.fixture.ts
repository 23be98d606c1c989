import type { ClusterInput, Fault, FaultType } from '#document';
import { parseRef } from '#document';
import { loadManifests } from '#manifests';
import { buildCluster } from './build.ts';
import type { Cluster } from './model.ts';

/** The cluster of a manifests text; it must read without errors, so that no row tests something else than it says. */
export function clusterOf(manifests: string, settings: ClusterInput = {}, faults: readonly Fault[] = []): Cluster {
  const { objects, problems } = loadManifests(manifests);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ sentence }) => sentence).join('\n'));
  return buildCluster({ manifests: objects, settings, faults });
}

export function fault(type: FaultType, target: string | null = null): Fault {
  const ref = target === null ? null : parseRef(target);
  return { type, target: ref, to: null, endpoints: [], mtu: null, port: null, path: ['faults', 0] };
}

export function deployment(name: string, more: { replicas?: number; namespace?: string; spec?: string } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${more.namespace ?? 'shop'}}
spec:
  replicas: ${more.replicas ?? 1}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: ${more.spec ?? `{containers: [{name: main, image: example/${name}, ports: [{name: http, containerPort: 8080}]}]}`}
`;
}

export function service(name: string, spec = '', namespace = 'shop'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]${spec === '' ? '' : `, ${spec}`}}
`;
}

export function pod(name: string, spec = '', rest = '', namespace = 'shop'): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {containers: [{name: main, image: example/${name}}]${spec === '' ? '' : `, ${spec}`}}
${rest}
`;
}

export function node(name: string, rest = ''): string {
  return `
apiVersion: v1
kind: Node
metadata: {name: ${name}${rest.includes('labels:') ? '' : ', labels: {}'}}
${rest}
`;
}

export function documents(...parts: readonly string[]): string {
  return parts.join('\n---\n');
}
