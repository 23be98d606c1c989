import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { IntOrString, Labels, ManifestBase } from '../object.ts';
import { checkPodSpec } from './pod-validity.ts';

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly env: readonly EnvVar[];
  /** Ports of liveness, readiness and startup probes (httpGet, tcpSocket, grpc), names not resolved. */
  readonly probePorts: readonly IntOrString[];
  /** Set on init containers with `restartPolicy: Always` (sidecars). */
  readonly restartPolicy?: string;
}

export interface DnsConfig {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly { readonly name: string; readonly value?: string }[];
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector: Labels;
  /** requiredDuringScheduling node affinity: terms are alternatives, requirements of a term hold together. */
  readonly nodeAffinity: readonly (readonly NodeSelectorRequirement[])[];
  readonly tolerations: readonly Toleration[];
  readonly hostNetwork: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly setHostnameAsFQDN?: boolean;
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  readonly dnsConfig?: DnsConfig;
  readonly hostAliases: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs: readonly string[];
  readonly hostIP?: string;
  /** type -> status, `True`, `False` or `Unknown`. */
  readonly conditions: Labels;
}

export interface PodObject extends ManifestBase {
  readonly kind: 'Pod';
  readonly spec: PodSpec;
  readonly status: PodStatus;
}

export interface PodTemplate {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
}

const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;
const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] as const;

/** Every field of core/v1 PodSpec, deprecated ones included. */
export const POD_SPEC_FIELDS = [
  'activeDeadlineSeconds',
  'affinity',
  'automountServiceAccountToken',
  'containers',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'ephemeralContainers',
  'hostAliases',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostUsers',
  'hostname',
  'hostnameOverride',
  'imagePullSecrets',
  'initContainers',
  'nodeName',
  'nodeSelector',
  'os',
  'overhead',
  'preemptionPolicy',
  'priority',
  'priorityClassName',
  'readinessGates',
  'resourceClaims',
  'resources',
  'restartPolicy',
  'runtimeClassName',
  'schedulerName',
  'schedulingGates',
  'securityContext',
  'serviceAccount',
  'serviceAccountName',
  'setHostnameAsFQDN',
  'shareProcessNamespace',
  'subdomain',
  'terminationGracePeriodSeconds',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
  'workloadRef',
] as const;

/** Pod, core/v1. */
export const podKind: KindReader<PodObject> = {
  kind: 'Pod',
  group: '',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['spec'],
  specFields: POD_SPEC_FIELDS,
  read(object, base): PodObject {
    return { ...base, kind: 'Pod', spec: readPodSpec(object.in('spec')), status: readStatus(object.in('status')) };
  },
};

export function readPodSpec(spec: Reader): PodSpec {
  checkPodSpec(spec);
  return present<PodSpec>({
    containers: spec.objects('containers').map(readContainer),
    initContainers: spec.objects('initContainers').map(readContainer),
    nodeName: given(spec.text('nodeName')),
    nodeSelector: spec.labels('nodeSelector'),
    nodeAffinity: readNodeAffinity(spec),
    tolerations: spec.objects('tolerations').map((toleration) =>
      present<Toleration>({
        key: given(toleration.text('key')),
        operator: toleration.text('operator'),
        value: toleration.text('value'),
        effect: given(toleration.text('effect')),
      }),
    ),
    hostNetwork: spec.truth('hostNetwork') ?? false,
    hostname: given(spec.text('hostname')),
    subdomain: given(spec.text('subdomain')),
    setHostnameAsFQDN: spec.truth('setHostnameAsFQDN'),
    dnsPolicy: spec.oneOf('dnsPolicy', DNS_POLICIES) ?? 'ClusterFirst',
    dnsConfig: readDnsConfig(spec),
    hostAliases: spec
      .objects('hostAliases')
      .map((alias) => ({ ip: alias.text('ip') ?? '', hostnames: alias.texts('hostnames') })),
  });
}

function readContainer(container: Reader): Container {
  return present<Container>({
    name: container.text('name') ?? '',
    image: container.text('image') ?? '',
    command: container.texts('command'),
    args: container.texts('args'),
    ports: container.objects('ports').map((port) =>
      present<ContainerPort>({
        name: port.text('name'),
        containerPort: port.number('containerPort') ?? 0,
        hostPort: port.number('hostPort'),
        hostIP: port.text('hostIP'),
        protocol: port.oneOf('protocol', TRANSPORTS) ?? 'TCP',
      }),
    ),
    env: container
      .objects('env')
      .map((variable) => present<EnvVar>({ name: variable.text('name') ?? '', value: variable.text('value') })),
    probePorts: readProbePorts(container),
    restartPolicy: container.text('restartPolicy'),
  });
}

function readProbePorts(container: Reader): readonly IntOrString[] {
  const ports: IntOrString[] = [];
  for (const kind of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container.object(kind);
    if (probe === undefined) continue;
    for (const how of ['httpGet', 'tcpSocket', 'grpc']) {
      const port = probe.object(how)?.numberOrText('port');
      if (port !== undefined && !ports.includes(port)) ports.push(port);
    }
  }
  return ports;
}

function readNodeAffinity(spec: Reader): PodSpec['nodeAffinity'] {
  const required = spec
    .object('affinity')
    ?.object('nodeAffinity')
    ?.object('requiredDuringSchedulingIgnoredDuringExecution');
  if (required === undefined) return [];
  // Not modelled: matchFields (a node's name), which only the DaemonSet controller writes.
  return required.objects('nodeSelectorTerms').map((term) =>
    term.objects('matchExpressions').map((requirement) => ({
      key: requirement.text('key') ?? '',
      operator: requirement.text('operator') ?? '',
      values: requirement.texts('values'),
    })),
  );
}

function readDnsConfig(spec: Reader): DnsConfig | undefined {
  const config = spec.object('dnsConfig');
  if (config === undefined) return undefined;
  return {
    nameservers: config.texts('nameservers'),
    searches: config.texts('searches'),
    options: config
      .objects('options')
      .map((option) =>
        present<DnsConfig['options'][number]>({ name: option.text('name') ?? '', value: option.text('value') }),
      ),
  };
}

function readStatus(status: Reader): PodStatus {
  const podIP = given(status.text('podIP'));
  const podIPs = status.objects('podIPs').flatMap((entry) => given(entry.text('ip')) ?? []);
  return present<PodStatus>({
    phase: given(status.text('phase')),
    podIP: podIP ?? podIPs[0],
    podIPs: podIPs.length > 0 || podIP === undefined ? podIPs : [podIP],
    hostIP: given(status.text('hostIP')),
    conditions: readConditions(status),
  });
}

/** `status.conditions` as type -> status. */
export function readConditions(status: Reader): Labels {
  return Object.fromEntries(
    status
      .objects('conditions')
      .map((condition) => [condition.text('type') ?? '', condition.text('status') ?? 'Unknown']),
  );
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
