import type { Controller } from '../draft.ts';
import type { PodRole } from '../model.ts';
import { runsCoreDns } from './core-dns.ts';
import { knownController } from './ingress-kinds.ts';
import type { PodSpec } from '#manifests';

/** What each pod is to the network, by its image: CoreDNS, an ingress controller, or an application like any other. */
export const podRoles: Controller = {
  name: 'pod-roles',
  run(draft) {
    const roles = new Map<PodSpec, PodRole>();
    const pods = draft.pods.map((pod) => {
      const role = roles.get(pod.spec) ?? roleOf(pod.spec);
      roles.set(pod.spec, role);
      return role === pod.role ? pod : { ...pod, role };
    });
    return { ...draft, pods };
  },
};

function roleOf(spec: PodSpec): PodRole {
  if (runsCoreDns(spec)) return 'coredns';
  return knownController(spec) === null ? 'application' : 'ingress-controller';
}
