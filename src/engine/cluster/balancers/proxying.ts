import type { ClusterService } from '../model.ts';
import type { BalancerFacts, Claim, Provider } from './balancer.ts';

/** A proxy for TCP with connections of its own to node ports. */
export const PROXYING: BalancerFacts = {
  type: 'cloud',
  name: 'cloud balancer',
  targets: 'nodePort',
  preservesClient: 'never',
  proxyHeader: 'none',
  scheme: 'internet',
  checksNodesBy: 'notSaid',
  rangesAnnotation: 'read',
  whenAllFail: 'toNone',
  publishes: 'address',
};

const NAMES: readonly (readonly [prefix: string, name: string])[] = [
  ['service.beta.kubernetes.io/do-loadbalancer-', 'DigitalOcean Load Balancer'],
  ['load-balancer.hetzner.cloud/', 'Hetzner Load Balancer'],
  ['loadbalancer.openstack.org/', 'OpenStack Octavia'],
];

/** Annotations of those providers that put a PROXY header in front, and of OpenStack's that keeps the balancer inside. */
const SPEAKING = [
  'service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol',
  'load-balancer.hetzner.cloud/uses-proxyprotocol',
  'loadbalancer.openstack.org/proxy-protocol',
];
const INTERNAL = [
  'service.beta.kubernetes.io/openstack-internal-load-balancer',
  'service.beta.kubernetes.io/oci-load-balancer-internal',
];

/** Other providers whose balancer is a proxy, by the prefix of their annotations. */
export const proxying: Provider = (service) => {
  const known = NAMES.find(([prefix]) => Object.keys(service.annotations).some((name) => name.startsWith(prefix)));
  const isInternal = INTERNAL.some((name) => name in service.annotations);
  return known === undefined && !isInternal ? null : proxyingClaim(service, known?.[1] ?? PROXYING.name);
};

export function proxyingClaim({ annotations }: ClusterService, name: string): Claim {
  return {
    kind: 'facts',
    read: [...SPEAKING, ...INTERNAL].filter((one) => one in annotations),
    facts: {
      ...PROXYING,
      name,
      proxyHeader: SPEAKING.some((one) => annotations[one] === 'true' || annotations[one] === 'v1') ? 'v1' : 'none',
      scheme: INTERNAL.some((one) => annotations[one] === 'true') ? 'internal' : 'internet',
    },
  };
}
