import type {
  Container,
  ContainerPort,
  Labels,
  ManifestBase,
  PodSpec,
  ServiceObject,
  ServicePort,
  ServiceSpec,
  WorkloadObject,
} from '#manifests';
import type { DocId } from '#source';

/** An object that stands in no text: it is younger than all that do. */
function base(apiVersion: string, kind: string, namespace: string, name: string, labels: Labels): ManifestBase {
  return {
    apiVersion,
    ref: { kind, namespace, name },
    metadata: { name, namespace, labels, annotations: {} },
    order: Number.MAX_SAFE_INTEGER,
    doc: '' as DocId,
    prefix: [],
    stale: false,
    raw: {},
  };
}

export function assumedService(
  namespace: string,
  name: string,
  labels: Labels,
  spec: Partial<ServiceSpec> & { readonly ports: readonly ServicePort[] },
): ServiceObject {
  return {
    ...base('v1', 'Service', namespace, name, labels),
    kind: 'Service',
    loadBalancer: [],
    spec: {
      type: 'ClusterIP',
      clusterIPs: [],
      ipFamilies: [],
      selector: null,
      externalIPs: [],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      sessionAffinityTimeoutSeconds: 10_800,
      publishNotReadyAddresses: false,
      loadBalancerSourceRanges: [],
      allocateLoadBalancerNodePorts: true,
      ...spec,
    },
  };
}

export function assumedDeployment(
  namespace: string,
  name: string,
  labels: Labels,
  replicas: number,
  spec: Partial<PodSpec> & { readonly containers: readonly Container[] },
): WorkloadObject {
  return {
    ...base('apps/v1', 'Deployment', namespace, name, labels),
    kind: 'Deployment',
    replicas,
    selector: { matchLabels: labels, matchExpressions: [] },
    template: {
      labels,
      annotations: {},
      spec: {
        initContainers: [],
        nodeSelector: {},
        nodeAffinity: [],
        tolerations: [],
        hostNetwork: false,
        dnsPolicy: 'ClusterFirst',
        hostAliases: [],
        ...spec,
      },
    },
  };
}

export function assumedContainer(
  name: string,
  image: string,
  ports: readonly ContainerPort[],
  more: Partial<Pick<Container, 'args' | 'probePorts' | 'command'>> = {},
): Container {
  return { name, image, command: [], args: [], env: [], probePorts: [], ports, ...more };
}
