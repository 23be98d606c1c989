import type { EndpointSliceObject, EndpointsObject, SliceEndpoint } from '#manifests';
import { keyOf, refText } from '#manifests';
import type { Family, Ip } from '#net';
import { familyOf, hashText, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Controller, Draft } from '../draft.ts';
import { derived, written } from '../evidence.ts';
import type { ClusterEndpoint, ClusterPod, ClusterService, ClusterSlice } from '../model.ts';
import type { Assumption } from '../origin.ts';
import { podIndex } from '../pod-index.ts';
import { knowsCpus, topologyMode, withHints } from './topology-hints.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';
const SKIP_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader';
const IMPORTED_LABEL = 'multicluster.kubernetes.io/service-name';

/**
 * EndpointSlices: those of the manifests, for a Service without any its Endpoints, else what the EndpointSlice controller
 * makes of the pods that the Service selects (semantics: pkg/controller/endpointslice, staging endpointslice/utils.go).
 * Pods whose named targetPort gives other numbers stand in a slice of their own.
 * Not modelled: the limit of 100 endpoints a slice.
 */
export const endpointSlices: Controller = {
  name: 'endpoint-slices',
  run(draft) {
    const problems: Problem[] = [];
    const slices = new Map<string, ClusterSlice[]>();
    const add = (key: string, slice: ClusterSlice) => {
      const list = slices.get(key);
      if (list === undefined) slices.set(key, [slice]);
      else list.push(slice);
    };
    const isStated = draft.written.slices.length > 0 || draft.written.endpoints.length > 0;
    const reader = sliceReader(isStated ? draft : { ...draft, pods: [] });
    for (const object of draft.written.slices) {
      const service = object.metadata.labels[SERVICE_LABEL];
      if (service === undefined || service === '') {
        if (object.metadata.labels[IMPORTED_LABEL] === undefined) problems.push(withoutService(object));
      } else if (object.addressType === 'FQDN') problems.push(fqdn(object));
      else add(`${object.ref.namespace ?? 'default'}/${service}`, reader.slice(object, service, object.addressType));
    }
    for (const object of draft.written.endpoints) {
      const key = keyOf(object.ref);
      if (slices.has(key)) continue;
      if (isSkipped(object, draft.services)) problems.push(notMirrored(object));
      else for (const slice of reader.mirrored(object)) add(key, slice);
    }
    const automatic = draft.services.filter(
      (service) => !slices.has(service.key) && service.spec.selector !== null && topologyMode(service) !== undefined,
    );
    for (const slice of made(draft, slices, problems)) add(`${slice.namespace}/${slice.service}`, slice);
    const assumptions = knowsCpus(draft) ? [] : automatic.map(sameCpus);
    return {
      ...draft,
      slicesOf: slices,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...problems],
    };
  },
};

function made(draft: Draft, known: ReadonlyMap<string, unknown>, problems: Problem[]): readonly ClusterSlice[] {
  const wanted = draft.services.filter(
    ({ key, spec }) => spec.selector !== null && spec.type !== 'ExternalName' && !known.has(key),
  );
  const index = podIndex(
    draft.pods,
    wanted.map(({ spec }) => spec.selector ?? {}),
  );
  const zones = new Map(draft.nodes.map((node) => [node.name, node.zone]));
  return wanted.flatMap((service) => {
    const pods = index.select(service.namespace, service.spec.selector ?? {}).filter(isEndpoint);
    return service.families.flatMap((family) => slicesOf(service, pods, family, { zones, draft, problems }));
  });
}

/** Terminating pods stay in; finished ones and those without an address do not. */
function isEndpoint({ ip, phase }: ClusterPod): boolean {
  return ip !== null && phase !== 'Succeeded' && phase !== 'Failed';
}

type SlicePorts = ClusterSlice['ports'];

interface Making {
  readonly zones: ReadonlyMap<string, string>;
  readonly draft: Draft;
  readonly problems: Problem[];
}

