import type { BalancerFacts, Provider } from './balancer.ts';

const TYPES = ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'] as const;
const OTHERS = [
  'cloud.google.com/l4-rbs',
  'networking.gke.io/weighted-load-balancing',
  'cloud.google.com/network-tier',
  'networking.gke.io/internal-load-balancer-allow-global-access',
] as const;
const CLASSES = ['networking.gke.io/l4-regional-internal', 'networking.gke.io/l4-regional-external'];

/**
 * A passthrough Network Load Balancer: packets keep source and destination, replies go past it. While all nodes fail it sends
 * to all (`failoverPolicy.dropTrafficIfUnhealthy` of backend services is off unless set).
 */
export const PASS_THROUGH: BalancerFacts = {
  type: 'gcp',
  name: 'Google Cloud passthrough Network Load Balancer',
  targets: 'unchanged',
  preservesClient: 'always',
  proxyHeader: 'none',
  scheme: 'internet',
  checksNodesBy: 'kubeProxy',
  rangesAnnotation: 'read',
  whenAllFail: 'toAll',
  // CLIENT_IP of the target pool or backend service (`translateAffinityType` in cloud-provider-gcp, providers/gce).
  keepsClients: 'byAffinity',
  publishes: 'address',
};

/**
 * Google Cloud, by class or annotation; both spellings of the type are read, `Internal` in any case (GKE, "LoadBalancer
 * Service parameters").
 */
export const gcp: Provider = ({ annotations, spec }) => {
  const read = [...TYPES, ...OTHERS].filter((name) => name in annotations);
  const isOwn = CLASSES.includes(spec.loadBalancerClass ?? '');
  if (read.length === 0 && !isOwn) return null;
  const isInternal =
    spec.loadBalancerClass === CLASSES[0] || TYPES.some((name) => annotations[name]?.toLowerCase() === 'internal');
  return { kind: 'facts', facts: { ...PASS_THROUGH, scheme: isInternal ? 'internal' : 'internet' }, read, signs: [] };
};
