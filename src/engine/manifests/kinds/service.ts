import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { IntOrString, Labels, ManifestBase } from '../object.ts';
import { checkService } from './service-validity.ts';

export interface ServicePort {
  /** Empty text where the port has no name. */
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly targetPort?: IntOrString;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
export type TrafficPolicy = 'Cluster' | 'Local';

export interface ServiceSpec {
  readonly type: ServiceType;
  /** `None` for headless. */
  readonly clusterIP?: string;
  readonly clusterIPs: readonly string[];
  readonly ipFamilies: readonly string[];
  readonly ipFamilyPolicy?: string;
  /** `null` where the Service has no selector at all. */
  readonly selector: Labels | null;
  readonly ports: readonly ServicePort[];
  readonly externalIPs: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
  readonly sessionAffinity: 'None' | 'ClientIP';
  readonly sessionAffinityTimeoutSeconds: number;
  readonly publishNotReadyAddresses: boolean;
  readonly loadBalancerIP?: string;
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly allocateLoadBalancerNodePorts: boolean;
  readonly healthCheckNodePort?: number;
  readonly trafficDistribution?: string;
}

export interface LoadBalancerIngress {
  readonly ip?: string;
  readonly hostname?: string;
  readonly ipMode?: 'VIP' | 'Proxy';
}

export interface ServiceObject extends ManifestBase {
  readonly kind: 'Service';
  readonly spec: ServiceSpec;
  readonly loadBalancer: readonly LoadBalancerIngress[];
}

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;
const POLICIES = ['Cluster', 'Local'] as const;
export const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;

/** Service, core/v1, with the API server's defaults (pkg/apis/core/v1/defaults.go). */
export const serviceKind: KindReader<ServiceObject> = {
  kind: 'Service',
  group: '',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['spec'],
  specFields: [
    'allocateLoadBalancerNodePorts',
    'clusterIP',
    'clusterIPs',
    'externalIPs',
    'externalName',
    'externalTrafficPolicy',
    'healthCheckNodePort',
    'internalTrafficPolicy',
    'ipFamilies',
    'ipFamilyPolicy',
    'ipFamily',
    'loadBalancerClass',
    'loadBalancerIP',
    'loadBalancerSourceRanges',
    'ports',
    'publishNotReadyAddresses',
    'selector',
    'sessionAffinity',
    'sessionAffinityConfig',
    'topologyKeys',
    'trafficDistribution',
    'type',
  ],
  read(object, base): ServiceObject {
    return {
      ...base,
      kind: 'Service',
      spec: checked(object),
      loadBalancer: readLoadBalancer(object),
    };
  },
};

/** `status.loadBalancer.ingress` of a Service or an Ingress. */
export function readLoadBalancer(object: Reader): readonly LoadBalancerIngress[] {
  return object
    .in('status')
    .in('loadBalancer')
    .objects('ingress')
    .map((ingress) =>
      present<LoadBalancerIngress>({
        ip: ingress.text('ip'),
        hostname: ingress.text('hostname'),
        ipMode: ingress.oneOf('ipMode', ['VIP', 'Proxy'] as const),
      }),
    );
}

function checked(object: Reader): ServiceSpec {
  checkService(object);
  return readSpec(object.in('spec'));
}

function readSpec(spec: Reader): ServiceSpec {
  const clusterIP = spec.text('clusterIP');
  const clusterIPs = spec.texts('clusterIPs');
  const timeout = spec.in('sessionAffinityConfig').in('clientIP').number('timeoutSeconds');
  return present<ServiceSpec>({
    type: spec.oneOf('type', TYPES) ?? 'ClusterIP',
    clusterIP: clusterIP === undefined || clusterIP === '' ? clusterIPs[0] : clusterIP,
    clusterIPs: clusterIPs.length > 0 || clusterIP === undefined || clusterIP === '' ? clusterIPs : [clusterIP],
    ipFamilies: spec.texts('ipFamilies'),
    ipFamilyPolicy: spec.oneOf('ipFamilyPolicy', ['SingleStack', 'PreferDualStack', 'RequireDualStack'] as const),
    selector: readServiceSelector(spec),
    ports: spec.objects('ports').map(readPort),
    externalIPs: spec.texts('externalIPs'),
    externalName: spec.text('externalName'),
    externalTrafficPolicy: spec.oneOf('externalTrafficPolicy', POLICIES) ?? 'Cluster',
    internalTrafficPolicy: spec.oneOf('internalTrafficPolicy', POLICIES) ?? 'Cluster',
    sessionAffinity: spec.oneOf('sessionAffinity', ['None', 'ClientIP'] as const) ?? 'None',
    sessionAffinityTimeoutSeconds: timeout ?? 10_800,
    publishNotReadyAddresses: spec.truth('publishNotReadyAddresses') ?? false,
    loadBalancerIP: spec.text('loadBalancerIP'),
    loadBalancerClass: spec.text('loadBalancerClass'),
    loadBalancerSourceRanges: spec.texts('loadBalancerSourceRanges'),
    allocateLoadBalancerNodePorts: spec.truth('allocateLoadBalancerNodePorts') ?? true,
    healthCheckNodePort: spec.number('healthCheckNodePort'),
    trafficDistribution: spec.text('trafficDistribution'),
  });
}

/** An empty selector is no selector: the API drops it, and the endpoints controller passes such a Service over. */
function readServiceSelector(spec: Reader): Labels | null {
  const labels = spec.labels('selector');
  return Object.keys(labels).length === 0 ? null : labels;
}

function readPort(port: Reader): ServicePort {
  return present<ServicePort>({
    name: port.text('name') ?? '',
    port: port.number('port') ?? 0,
    protocol: port.oneOf('protocol', TRANSPORTS) ?? 'TCP',
    targetPort: port.numberOrText('targetPort'),
    nodePort: port.number('nodePort'),
    appProtocol: port.text('appProtocol'),
  });
}
