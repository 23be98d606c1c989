import type { ClusterService, Evidence } from '#cluster';
import type { Family } from '#net';
import type { BalancerPort, ServiceEndpoint, ServiceTables } from '#tables';

const ANNOTATIONS = [
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type',
  'service.beta.kubernetes.io/aws-load-balancer-target-type',
];

/** Target type `ip` of the AWS Load Balancer Controller: the balancer sends to pods, not to node ports. */
export const podTargets = {
  areAsked: (service: ClusterService): boolean =>
    ANNOTATIONS.some((name) => service.annotations[name] === 'ip') ||
    service.annotations['service.beta.kubernetes.io/aws-load-balancer-type'] === 'nlb-ip',

  /** Ready endpoints whose node is known. Not modelled: draining of terminating targets. */
  of(
    tables: ServiceTables,
    { service, port }: BalancerPort,
    family: Family,
  ): readonly (ServiceEndpoint & { readonly node: string })[] {
    const found = tables.ports.find((one) => one.service === service && one.port === port && one.family === family);
    return (found?.endpoints().all ?? []).flatMap((endpoint) =>
      endpoint.ready && endpoint.node !== null ? [{ ...endpoint, node: endpoint.node }] : [],
    );
  },

  evidence: ({ ref, annotations, origin }: ClusterService): readonly Evidence[] => {
    const name = ANNOTATIONS.find((one) => one in annotations);
    return name === undefined ? [] : [{ object: ref, field: ['metadata', 'annotations', name], origin }];
  },
};
