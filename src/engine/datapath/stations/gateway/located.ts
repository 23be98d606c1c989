import { refText } from '#manifests';
import type { Alternative, Consulted } from '#trace';
import type { NginxLocation } from '#tables';
import { matchLocation, matchServer } from '#tables';
import { ruleEvidence } from './evidence.ts';
import type { Located, WebRequest } from './request.ts';
import type { OwnAnswer } from './answer.ts';

/** Finds server and location; `null` at a server that only redirects. */
export function locate(web: WebRequest): Located | null {
  const server = matchServer(web.visit.configuration, web.request.host);
  const match = matchLocation(server.won, web.path);
  return match === null ? null : { ...web, server, match, location: match.won };
}

export function consultedLocations({ visit, server, location }: Located): readonly Consulted[] {
  return [{ table: { kind: 'locations', at: visit.pod.key, name: server.won.hostname }, row: location.id }];
}

/** Locations that did not take the request, longest first as they stand in nginx.conf. */
export function otherLocations({ match }: Located): readonly Alternative[] {
  return match.passedOver().map(({ item, why }) => ({
    label: locationLabel(item),
    why,
    share: null,
    object: item.ingress?.ref ?? null,
  }));
}

export function locationLabel(location: NginxLocation): string {
  const service = location.backend.service;
  const target = service === null ? 'default backend' : `${service.name}:${location.backend.port}`;
  return `${location.id} → ${target}`;
}

/** An answer made in a location, with the rule it comes from. */
export function answerHere(
  located: Located,
  answer: Pick<OwnAnswer, 'status' | 'headers' | 'reason' | 'why'> & Partial<Pick<OwnAnswer, 'objects' | 'because'>>,
): OwnAnswer {
  const { ingress } = located.location;
  return {
    objects: ingress === null ? [] : [ingress.ref],
    ...answer,
    because: [...(answer.because ?? []), ...ruleEvidence(located.location)],
    consulted: consultedLocations(located),
    notTaken: () => otherLocations(located),
  };
}

/** `Ingress/shop/store`, or the controller where no Ingress stands behind a location. */
export function ruleName(location: NginxLocation): string {
  return location.ingress === null ? 'the catch-all server' : refText(location.ingress.ref);
}