function slicesOf(
  service: ClusterService,
  pods: readonly ClusterPod[],
  family: Family,
  { zones, draft, problems }: Making,
): readonly ClusterSlice[] {
  const groups = new Map<string, { readonly ports: SlicePorts; readonly endpoints: ClusterEndpoint[] }>();
  const hasNames = service.ports.some(({ targetPort }) => typeof targetPort === 'string');
  let resolved: { readonly ports: SlicePorts; readonly key: string } | null = null;
  for (const pod of pods) {
    const ip = pod.ips.find((address) => familyOf(address) === family);
    if (ip === undefined) continue;
    if (resolved === null || hasNames) {
      const ports = resolvedPorts(service, pod);
      resolved = { ports, key: ports.map(({ name, port }) => `${name}:${port}`).join(',') };
    }
    const { ports, key } = resolved;
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointOf(service, pod, ip, zones.get(pod.node) ?? ''));
  }
  const all = [...groups.values()].flatMap(({ endpoints }) => endpoints);
  const { of: hinted, why } = withHints(service, all, draft);
  if (why !== null) problems.push(withoutHints(service, why));
  return [...groups].map(([key, { ports, endpoints }]) => {
    const name = `${service.name}-${hashText(`${service.key}/${family}/${key}`, 5)}`;
    const ref = { kind: 'EndpointSlice', namespace: service.namespace, name };
    return {
      ref,
      labels: {
        ...service.labels,
        [SERVICE_LABEL]: service.name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      namespace: service.namespace,
      service: service.name,
      family,
      ports,
      endpoints: hinted.size === 0 ? endpoints : endpoints.map((endpoint) => hinted.get(endpoint) ?? endpoint),
      origin: derived(ref, ['endpoints'], 'endpointslice', [
        service.origin.kind === 'written'
          ? written(service.ref, 'spec', 'selector')
          : { object: service.ref, field: ['spec', 'selector'], origin: service.origin },
      ]).origin,
    };
  });
}

/** The Service's ports as that pod has them: a name is looked up among its container ports; one that it lacks is left out. */
function resolvedPorts(service: ClusterService, pod: ClusterPod): SlicePorts {
  return service.ports.flatMap(({ name, targetPort, protocol }) => {
    const port = typeof targetPort === 'number' ? targetPort : portNumber(targetPort, protocol, pod);
    return port === null ? [] : [{ name, port, protocol }];
  });
}

function portNumber(name: string, protocol: string, pod: ClusterPod): number | null {
  const found = pod.ports.find((port) => port.name === name && port.protocol === protocol);
  if (found !== undefined) return found.port;
  return /^\d+$/.test(name) ? Number(name) : null;
}

function endpointOf(service: ClusterService, pod: ClusterPod, ip: Ip, zone: string): ClusterEndpoint {
  const named = pod.spec.hostname !== undefined && pod.spec.subdomain === service.name;
  return {
    ip,
    addresses: [ip],
    ready: service.spec.publishNotReadyAddresses || (pod.ready && !pod.terminating),
    serving: pod.ready,
    terminating: pod.terminating,
    node: pod.node === '' ? null : pod.node,
    zone: zone === '' ? null : zone,
    hostname: named ? (pod.spec.hostname ?? null) : null,
    zoneHints: [],
    nodeHints: [],
    pod: pod.key,
  };
}

interface SliceReader {
  slice(object: EndpointSliceObject, service: string, family: Family): ClusterSlice;
  mirrored(object: EndpointsObject): readonly ClusterSlice[];
}

