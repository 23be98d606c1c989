import type { IntOrString, Labels, ManifestBase } from '../object.ts';

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
