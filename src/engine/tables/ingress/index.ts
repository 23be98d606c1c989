import type { Cluster, IngressController } from '#cluster';
import { keyOf } from '#manifests';
import type { Problem } from '#source';
import type { TableRef, TableView } from '#trace';
import { buildConfiguration } from './build.ts';
import type { ControllerConfiguration } from './configuration.ts';
import { printLocations } from './print.ts';
import { ingressStatus } from './status.ts';
import { unservedProblems } from './unserved.ts';

export type { Annotations } from './annotations/index.ts';
export type { TrafficShaping } from './annotations/canary.ts';
export type { Cors } from './annotations/cors.ts';
export { originFits } from './annotations/cors.ts';
export { covers } from './certificates.ts';
export { CATCH_ALL, DEFAULT_UPSTREAM } from './configuration.ts';
export type {
  Certificate,
  ControllerConfiguration,
  NginxConfiguration,
  NginxLocation,
  NginxServer,
  NginxUpstream,
  Unserved,
} from './configuration.ts';
export { fitsBlocked } from './blocked.ts';
export {
  configuredCertificate,
  matchCertificate,
  matchLocation,
  matchServer,
  normalisePath,
  pathExpression,
  plainHost,
} from './match.ts';
export type { LocationMatch, Match } from './match.ts';
export type { ControllerSettings } from './settings.ts';

/** What the ingress controllers of the cluster hold, each decided once, when first asked for. */
export interface IngressTables {
  readonly kind: 'ingress';
  /** By the controller, `null` for none at all. */
  configurationOf(pod: string): ControllerConfiguration | null;
  /** One for each controller. */
  all(): readonly ControllerConfiguration[];
  /** Addresses in the status of the Ingress `NS/NAME`; `null` if there is none such, or its controller is not modelled. */
  statusOf(ingress: string): readonly string[] | null;
  /** Annotations and settings that are invalid or not modelled, and Ingresses that nobody serves, over all controllers. */
  problems(): readonly Problem[];
  /** Kind `locations`: at a controller's pod, named by server. */
  print(table: TableRef, row: string | null): TableView | null;
}

export function createIngressTables(cluster: Cluster): IngressTables {
  const built = new Map<IngressController, ControllerConfiguration>();
  const configuration = (controller: IngressController): ControllerConfiguration => {
    const known = built.get(controller);
    if (known !== undefined) return known;
    const made: ControllerConfiguration =
      controller.kind === 'ingress-nginx' ? buildConfiguration(controller, cluster) : { kind: 'unknown', controller };
    built.set(controller, made);
    return made;
  };
  const configurationOf = (pod: string): ControllerConfiguration | null => {
    const controller = cluster.ingressControllers.find(({ pods }) => pods.includes(pod));
    return controller === undefined ? null : configuration(controller);
  };
  const all = (): readonly ControllerConfiguration[] => cluster.ingressControllers.map(configuration);
  let problems: readonly Problem[] | null = null;
  return {
    kind: 'ingress',
    configurationOf,
    all,
    statusOf: (key) => {
      const ingress = cluster.ingresses.find(({ ref }) => keyOf(ref) === key);
      return ingress === undefined ? null : ingressStatus(cluster, all(), ingress);
    },
    problems: () => {
      problems ??= uniqueProblems([
        ...all().flatMap((made) => (made.kind === 'nginx' ? made.problems : [])),
        ...unservedProblems(cluster, all()),
      ]);
      return problems;
    },
    print: (table, row) => {
      const made = table.kind === 'locations' ? configurationOf(table.at) : null;
      return made?.kind === 'nginx' ? printLocations(made, table.name, row) : null;
    },
  };
}

function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, object, field }) => {
    const key = `${code} ${object ?? ''} ${(field ?? []).join('/')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
