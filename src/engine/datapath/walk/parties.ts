import type { Cluster, ClusterPod, ClusterService } from '#cluster';
import { resolveRef, workloadKeyOf } from '#cluster';
import type { Ref } from '#document';
import type { Ip } from '#net';
import { ip, parseIp } from '#net';
import { endpointLack } from '#tables';
import type { EndpointLack, Location, Member, StoppedAt } from '#trace';

/** The address of a plain `client` (SCENARIO.md, "What is not in the manifests"). */
export const CLIENT_IP = ip('203.0.113.7');

/** Where a request of that sender starts; a workload sends from its first pod. `null` if there is no such sender. */
export function senderLocation(cluster: Cluster, from: Ref): Location | null {
  switch (from.kind) {
    case 'client':
    case 'ip': {
      const address = from.name === '' ? CLIENT_IP : parseIp(from.name);
      return address === null ? null : { place: { kind: 'outside', ip: address }, hook: 'send' };
    }
    case 'node':
      return cluster.nodeByName.has(from.name) ? { place: { kind: 'node', node: from.name }, hook: 'send' } : null;
    default: {
      const pod = firstPod(cluster, from);
      return pod === null ? null : podLocation(pod);
    }
  }
}

export function podLocation(pod: ClusterPod): Location {
  return { place: { kind: 'pod', pod: pod.key }, hook: 'send' };
}

/** The pod that a `pod/…` or workload reference means: the first one. `null` if there is none. */
function firstPod(cluster: Cluster, ref: Ref): ClusterPod | null {
  const found = resolveRef(cluster, ref);
  return found.kind === 'pods' ? found.pods[0] : null;
}

/** The addresses that a reference to connect to stands for, any of them with equal chance, or why there is none. */
export type Addressed =
  | {
      readonly kind: 'addresses';
      readonly choices: readonly { readonly ip: Ip; readonly member: Member | null; readonly port: number | null }[];
    }
  | { readonly kind: 'none'; readonly stoppedAt: StoppedAt; readonly lacks?: EndpointLack };

/**
 * A Service means its ClusterIP from a pod or node (headless: its ready endpoints) and its load balancer address from
 * outside; a pod, workload or node its first address (SCENARIO.md, "requests").
 */
export function addressesOf(cluster: Cluster, ref: Ref, from: Location, port: number | null): Addressed {
  const object = { kind: ref.kind, namespace: ref.namespace, name: ref.name };
  switch (ref.kind) {
    case 'service': {
      const service = cluster.serviceByKey.get(`${ref.namespace ?? 'default'}/${ref.name}`);
      if (service === undefined) return unknownTarget(object);
      return from.place.kind === 'outside' ? balancerAddress(service) : innerAddresses(cluster, service, port);
    }
    case 'node': {
      const node = cluster.nodeByName.get(ref.name);
      return node === undefined ? unknownTarget(object) : one(node.ip);
    }
    case 'client':
    case 'ip': {
      const address = ref.name === '' ? CLIENT_IP : parseIp(ref.name);
      return address === null ? unknownTarget(object) : one(address);
    }
    case 'gateway':
    case 'ingress':
    case 'secret':
      return { kind: 'none', stoppedAt: { layer: 'gateway', reason: 'NoController', objects: [objectOf(ref)] } };
    default: {
      const pod = firstPod(cluster, ref);
      if (pod === null) return unknownTarget(object);
      if (pod.ip === null)
        return { kind: 'none', stoppedAt: { layer: 'cni', reason: 'NoAddressYet', objects: [pod.ref] } };
      return one(pod.ip);
    }
  }
}

function balancerAddress(service: ClusterService): Addressed {
  const address = service.loadBalancer.find((ingress) => ingress.ip !== null)?.ip ?? service.externalIps[0];
  if (address === undefined || address === null) {
    return { kind: 'none', stoppedAt: { layer: 'edge', reason: 'NoAddress', objects: [service.ref] } };
  }
  return one(address);
}

function innerAddresses(cluster: Cluster, service: ClusterService, port: number | null): Addressed {
  const [clusterIp] = service.clusterIps;
  if (clusterIp !== undefined) return one(clusterIp);
  const servicePort = service.ports.find((candidate) => candidate.port === port);
  const choices = new Map<string, { ip: Ip; member: Member | null; port: number | null }>();
  for (const slice of cluster.slicesOf.get(service.key) ?? []) {
    const slicePort = slice.ports.find(({ name }) => name === (servicePort?.name ?? ''))?.port ?? port;
    for (const endpoint of slice.endpoints) {
      if (!endpoint.ready) continue;
      const pod = endpoint.pod === null ? undefined : cluster.podByKey.get(endpoint.pod);
      choices.set(`${endpoint.ip} ${slicePort}`, {
        ip: endpoint.ip,
        port: slicePort,
        member: {
          ip: endpoint.ip,
          port: slicePort ?? 0,
          pod: endpoint.pod,
          workload: workloadKeyOf(pod),
          service: service.key,
        },
      });
    }
  }
  if (choices.size > 0) return { kind: 'addresses', choices: [...choices.values()] };
  return {
    kind: 'none',
    stoppedAt: { layer: 'service', reason: 'NoEndpoints', objects: [service.ref] },
    lacks: endpointLack(cluster, service, servicePort ?? null),
  };
}

function one(address: Ip): Addressed {
  return { kind: 'addresses', choices: [{ ip: address, member: null, port: null }] };
}

function unknownTarget(object: {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}): Addressed {
  return { kind: 'none', stoppedAt: { layer: 'client', reason: 'TargetUnknown', objects: [object] } };
}

function objectOf(ref: Ref): { readonly kind: string; readonly namespace: string | null; readonly name: string } {
  return { kind: ref.kind.charAt(0).toUpperCase() + ref.kind.slice(1), namespace: ref.namespace, name: ref.name };
}
