import type { PodSpec } from '#manifests';
import { keyOf } from '#manifests';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterPod, PodRole } from '../model.ts';
import { matchesLabels } from '../selector.ts';
import { runsCoreDns } from './core-dns.ts';
import { writtenPlaces } from './dns-addresses.ts';
import { knownController } from './ingress-kinds.ts';

/**
 * What each pod is to the network: CoreDNS by its image or because it stands behind the cluster's DNS Service, an ingress
 * controller by its image or command, else an application.
 */
export const podRoles: Controller = {
  name: 'pod-roles',
  run(draft) {
    const roles = new Map<PodSpec, PodRole>();
    const isBehindDns = behindDns(draft);
    const pods = draft.pods.map((pod) => {
      const own = roles.get(pod.spec) ?? roleOf(pod.spec);
      roles.set(pod.spec, own);
      const role = own === 'application' && isBehindDns(pod) ? 'coredns' : own;
      return role === pod.role ? pod : { ...pod, role };
    });
    return { ...draft, pods };
  },
};

function roleOf(spec: PodSpec): PodRole {
  if (runsCoreDns(spec)) return 'coredns';
  return knownController(spec) === null ? 'application' : 'ingress-controller';
}

function behindDns(draft: Draft): (pod: ClusterPod) => boolean {
  const service = draft.serviceObjects.find(({ object }) => keyOf(object.ref) === draft.dnsService)?.object;
  if (service === undefined) return () => false;
  const { selector } = service.spec;
  const addresses = new Set(writtenPlaces(draft.written, keyOf(service.ref)).map(({ ip }) => ip));
  return ({ namespace, labels, ip }) =>
    (selector !== null && namespace === service.ref.namespace && matchesLabels(selector, labels)) ||
    (ip !== null && addresses.has(ip));
}
