import type { Cluster } from '#cluster';
import type { ObjectRef } from '#manifests';
import { CATCH_ALL, DEFAULT_UPSTREAM, endpointLack, plainHost } from '#tables';
import type { NginxUpstream, Unserved } from '#tables';
import type { Reason } from '#trace';
import type { OwnAnswer } from './answer.ts';
import { annotationEvidence, written } from './evidence.ts';
import { answerHere } from './located.ts';
import { fixedRedirect, httpsRedirect, slashRedirect } from './redirects.ts';
import type { Located } from './request.ts';
import { corsHeaders } from './response-headers.ts';

/** The phases of a location in nginx's order, up to the upstream being there at all: the first that answers ends the request. */
export const EARLY_PHASES: readonly ((located: Located) => OwnAnswer | null)[] = [
  slashRedirect,
  closedLocation,
  bodyTooLarge,
  preflight,
  fixedRedirect,
  httpsRedirect,
  emptyUpstream,
];

function closedLocation(located: Located): OwnAnswer | null {
  const { annotations, ingress } = located.location;
  if (annotations.closedBy === null) return null;
  return answerHere(located, {
    status: 503,
    headers: {},
    reason: 'InvalidAnnotation',
    why: 'an annotation of the Ingress has a value that closes its locations',
    because: ingress === null ? [] : [written(ingress.ref, annotations.closedBy)],
  });
}

function bodyTooLarge(located: Located): OwnAnswer | null {
  const { maxBodyBytes } = located.location.annotations.proxying;
  if (maxBodyBytes === 0 || located.request.bodyBytes <= maxBodyBytes) return null;
  return answerHere(located, {
    status: 413,
    headers: {},
    reason: 'BodyTooLarge',
    why: `${located.request.bodyBytes} bytes are more than ${maxBodyBytes}`,
    because: annotationEvidence(located.location, 'proxy-body-size'),
  });
}

function preflight(located: Located): OwnAnswer | null {
  if (located.request.method !== 'OPTIONS' || corsHeaders(located) === null) return null;
  return answerHere(located, {
    status: 204,
    headers: { 'content-type': 'text/plain charset=UTF-8', 'content-length': '0' },
    reason: null,
    why: 'preflight',
    because: annotationEvidence(located.location, 'enable-cors'),
  });
}

function emptyUpstream(located: Located): OwnAnswer | null {
  const upstream = located.visit.configuration.upstreams.get(located.location.upstream);
  if (upstream === undefined || upstream.empty === null) return null;
  const { service, ingress } = { service: upstream.service, ingress: located.location.ingress };
  const objects: readonly ObjectRef[] = [
    ...(service === null ? [] : [service]),
    ...(ingress === null ? [] : [ingress.ref]),
  ];
  return answerHere(located, {
    status: 503,
    headers: {},
    reason: upstream.empty,
    why: whyEmpty(upstream),
    ...lackOf(upstream, located.visit.world.cluster),
    objects,
    because: service === null || upstream.empty === 'BackendNotFound' ? [] : [written(service, ['spec', 'selector'])],
  });
}

/** What the Service behind an empty upstream lacks. */
function lackOf({ empty, service, port }: NginxUpstream, cluster: Cluster): Pick<OwnAnswer, 'lacks'> {
  const found =
    service === null ? undefined : cluster.serviceByKey.get(`${service.namespace ?? 'default'}/${service.name}`);
  if (found === undefined || empty !== 'NoEndpoints') return {};
  const own = found.ports.find((one) => `${one.port}` === port || (one.name !== '' && one.name === port));
  return { lacks: endpointLack(cluster, found, own ?? null) };
}

function whyEmpty({ empty, service, port }: NginxUpstream): string {
  const name = service?.name ?? 'the backend';
  switch (empty) {
    case 'BackendNotFound':
      return `there is no Service ${name}, or it has no port ${port}`;
    case 'UpstreamUnresolved':
      return `the name that Service ${name} stands for cannot be used`;
    case 'NoEndpoints':
    case null:
      return `Service ${name} has no ready endpoint for port ${port}`;
  }
}

/** The built-in default backend: 404, and why it came to that. */
export function notFound(located: Located): OwnAnswer {
  const { server, visit } = located;
  if (located.location.upstream !== DEFAULT_UPSTREAM) throw new Error('only the default backend answers 404 itself');
  const missed = unservedFor(located);
  if (missed !== undefined) {
    return answerHere(located, {
      status: 404,
      headers: {},
      reason: missed.reason,
      why: missed.why,
      objects: [missed.ingress.ref],
      because: [written(missed.ingress.ref, missed.field)],
    });
  }
  const resource = resourceBackend(located);
  const reason: Reason =
    resource !== null ? 'BackendResource' : server.won.hostname === CATCH_ALL ? 'NoMatchingHost' : 'NoMatchingPath';
  const hosts = visit.configuration.served.filter((ingress) =>
    ingress.rules.some(({ host }) => host.toLowerCase() === server.won.hostname),
  );
  return answerHere(located, {
    status: 404,
    headers: {},
    reason,
    why: server.how,
    objects: resource === null ? hosts.map(({ ref }) => ref) : [resource],
  });
}

/** An Ingress that names host and path, and that this controller does not serve. */
function unservedFor(located: Located): Unserved | undefined {
  const name = plainHost(located.request.host);
  return located.visit.configuration.unserved.find(({ ingress }) =>
    ingress.rules.some(
      ({ host, paths }) =>
        host.toLowerCase() === name && (paths.length === 0 || paths.some(({ path }) => located.path.startsWith(path))),
    ),
  );
}

function resourceBackend(located: Located): ObjectRef | null {
  const name = plainHost(located.request.host);
  const found = located.visit.configuration.served.find((ingress) =>
    ingress.rules.some(
      ({ host, paths }) =>
        host.toLowerCase() === name &&
        paths.some(({ path, backend }) => backend.resource !== undefined && located.path.startsWith(path)),
    ),
  );
  return found?.ref ?? null;
}
