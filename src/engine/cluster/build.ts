import type { ClusterInput, Fault } from '#document';
import type { ManifestObject } from '#manifests';
import { keyOf } from '#manifests';
import type { Family, Ip } from '#net';
import { cidrRange } from '#net';
import { API_SERVER } from './controllers/api-service.ts';
import { NO_WORLD } from './controllers/external-world.ts';
import { AFTER_FAULTS, BEFORE_FAULTS } from './controllers/index.ts';
import type { Controller, Draft } from './draft.ts';
import { applyFaults } from './faults/index.ts';
import type { Cluster, ClusterPod } from './model.ts';
import { assumedSettings } from './settings/assumed.ts';
import { resolveSettings } from './settings/index.ts';
import { groupByKind } from './written.ts';

/** What a cluster is made of: the objects of the manifests, the scenario's `cluster` block and its faults. */
export interface ClusterSource {
  readonly manifests: readonly ManifestObject[];
  readonly settings: ClusterInput;
  readonly faults: readonly Fault[];
}

/**
 * The cluster that these manifests make, with everything filled in that they leave out (SCENARIO.md, "What is not in the
 * manifests"), each object from its own key and none from its place in the text. Pure; never throws on bad input, which
 * becomes problems instead.
 */
export function buildCluster(source: ClusterSource): Cluster {
  const draft = run(AFTER_FAULTS, applyFaults(run(BEFORE_FAULTS, startingDraft(source))));
  return Object.freeze(finished(draft));
}

function run(controllers: readonly Controller[], draft: Draft): Draft {
  return controllers.reduce((made, controller) => controller.run(made), draft);
}

function startingDraft({ manifests, settings: input, faults }: ClusterSource): Draft {
  const written = groupByKind(manifests);
  const { settings, problems } = resolveSettings(input, written);
  const origin = { kind: 'written' } as const;
  return {
    written,
    input,
    settings,
    families: familiesOf(settings),
    faults,
    workloadObjects: written.workloads.map((object) => ({ object, origin })),
    serviceObjects: written.services.map((object) => ({ object, origin })),
    namespaces: new Map(),
    nodes: [],
    pods: [],
    unready: new Set(),
    workloads: new Map(),
    services: [],
    balancers: new Map(),
    slicesOf: new Map(),
    dnsService: null,
    apiServer: API_SERVER,
    ingressClasses: new Map(),
    ingressControllers: [],
    external: NO_WORLD,
    assumptions: assumedSettings(settings),
    problems,
  };
}

/** The families of the service range, the first of them the primary one. */
function familiesOf(settings: Cluster['settings']): readonly Family[] {
  return [...new Set(settings.serviceCidrs.map((block) => cidrRange(block).family))];
}

function finished(draft: Draft): Cluster {
  const { written, nodes, pods, services } = draft;
  return {
    settings: draft.settings,
    families: draft.families,
    namespaces: draft.namespaces,
    nodes,
    nodeByName: new Map(nodes.map((node) => [node.name, node])),
    nodeByIp: firstOfEach(nodes.flatMap((node) => [node.ip, ...node.addresses].map((ip) => [ip, node] as const))),
    nodeByPublicIp: firstOfEach(nodes.flatMap((node) => node.publicIps.map((ip) => [ip, node] as const))),
    pods,
    podByKey: new Map(pods.map((pod) => [pod.key, pod])),
    podByIp: firstOfEach(pods.filter(holdsAddress).flatMap((pod) => pod.ips.map((ip) => [ip, pod] as const))),
    workloads: draft.workloads,
    services,
    serviceByKey: new Map(services.map((service) => [service.key, service])),
    balancers: draft.balancers,
    slicesOf: draft.slicesOf,
    ingresses: written.ingresses,
    ingressClasses: draft.ingressClasses,
    ingressControllers: draft.ingressControllers,
    networkPolicies: written.networkPolicies,
    adminPolicies: written.adminPolicies,
    configMaps: new Map(written.configMaps.map((object) => [keyOf(object.ref), object])),
    secrets: new Map(written.secrets.map((object) => [keyOf(object.ref), object])),
    dnsService: draft.dnsService,
    external: draft.external,
    apiServer: draft.apiServer,
    faults: draft.faults,
    assumptions: draft.assumptions,
    manifests: written.all,
    problems: draft.problems,
  };
}

/** Host network pods have none of their own, finished pods have given theirs back. */
function holdsAddress({ hostNetwork, phase }: ClusterPod): boolean {
  return !hostNetwork && phase !== 'Succeeded' && phase !== 'Failed';
}

/** Of several holders of one address the first counts. */
function firstOfEach<Holder>(entries: readonly (readonly [Ip, Holder])[]): ReadonlyMap<Ip, Holder> {
  const map = new Map<Ip, Holder>();
  for (const [ip, holder] of entries) if (!map.has(ip)) map.set(ip, holder);
  return map;
}