/** Reads written slices and Endpoints. A pod that a fault has made unready is unready in them too: the controller would say so. */
function sliceReader(draft: Draft): SliceReader {
  const keys = new Set(draft.pods.map(({ key }) => key));
  const byIp = new Map(
    draft.pods
      .filter(({ hostNetwork, phase }) => !hostNetwork && phase !== 'Succeeded' && phase !== 'Failed')
      .flatMap(({ ips, key }) => ips.map((ip) => [ip, key] as const)),
  );
  const podOf = (target: SliceEndpoint['targetRef'], ip: Ip, namespace: string): string | null => {
    const key = target?.kind === 'Pod' ? `${target.namespace ?? namespace}/${target.name}` : null;
    return key !== null && keys.has(key) ? key : (byIp.get(ip) ?? null);
  };
  const finish = (endpoint: ClusterEndpoint): ClusterEndpoint =>
    endpoint.pod !== null && draft.unready.has(endpoint.pod) ? { ...endpoint, ready: false, serving: false } : endpoint;
  return {
    slice(object, service, family) {
      const namespace = object.ref.namespace ?? 'default';
      const endpoints = object.endpoints.flatMap((endpoint) => {
        const addresses = endpoint.addresses.flatMap((text) => parseIp(text) ?? []);
        const [ip] = addresses;
        if (ip === undefined) return [];
        const { ready = true, serving = true, terminating = false } = endpoint.conditions;
        return [
          finish({
            ip,
            addresses,
            ready,
            serving,
            terminating,
            node: endpoint.nodeName ?? null,
            zone: endpoint.zone ?? null,
            hostname: endpoint.hostname ?? null,
            zoneHints: endpoint.hints?.forZones ?? [],
            nodeHints: endpoint.hints?.forNodes ?? [],
            pod: podOf(endpoint.targetRef, ip, namespace),
          }),
        ];
      });
      const ports = object.ports.map(({ name, port, protocol }) => ({ name, port: port ?? null, protocol }));
      const { labels } = object.metadata;
      return { ref: object.ref, labels, namespace, service, family, ports, endpoints, origin: { kind: 'written' } };
    },
    mirrored(object) {
      const namespace = object.ref.namespace ?? 'default';
      const subsets = object.subsets.flatMap(({ addresses, notReadyAddresses, ports }) => {
        const all = [
          ...addresses.map((address) => ({ address, isReady: true })),
          ...notReadyAddresses.map((address) => ({ address, isReady: false })),
        ];
        return BOTH.flatMap((family) => {
          const endpoints = all.flatMap(({ address, isReady }) => {
            const ip = parseIp(address.ip);
            if (ip === null || familyOf(ip) !== family) return [];
            return [
              finish({
                ip,
                addresses: [ip],
                ready: isReady,
                serving: isReady,
                terminating: false,
                node: address.nodeName ?? null,
                zone: null,
                hostname: address.hostname ?? null,
                zoneHints: [],
                nodeHints: [],
                pod: podOf(address.targetRef, ip, namespace),
              }),
            ];
          });
          if (endpoints.length === 0) return [];
          return [
            {
              family,
              endpoints,
              ports: ports.map(({ name, port, protocol }) => ({ name, port: port ?? null, protocol })),
            },
          ];
        });
      });
      return subsets.map((subset, index) => ({
        ref: object.ref,
        labels: { ...object.metadata.labels, [SERVICE_LABEL]: object.ref.name },
        namespace,
        service: object.ref.name,
        ...subset,
        origin: derived(object.ref, ['subsets', index], 'endpointslicemirroring', [written(object.ref, 'subsets')])
          .origin,
      }));
    },
  };
}

const BOTH: readonly Family[] = ['IPv4', 'IPv6'];

/** Endpoints that the mirroring controller passes over (pkg/controller/endpointslicemirroring/utils.go, `skipMirror`). */
function isSkipped({ ref, metadata }: EndpointsObject, services: Draft['services']): boolean {
  const selector = services.find(({ key }) => key === keyOf(ref))?.spec.selector;
  const { labels, annotations } = metadata;
  return (selector ?? null) === null && (labels[SKIP_LABEL] === 'true' || LEADER_ANNOTATION in annotations);
}

function notMirrored({ ref, metadata }: EndpointsObject): Problem {
  const isLabelled = SKIP_LABEL in metadata.labels;
  const sentence = `These Endpoints are not mirrored into an EndpointSlice (${isLabelled ? SKIP_LABEL : LEADER_ANNOTATION}): kube-proxy does not see them.`;
  const field = isLabelled ? ['metadata', 'labels', SKIP_LABEL] : ['metadata', 'annotations', LEADER_ANNOTATION];
  return problem('EndpointsNotMirrored', 'info', sentence, { object: refText(ref), field });
}

/** What the controller tells as an event of the Service. */
function withoutHints(service: ClusterService, why: string): Problem {
  const sentence = `Topology mode Auto gives no hints here: ${why}. Every node uses all endpoints.`;
  const field = ['metadata', 'annotations', topologyMode(service) ?? ''];
  return problem('TopologyHintsOff', 'info', sentence, { object: refText(service.ref), field });
}

function sameCpus({ key, ref }: ClusterService): Assumption {
  return {
    key: `cpus:${key}`,
    object: ref,
    sentence: 'Nodes that state no CPUs have as many as the others: topology mode Auto shares endpoints by them.',
    change: 'Write status.allocatable.cpu of the Nodes.',
    setting: null,
  };
}

function withoutService(object: EndpointSliceObject): Problem {
  const sentence = `This EndpointSlice belongs to no Service: it has no label ${SERVICE_LABEL}.`;
  return problem('SliceWithoutService', 'warning', sentence, {
    object: refText(object.ref),
    field: ['metadata', 'labels'],
  });
}

function fqdn(object: EndpointSliceObject): Problem {
  const sentence = 'An EndpointSlice with names instead of addresses is not used by kube-proxy.';
  return problem('NotModelledFqdnSlice', 'info', sentence, { object: refText(object.ref), field: ['addressType'] });
}
