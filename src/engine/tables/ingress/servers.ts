import type { IngressObject } from '#manifests';
import type { FieldPath } from '#source';
import type { Annotations } from './annotations/index.ts';
import { certificateOf, covers } from './certificates.ts';
import type { Building, Certificate, NginxServer, NginxUpstream } from './configuration.ts';
import { CATCH_ALL, DEFAULT_UPSTREAM } from './configuration.ts';
import type { RawLocation } from './locations.ts';
import { writeLocations } from './locations.ts';
import { clusterIpPeer, portText, standInUpstream, upstreamName } from './upstreams.ts';

/** A server while Ingresses are merged into it. */
export interface RawServer {
  readonly hostname: string;
  readonly ingress: IngressObject | null;
  readonly field: FieldPath;
  readonly locations: RawLocation[];
  aliases: readonly string[];
  certificate: Certificate | null;
  fromToWww: boolean;
  clientAuth: NginxServer['clientAuth'];
}

/** The servers by host with their locations, Ingresses merged oldest first (controller.go createServers and getBackendServers). */
export function mergeServers(
  ingresses: readonly IngressObject[],
  building: Building,
  fallback: Certificate,
  plain: Annotations,
  upstreams: ReadonlyMap<string, NginxUpstream>,
): ReadonlyMap<string, RawServer> {
  const main = ingresses.filter((ingress) => building.annotationsOf(ingress).canary === null);
  const servers = createServers(main, building, fallback, plain);
  configureServers(main, building, servers, fallback);
  for (const ingress of main) addPaths(ingress, building, servers, upstreams);
  return servers;
}

function createServers(
  ingresses: readonly IngressObject[],
  building: Building,
  fallback: Certificate,
  plain: Annotations,
): Map<string, RawServer> {
  const catchAll: RawServer = {
    hostname: CATCH_ALL,
    ingress: null,
    field: [],
    locations: [rootLocation(null, [], DEFAULT_UPSTREAM, plain, true)],
    aliases: [],
    certificate: fallback,
    fromToWww: false,
    clientAuth: null,
  };
  const servers = new Map([[CATCH_ALL, catchAll]]);
  for (const ingress of ingresses) {
    const annotations = building.annotationsOf(ingress);
    const own = ingress.defaultBackend?.service === undefined ? null : ingress.defaultBackend;
    const upstream = own === null ? DEFAULT_UPSTREAM : upstreamName(ingress.ref.namespace ?? 'default', own);
    if (own !== null && ingress.rules.length === 0 && catchAll.locations[0]?.body.implied === true)
      catchAll.locations[0] = wholeIngress(ingress, upstream, annotations, plain);
    for (const [index, rule] of ingress.rules.entries()) {
      const host = hostOf(rule.host);
      if (servers.has(host)) continue;
      servers.set(host, {
        hostname: host,
        ingress,
        field: ['spec', 'rules', index, 'host'],
        locations: [rootLocation(ingress, ['spec', 'rules', index], upstream, annotations, true)],
        aliases: [],
        certificate: null,
        fromToWww: false,
        clientAuth: null,
      });
    }
  }
  return servers;
}

/** An Ingress with a default backend and no rules takes the catch-all server; its redirects and rewrites do not hold there. */
function wholeIngress(
  ingress: IngressObject,
  upstream: string,
  annotations: Annotations,
  plain: Annotations,
): RawLocation {
  return rootLocation(
    ingress,
    ['spec', 'defaultBackend'],
    upstream,
    { ...annotations, rewriting: plain.rewriting },
    false,
  );
}

function rootLocation(
  ingress: IngressObject | null,
  field: FieldPath,
  upstream: string,
  annotations: Annotations,
  implied: boolean,
): RawLocation {
  const backend = ingress?.defaultBackend;
  const namespace = ingress?.ref.namespace ?? 'default';
  return {
    path: '/',
    pathType: 'Prefix',
    body: {
      ingress,
      field,
      implied,
      upstream,
      annotations,
      errorUpstream: DEFAULT_UPSTREAM,
      standIn: false,
      backend: {
        service: backend?.service === undefined ? null : { kind: 'Service', namespace, name: backend.service.name },
        port: backend === undefined ? '' : portText(backend),
      },
    },
  };
}

function configureServers(
  ingresses: readonly IngressObject[],
  building: Building,
  servers: ReadonlyMap<string, RawServer>,
  fallback: Certificate,
): void {
  for (const ingress of ingresses) {
    const { aliases } = building.annotationsOf(ingress).proxying;
    for (const rule of ingress.rules) {
      const server = servers.get(hostOf(rule.host));
      if (server === undefined) continue;
      if (server.aliases.length === 0) server.aliases = aliases;
      if (server.certificate === null && ingress.tls.length > 0)
        server.certificate = certificateOf(server.hostname, ingress, building.cluster, fallback);
    }
  }
  for (const server of servers.values())
    server.aliases = server.aliases
      .filter((alias) => !servers.has(alias.toLowerCase()))
      .map((alias) => alias.toLowerCase());
}

