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

/** Rules that did not take the request, in nginx's order; the locations that one rule became are one entry. */
export function otherLocations({ match, location }: Located): readonly Alternative[] {
  const byRule = new Map<string, Alternative>();
  for (const { item, why } of match.passedOver()) {
    const rule = ruleKey(item);
    const known = byRule.get(rule);
    if (rule === ruleKey(location) || (known !== undefined && item.match === 'exact')) continue;
    byRule.set(rule, { label: locationLabel(item), why, share: null, object: item.ingress?.ref ?? null });
  }
  return [...byRule.values()];
}

function ruleKey({ ingress, field }: NginxLocation): string {
  return `${ingress === null ? '' : refText(ingress.ref)} ${field.join('.')}`;
}

function locationLabel({ rulePath, backend, implied }: NginxLocation): string {
  const target = backend.service === null ? 'default backend' : `${backend.service.name}:${backend.port}`;
  return `${rulePath}${implied ? ' (implied)' : ''} → ${target}`;
}

/** An answer made in a location, with the rule it comes from. */
export function answerHere(
  located: Located,
  answer: Pick<OwnAnswer, 'status' | 'headers' | 'reason' | 'why'> &
    Partial<Pick<OwnAnswer, 'objects' | 'because' | 'lacks'>>,
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
