import type { Cluster } from '#cluster';
import type { IngressBackend, IngressObject } from '#manifests';
import { refText } from '#manifests';
import type { RuleCard } from '#view';
import type { Locate } from './place.ts';

const LINES = 3;

/** A card for each Ingress, with its first rules and the Services it points to. */
export function ingressCards(cluster: Cluster, locate: Locate): readonly RuleCard[] {
  return cluster.ingresses.map((ingress) => ({
    ref: refText(ingress.ref),
    kind: 'Ingress',
    namespace: ingress.ref.namespace,
    title: `Ingress ${ingress.ref.name}`,
    lines: linesOf(ingress),
    to: servicesOf(ingress),
    pods: [],
    assumed: false,
    place: locate(ingress.ref, []),
  }));
}

function linesOf(ingress: IngressObject): readonly string[] {
  const hosts = new Set(ingress.rules.map(({ host }) => host));
  const rules = ingress.rules.flatMap(({ host, paths }) =>
    paths.map(
      ({ path, backend }) => `${hosts.size > 1 ? host : ''}${path === '' ? '/' : path} → ${backendText(backend)}`,
    ),
  );
  const all =
    ingress.defaultBackend === undefined ? rules : [...rules, `otherwise → ${backendText(ingress.defaultBackend)}`];
  if (all.length <= LINES) return all;
  return [...all.slice(0, LINES - 1), `and ${all.length - LINES + 1} more`];
}

function backendText(backend: IngressBackend): string {
  const { service, resource } = backend;
  if (service !== undefined) return `${service.name}:${service.port.number ?? service.port.name ?? '?'}`;
  return resource === undefined ? 'nothing' : `${resource.kind} ${resource.name}`;
}

function servicesOf(ingress: IngressObject): readonly string[] {
  const backends = [
    ...ingress.rules.flatMap(({ paths }) => paths.map(({ backend }) => backend)),
    ...(ingress.defaultBackend === undefined ? [] : [ingress.defaultBackend]),
  ];
  const refs = backends.flatMap(({ service }) =>
    service === undefined ? [] : [refText({ kind: 'Service', namespace: ingress.ref.namespace, name: service.name })],
  );
  return [...new Set(refs)];
}