/** Paths whose Service an older canary has claimed as its own are left out (controller.go, NoServer). */
function addPaths(
  ingress: IngressObject,
  building: Building,
  servers: ReadonlyMap<string, RawServer>,
  upstreams: ReadonlyMap<string, NginxUpstream>,
): void {
  const annotations = building.annotationsOf(ingress);
  const namespace = ingress.ref.namespace ?? 'default';
  for (const [ruleIndex, rule] of ingress.rules.entries()) {
    const server = servers.get(hostOf(rule.host));
    if (server === undefined) continue;
    if (server.clientAuth === null && annotations.access.clientCertificates !== null)
      server.clientAuth = { ingress, annotations };
    for (const [index, { path: written, pathType, backend }] of rule.paths.entries()) {
      if (backend.service === undefined) continue;
      if ((upstreams.get(upstreamName(namespace, backend))?.canary ?? null) !== null) continue;
      const location: RawLocation = {
        path: written === '' ? '/' : written,
        pathType: pathType === 'Exact' ? 'Exact' : 'Prefix',
        body: {
          ingress,
          field: ['spec', 'rules', ruleIndex, 'http', 'paths', index],
          implied: false,
          upstream: upstreamName(namespace, backend),
          annotations,
          errorUpstream: DEFAULT_UPSTREAM,
          standIn: false,
          backend: { service: { kind: 'Service', namespace, name: backend.service.name }, port: portText(backend) },
        },
      };
      if (placeLocation(server.locations, location) && annotations.rewriting.fromToWww === 'redirected')
        server.fromToWww = true;
    }
  }
}

/**
 * Adds a location unless its path and type are taken; the implied root gives way. The comparison stops at the first
 * location with that path, as the controller's does.
 */
function placeLocation(locations: RawLocation[], location: RawLocation): boolean {
  const index = locations.findIndex(({ path }) => path === location.path);
  const found = locations[index];
  if (found === undefined || found.pathType !== location.pathType) {
    locations.push(location);
    return true;
  }
  if (!found.body.implied) return false;
  locations[index] = location;
  return true;
}

export function hostOf(host: string): string {
  return host === '' ? CATCH_ALL : host.toLowerCase();
}

/** Writes a merged server out; upstreams without endpoints give way to the Service of the default-backend annotation. */
export function finishServer(
  server: RawServer,
  upstreams: Map<string, NginxUpstream>,
  building: Building,
): NginxServer {
  const raw = server.locations.map((location) => withStandIn(location, upstreams, building));
  const { style, locations } = writeLocations(raw);
  const rooted = locations.find(({ annotations }) => annotations.rewriting.appRoot !== null);
  const path = rooted?.annotations.rewriting.appRoot ?? null;
  return {
    hostname: server.hostname,
    aliases: server.aliases,
    ingress: server.ingress,
    field: server.field,
    locations,
    style,
    certificate: server.certificate,
    appRoot:
      path === null || rooted === undefined || rooted.ingress === null
        ? null
        : { path, ingress: rooted.ingress, annotations: rooted.annotations },
    clientAuth: server.clientAuth,
    passthrough: passthroughOf(server, building),
    redirectsTo: null,
  };
}

function withStandIn(location: RawLocation, upstreams: Map<string, NginxUpstream>, building: Building): RawLocation {
  const { body } = location;
  const main = upstreams.get(body.upstream);
  const key = body.annotations.proxying.defaultBackend;
  if (key === null || main === undefined) return location;
  const isEmpty = body.upstream !== DEFAULT_UPSTREAM && main.peers.length === 0 && main.external === null;
  const { errorPages, errorPagesFrom } = body.annotations.proxying;
  if (!isEmpty && (errorPagesFrom === 'configMap' || errorPages.length === 0)) return location;
  const standIn = standInUpstream(key, body.annotations, building.cluster);
  if (standIn === null) return location;
  upstreams.set(standIn.name, standIn);
  return {
    ...location,
    body: { ...body, errorUpstream: standIn.name, upstream: isEmpty ? standIn.name : body.upstream, standIn: isEmpty },
  };
}

/** Servers that only redirect between a name and the same with `www.`, unless that name is a host of its own. */
export function wwwServers(servers: readonly RawServer[]): readonly NginxServer[] {
  const hosts = new Set(servers.map(({ hostname }) => hostname));
  return servers
    .filter(({ fromToWww, hostname }) => fromToWww && hostname !== CATCH_ALL)
    .map((server) => ({ server, from: otherName(server.hostname) }))
    .filter(({ from }) => !hosts.has(from))
    .map(({ server, from }) => ({
      hostname: from,
      aliases: [],
      ingress: server.ingress,
      field: server.field,
      locations: [],
      style: 'plain',
      certificate: server.certificate !== null && covers(server.certificate, from) ? server.certificate : null,
      appRoot: null,
      clientAuth: null,
      passthrough: null,
      redirectsTo: server.hostname,
    }));
}

function otherName(host: string): string {
  return host.startsWith('www.') ? host.slice(4) : `www.${host}`;
}

/** ssl-passthrough of the Ingress that named the host first: TLS goes unopened to the ClusterIP of the root path's Service. */
function passthroughOf(server: RawServer, building: Building): NginxServer['passthrough'] {
  const { ingress } = server;
  if (ingress === null || building.annotationsOf(ingress).proxying.tls === 'ended') return null;
  const root = server.locations.find(({ path }) => path === '/');
  const service = root?.body.backend.service ?? null;
  const found =
    service === null ? undefined : building.cluster.serviceByKey.get(`${service.namespace}/${service.name}`);
  const peer = found === undefined || root === undefined ? null : clusterIpPeer(found, root.body.backend.port);
  return peer === null ? null : { peer, ingress, annotations: building.annotationsOf(ingress) };
}
