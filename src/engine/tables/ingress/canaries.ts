import type { IngressObject } from '#manifests';
import type { Building, NginxUpstream } from './configuration.ts';
import { DEFAULT_UPSTREAM } from './configuration.ts';
import type { RawServer } from './servers.ts';
import { hostOf } from './servers.ts';
import { upstreamName } from './upstreams.ts';

/**
 * Hangs each canary on the main upstream of the location with the same host, path and type; a canary without such a
 * partner is dropped (controller.go mergeAlternativeBackends). Every other path with that upstream is split as well.
 */
export function mergeCanaries(
  ingresses: readonly IngressObject[],
  building: Building,
  servers: ReadonlyMap<string, RawServer>,
  upstreams: Map<string, NginxUpstream>,
): void {
  for (const ingress of ingresses) {
    if (building.annotationsOf(ingress).canary === null) continue;
    for (const partner of partnersOf(ingress, servers))
      hang(partner.canary, partner.main, building, ingress, upstreams);
  }
}

interface Partner {
  readonly canary: string;
  readonly main: string;
}

function partnersOf(ingress: IngressObject, servers: ReadonlyMap<string, RawServer>): readonly Partner[] {
  const namespace = ingress.ref.namespace ?? 'default';
  const partners: Partner[] = [];
  if (ingress.defaultBackend?.service !== undefined) {
    const canary = upstreamName(namespace, ingress.defaultBackend);
    for (const location of servers.get(hostOf(''))?.locations ?? [])
      partners.push({ canary, main: location.body.upstream });
  }
  for (const rule of ingress.rules) {
    for (const { path, pathType, backend } of rule.paths) {
      if (backend.service === undefined) continue;
      const canary = upstreamName(namespace, backend);
      for (const location of servers.get(hostOf(rule.host))?.locations ?? []) {
        if (
          location.path === (path === '' ? '/' : path) &&
          location.pathType === (pathType === 'Exact' ? 'Exact' : 'Prefix')
        )
          partners.push({ canary, main: location.body.upstream });
      }
    }
  }
  return partners;
}

function hang(
  canary: string,
  main: string,
  building: Building,
  ingress: IngressObject,
  upstreams: Map<string, NginxUpstream>,
): void {
  const alternative = upstreams.get(canary);
  const primary = upstreams.get(main);
  if (alternative === undefined || alternative.canary === null || primary === undefined) return;
  if (canary === main || main === DEFAULT_UPSTREAM || primary.canary !== null) return;
  if (primary.alternatives.includes(canary)) return;
  if (building.annotationsOf(ingress).balancing.canaryAffinity !== 'legacy')
    upstreams.set(canary, {
      ...alternative,
      balancing: { ...alternative.balancing, cookie: primary.balancing.cookie },
    });
  upstreams.set(main, { ...primary, alternatives: [...primary.alternatives, canary] });
}
