import type { Cluster, IngressController } from '#cluster';
import type { IngressObject } from '#manifests';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { AnnotationReading, Annotations } from './annotations/index.ts';
import { readAnnotations } from './annotations/index.ts';
import { mergeCanaries } from './canaries.ts';
import { covers, defaultCertificate } from './certificates.ts';
import type {
  Building,
  Certificate,
  NginxConfiguration,
  NginxLocation,
  NginxServer,
  Unserved,
} from './configuration.ts';
import { CATCH_ALL } from './configuration.ts';
import { duplicateOf } from './locations.ts';
import { pathExpression } from './match.ts';
import { ingressesOf } from './serving.ts';
import { finishServer, mergeServers, wwwServers } from './servers.ts';
import { readSettings } from './settings.ts';
import { createUpstreams } from './upstreams.ts';

/** The configuration that one ingress-nginx holds for this cluster. */
export function buildConfiguration(controller: IngressController, cluster: Cluster): NginxConfiguration {
  const settings = readSettings(controller, cluster.configMaps);
  const byClass = ingressesOf(cluster, controller);
  const readings = new Map<IngressObject, AnnotationReading>(
    byClass.served.map((ingress) => [ingress, readAnnotations(ingress, settings)]),
  );
  const plain = readAnnotations(NO_INGRESS, settings).annotations;
  const building: Building = {
    cluster,
    settings,
    annotationsOf: (ingress) => readings.get(ingress)?.annotations ?? plain,
  };
  const leftOut = byClass.served.flatMap((ingress) => invalid(ingress, readings.get(ingress)));
  const taken = byClass.served.filter((ingress) => !leftOut.some((entry) => entry.ingress === ingress));
  const accepted = acceptedByNginx(taken, building, plain);
  const problems: readonly Problem[] = [
    ...settings.problems,
    ...[...readings.values()].flatMap((reading) => reading.problems),
    ...accepted.refused.map(refusalProblem),
    ...accepted.parts.servers.flatMap(({ locations }) => locations.flatMap(unreadableExpression)),
    ...accepted.served.flatMap(strictPaths),
  ];
  return {
    kind: 'nginx',
    controller,
    settings,
    served: accepted.served,
    unserved: [...byClass.unserved, ...leftOut, ...accepted.refused],
    ...accepted.parts,
    problems,
  };
}

function invalid(ingress: IngressObject, reading: AnnotationReading | undefined): readonly Unserved[] {
  if (reading === undefined || reading.leftOut === null) return [];
  const why = 'an annotation has a value that the controller refuses';
  return [{ ingress, why, field: reading.leftOut, reason: 'InvalidAnnotation' }];
}

type Parts = Pick<NginxConfiguration, 'servers' | 'upstreams' | 'certificates' | 'defaultCertificate'>;

interface Accepted {
  readonly served: readonly IngressObject[];
  readonly refused: readonly Unserved[];
  readonly parts: Parts;
}

/**
 * What nginx runs when it refuses the newest configuration as a whole: the last one it took, which is the one before
 * the Ingress came that doubled a location. Not modelled: edits of older Ingresses after that.
 */
function acceptedByNginx(ingresses: readonly IngressObject[], building: Building, plain: Annotations): Accepted {
  const refused: Unserved[] = [];
  for (let count = ingresses.length; ; count--) {
    const served = ingresses.slice(0, count);
    const parts = assemble(served, building, plain);
    const doubled = parts.servers.map((server) => duplicateOf(server.locations)).find((location) => location !== null);
    const last = served.at(-1);
    if (doubled === undefined || doubled === null || last === undefined) return { served, refused, parts };
    refused.unshift({
      ingress: last,
      why: `nginx refuses the configuration: location ${doubled.id} stands in it twice`,
      field: doubled.ingress === last ? doubled.field : ['spec', 'rules'],
      reason: 'ConfigurationRefused',
    });
  }
}

function assemble(ingresses: readonly IngressObject[], building: Building, plain: Annotations): Parts {
  const fallback = defaultCertificate(building.settings.defaultCertificate, building.cluster);
  const upstreams = createUpstreams(ingresses, building);
  const raw = mergeServers(ingresses, building, fallback, plain, upstreams);
  mergeCanaries(ingresses, building, raw, upstreams);
  const finished = [...raw.values()].map((server) => finishServer(server, upstreams, building));
  const named = [...finished.filter(({ hostname }) => hostname !== CATCH_ALL), ...wwwServers([...raw.values()])].sort(
    (a, b) => (a.hostname < b.hostname ? -1 : 1),
  );
  const catchAll = finished.filter(({ hostname }) => hostname === CATCH_ALL);
  const [first, ...rest] = [...named, ...catchAll];
  if (first === undefined) throw new Error('there is always a catch-all server');
  return { servers: [first, ...rest], upstreams, certificates: certificateTable(named), defaultCertificate: fallback };
}

/** Names under which nginx's Lua side finds certificates: hosts, and aliases and www names that the certificate covers. */
function certificateTable(servers: readonly NginxServer[]): ReadonlyMap<string, Certificate> {
  const table = new Map<string, Certificate>();
  for (const { hostname, aliases, certificate } of servers) {
    if (certificate === null) continue;
    table.set(hostname, certificate);
    for (const alias of aliases) if (covers(certificate, alias)) table.set(alias, certificate);
  }
  return table;
}

function refusalProblem({ ingress, why, field }: Unserved): Problem {
  return problem('ConfigurationRefused', 'error', `${why}; the configuration before it stays in force.`, {
    object: refText(ingress.ref),
    field,
  });
}

function unreadableExpression({ match, path, ingress, field }: NginxLocation): readonly Problem[] {
  if (match !== 'expression' || pathExpression(path) !== null) return [];
  const object = ingress === null ? null : refText(ingress.ref);
  const sentence = `The expression ${path} cannot be read here and is taken to fit nothing.`;
  return [problem('NotModelledExpression', 'warning', sentence, { object, field })];
}

/** What the admission webhook would refuse (strict-validate-path-type); an object that is there is served all the same. */
function strictPaths(ingress: IngressObject): readonly Problem[] {
  return ingress.rules.flatMap(({ paths }, rule) =>
    paths.flatMap(({ path, pathType }, index) => {
      if (pathType !== 'Exact' && pathType !== 'Prefix') return [];
      if (/^[A-Za-z0-9._\-/]*$/.test(path)) return [];
      const sentence = `A path of type ${pathType} may hold letters, digits and . _ - / only; the webhook would refuse ${path}.`;
      const field = ['spec', 'rules', rule, 'http', 'paths', index, 'path'];
      return [problem('PathRefusedByWebhook', 'warning', sentence, { object: refText(ingress.ref), field })];
    }),
  );
}

/** Stands for locations that belong to no Ingress: every annotation has its default. */
const NO_INGRESS: IngressObject = {
  kind: 'Ingress',
  apiVersion: 'networking.k8s.io/v1',
  ref: { kind: 'Ingress', namespace: null, name: '' },
  metadata: { name: '', namespace: null, labels: {}, annotations: {} },
  order: 0,
  doc: '' as IngressObject['doc'],
  prefix: [],
  stale: false,
  raw: {},
  tls: [],
  rules: [],
  loadBalancer: [],
};
