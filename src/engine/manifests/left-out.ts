import type { FieldPath } from '#source';

/**
 * What stands for a field that a manifest leaves out: a value of the API server's (`default`), something that the cluster
 * fills in while it runs (`running`), or nothing, and what that means (`nothing`, a clause: `so it selects no pods`).
 */
export type LeftOut =
  | { readonly kind: 'default'; readonly value: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'nothing'; readonly means: string };

const RUNNING: LeftOut = { kind: 'running' };

function value(text: string): LeftOut {
  return { kind: 'default', value: text };
}

function nothing(means: string): LeftOut {
  return { kind: 'nothing', means };
}

/** Defaults of `pkg/apis/core/v1/defaults.go` and `pkg/apis/networking/v1/defaults.go`; a `*` stands for a place in a list. */
const FIELDS: Readonly<Record<string, LeftOut>> = {
  'Pod spec.dnsPolicy': value('ClusterFirst'),
  'Pod spec.hostNetwork': value('false'),
  'Pod spec.nodeName': RUNNING,
  'Pod spec.dnsConfig': nothing('so it adds nothing to what dnsPolicy says'),
  'Pod spec.hostAliases': nothing('so it adds no names to the hosts file'),
  'Pod spec.containers.*.ports': nothing('so it lists no port'),
  'Service spec.type': value('ClusterIP'),
  'Service spec.clusterIP': RUNNING,
  'Service spec.clusterIPs': RUNNING,
  'Service spec.ports.*.nodePort': RUNNING,
  'Service spec.ports.*.targetPort': value('the port’s own number'),
  'Service spec.healthCheckNodePort': RUNNING,
  'Service spec.externalTrafficPolicy': value('Cluster'),
  'Service spec.internalTrafficPolicy': value('Cluster'),
  'Service spec.sessionAffinity': value('None'),
  'Service spec.publishNotReadyAddresses': value('false'),
  'Service spec.selector': nothing('so it selects no pods, and its endpoints are written by somebody else'),
  'Service spec.externalIPs': nothing('so it has none'),
  'Service spec.loadBalancerSourceRanges': nothing('so every source is let in'),
  'Service metadata.annotations.service.beta.kubernetes.io/aws-load-balancer-scheme': nothing(
    'so internal, the default of the AWS Load Balancer Controller',
  ),
  'Ingress spec.tls': nothing('so it names no certificate'),
  'Ingress spec.ingressClassName': nothing('so it names no class'),
  'NetworkPolicy spec.podSelector': nothing('so it selects every pod of its namespace'),
  'NetworkPolicy spec.policyTypes': value('Ingress, and Egress where it has egress rules'),
};

/** What stands for a field that an object leaves out; `null` where that is not known. Templates of pods count as Pods. */
export function leftOut(kind: string, field: FieldPath): LeftOut | null {
  if (field[0] === 'status') return RUNNING;
  const template = field.lastIndexOf('template');
  const ofPod = template < 0 ? field : field.slice(template + 1);
  const path = ofPod.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  return FIELDS[`${template < 0 ? kind : 'Pod'} ${path}`] ?? null;
}
