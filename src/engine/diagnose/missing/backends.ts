import type { Cluster, ClusterService } from '#cluster';
import type { IngressBackend, IngressObject } from '#manifests';
import type { FieldPath } from '#source';

/** A Service that an Ingress sends to, with the field that says so. */
export interface Backend {
  readonly ingress: IngressObject;
  readonly namespace: string;
  readonly name: string;
  /** Number or name, as text. */
  readonly port: string;
  readonly field: FieldPath;
}

/** All Services that the Ingresses of a cluster name. */
export function backendsOf(cluster: Cluster): readonly Backend[] {
  return cluster.ingresses.flatMap((ingress) => [
    ...backendOf(ingress, ingress.defaultBackend, ['spec', 'defaultBackend']),
    ...ingress.rules.flatMap(({ paths }, rule) =>
      paths.flatMap(({ backend }, at) =>
        backendOf(ingress, backend, ['spec', 'rules', rule, 'http', 'paths', at, 'backend']),
      ),
    ),
  ]);
}

function backendOf(ingress: IngressObject, backend: IngressBackend | undefined, field: FieldPath): readonly Backend[] {
  const service = backend?.service;
  if (service === undefined || service.name === '') return [];
  const namespace = ingress.ref.namespace ?? 'default';
  const port = service.port.number === undefined ? (service.port.name ?? '') : `${service.port.number}`;
  return [{ ingress, namespace, name: service.name, port, field: [...field, 'service'] }];
}

/** Whether a Service has the port that an Ingress names: by number or name, and for ingress-nginx by target port too. */
export function hasPort({ ports, spec }: ClusterService, wanted: string): boolean {
  if (spec.type === 'ExternalName') return true;
  return ports.some(({ port, name, targetPort }) => [`${port}`, name, `${targetPort}`].includes(wanted));
}
