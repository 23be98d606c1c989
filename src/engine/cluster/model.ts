import type { CniMode, CniName, Fault, LoadBalancerType, LocalDetectMode, ServiceProxyMode, AppInput } from '#document';
import type {
  AdminPolicyObject,
  ConfigMapObject,
  IngressClassObject,
  IngressObject,
  Labels,
  ManifestObject,
  NetworkPolicyObject,
  ObjectRef,
  PodSpec,
  SecretObject,
  ServiceSpec,
  WorkloadKind,
} from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import type { FieldPath, Problem } from '#source';
import type { EbpfSettings } from './proxy-replacement/settings.ts';

/** A setting that manifests cannot say, by its dotted key in SCENARIO.md (`cni.name`, `serviceProxy.mode`). */
export type SettingKey =
  | 'version'
  | 'domain'
  | 'podCIDR'
  | 'serviceCIDR'
  | 'nodePortRange'
  | 'nodePortAddresses'
  | 'serviceProxy'
  | 'serviceProxy.mode'
  | 'serviceProxy.scheduler'
  | 'serviceProxy.masqueradeAll'
  | 'serviceProxy.localDetectMode'
  | 'serviceProxy.localhostNodePorts'
  | 'serviceProxy.ebpf'
  | 'cni'
  | 'cni.mode'
  | 'cni.mtu'
  | 'cni.enforcesNetworkPolicy'
  | 'loadBalancer'
  | 'ingressControllers'
  | 'gatewayControllers'
  | 'mesh'
  | 'secrets'
  | 'dns'
  | 'dns.forward'
  | 'dns.nodeResolvConf'
  | 'nodes'
  | 'apps'
  | 'external'
  | 'seed';

/**
 * Where a fact comes from. `written`: a field of the manifests; `scenario`: a setting that the scenario states;
 * `default`: the setting's default, an assumption; `derived`: what a controller or rule made of other facts.
 */
export type Origin =
  | { readonly kind: 'written' }
  | { readonly kind: 'scenario'; readonly setting: SettingKey }
  | { readonly kind: 'default'; readonly setting: SettingKey }
  | { readonly kind: 'derived'; readonly by: string; readonly from: readonly Evidence[] };

/** One fact that a decision rests on: a field of an object (or of the settings, object kind `Setting`), and where it comes from. */
export interface Evidence {
  readonly object: ObjectRef;
  readonly field: FieldPath;
  readonly origin: Origin;
}

/** Something that was filled in, with the rule that filled it: shown beside the verdict wherever a trace rests on it. */
export interface Assumption {
  /** Stable key: `node:node-a`, `clusterIP:shop/web`, `secret:shop/shop-tls`, `setting:cni`. */
  readonly key: string;
  readonly object: ObjectRef;
  readonly sentence: string;
  /** What would change it: a field to write or a setting. */
  readonly change: string;
  readonly setting: SettingKey | null;
}

export interface ClusterNode {
  readonly ref: ObjectRef;
  readonly name: string;
  /** First of its addresses of the primary family: the node IP. */
  readonly ip: Ip;
  /** Every address of the node, InternalIP and ExternalIP in the order of status.addresses. */
  readonly addresses: readonly Ip[];
  readonly internalIps: readonly Ip[];
  readonly podCidrs: readonly Cidr[];
  /** Empty text without a zone label. */
  readonly zone: string;
  readonly labels: Labels;
  /** As written; CNIs keep the addresses of their devices in them. */
  readonly annotations: Labels;
  readonly ready: boolean;
  readonly providerId: string | null;
  readonly origin: Origin;
}

export interface WorkloadRef {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
}

/** A port that something in a pod listens on. */
export interface PodPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly container: string;
  readonly hostPort: number | null;
  /** The node's address that the hostPort is bound to; `null`: every one. */
  readonly hostIp: Ip | null;
}

/** What a pod is to the network: how the walker hands packets that reach it. */
export type PodRole = 'application' | 'coredns' | 'ingress-controller' | 'gateway';

export interface ClusterPod {
  readonly ref: ObjectRef;
  /** `NS/NAME`. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
  readonly node: string;
  /** `null` while it has none (Pending). hostNetwork pods carry the node's. */
  readonly ip: Ip | null;
  readonly ips: readonly Ip[];
  readonly hostNetwork: boolean;
  readonly phase: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** The top-level workload (Deployment rather than its ReplicaSet), `null` for a bare pod. */
  readonly workload: WorkloadRef | null;
  /** Position among the workload's pods, from 0. */
  readonly ordinal: number;
  readonly role: PodRole;
  /** Declared container ports, native sidecars included. */
  readonly ports: readonly PodPort[];
  /** `null`: every port (no container lists any); else declared and probe ports. */
  readonly listens: readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' }[] | null;
  readonly hostname: string;
  readonly origin: Origin;
  /** The object that has the fields: the pod itself, or the workload whose template made it, with the template's path. */
  readonly template: { readonly object: ObjectRef; readonly path: FieldPath };
  /** Crashed or silent by a fault: `listen` answers as usual, `silent` drops, `reset` refuses. */
  readonly health: 'listens' | 'silent' | 'refuses';
}

export interface ClusterServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly targetPort: number | string;
  /** 0 where it has none. */
  readonly nodePort: number;
  readonly appProtocol: string | null;
  readonly index: number;
}

export interface LoadBalancerAddress {
  readonly ip: Ip | null;
  readonly hostname: string | null;
  readonly ipMode: 'VIP' | 'Proxy';
  readonly origin: Origin;
}

export interface ClusterService {
  readonly ref: ObjectRef;
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: ServiceSpec;
  readonly headless: boolean;
  /** Empty for headless and ExternalName. */
  readonly clusterIps: readonly Ip[];
  readonly families: readonly Family[];
  readonly ports: readonly ClusterServicePort[];
  readonly externalIps: readonly Ip[];
  readonly loadBalancer: readonly LoadBalancerAddress[];
  readonly healthCheckNodePort: number;
  /** False for Services that kube-proxy ignores by label (service-proxy-name, headless label). */
  readonly proxied: boolean;
  readonly origin: Origin;
}

/** One endpoint of a slice with the defaults of discovery/v1 filled in. */
export interface ClusterEndpoint {
  readonly ip: Ip;
  readonly addresses: readonly Ip[];
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly node: string | null;
  readonly zone: string | null;
  readonly hostname: string | null;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
  /** `NS/NAME` of the pod, by targetRef, else by address. */
  readonly pod: string | null;
}

export interface ClusterSlice {
  readonly ref: ObjectRef;
  readonly labels: Labels;
  readonly namespace: string;
  /** From `kubernetes.io/service-name`. */
  readonly service: string;
  readonly family: Family;
  /** `port` null: unset in the slice (kube-proxy ignores such a port). */
  readonly ports: readonly {
    readonly name: string;
    readonly port: number | null;
    readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  }[];
  readonly endpoints: readonly ClusterEndpoint[];
  readonly origin: Origin;
}

export interface ClusterNamespace {
  readonly name: string;
  readonly labels: Labels;
  readonly origin: Origin;
}

/** An ingress controller that runs (or is assumed) in the cluster. */
export interface IngressController {
  /** spec.controller of the classes it serves, `k8s.io/ingress-nginx`. */
  readonly controller: string;
  readonly kind: 'ingress-nginx' | 'other';
  /** Flags of its container (`--ingress-class` -> `nginx`), without leading dashes. */
  readonly flags: Labels;
  /** Its ConfigMap's data. */
  readonly config: Labels;
  readonly configRef: ObjectRef | null;
  readonly pods: readonly string[];
  /** `NS/NAME` of its Service, by --publish-service or by selector. */
  readonly service: string | null;
  readonly workload: WorkloadRef | null;
  readonly origin: Origin;
}

export interface ClusterWorkload {
  readonly ref: ObjectRef;
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly pods: readonly string[];
  readonly origin: Origin;
}

export interface CniFacts {
  readonly name: CniName;
  readonly mode: CniMode;
  /** MTU of pod interfaces in bytes. */
  readonly mtu: number;
  readonly version: string | null;
  readonly enforcesNetworkPolicy: boolean;
  /** Which of the Admin tier kinds it enforces. */
  readonly enforcesAdminTier: readonly ('AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy' | 'ClusterNetworkPolicy')[];
  /** Whether an ipBlock can match the address of a pod (Cilium: no). */
  readonly ipBlockMatchesPods: boolean;
  /** Whether an ipBlock can match the address of a node (Cilium: no by default). */
  readonly ipBlockMatchesNodes: boolean;
  /** Whether a named port in a policy works (Weave refuses the whole policy). */
  readonly namedPorts: boolean;
  /** Whether endPort is read (Weave: only the first port opens). */
  readonly endPort: boolean;
  /**
   * Source the packets of a node (or host network pod) to a remote pod carry: the node's address, or that of the device
   * their route names (tunnel, Cilium's cilium_host, Weave's bridge).
   */
  readonly nodeSource: 'node' | 'tunnel';
  readonly masquerade: CniMasquerade;
  /** Whether pods have a range of their own or addresses of their nodes' subnets, beside other machines (Amazon). */
  readonly podRange: PodRange;
}

export type PodRange = 'own' | 'nodeSubnets';

/** What the CNI's own rules do to the source of packets, apart from kube-proxy's. */
export interface CniMasquerade {
  /** Pods' packets that leave the pod network. */
  readonly outside: 'masqueraded' | 'kept';
  /** Pods' packets to addresses of other nodes. */
  readonly toNodes: 'masqueraded' | 'kept';
  /** Packets of others (clients, nodes) that a node forwards to a pod of another node. */
  readonly toRemotePods: 'masqueraded' | 'kept';
  /** Destinations beyond the pod range to which pods keep their address. */
  readonly keptTo: readonly Cidr[];
}

export interface ServiceProxySettings {
  readonly mode: ServiceProxyMode;
  /** ipvs scheduler. */
  readonly scheduler: string;
  readonly masqueradeAll: boolean;
  readonly localDetectMode: LocalDetectMode;
  /** The bridge, or the prefix of interface names, that kube-proxy's configuration gives its detector. */
  readonly localInterface: string | null;
  /** CIDRs of the ClusterCIDR detector; empty means there is no detector. */
  readonly clusterCidrs: readonly Cidr[];
  readonly localhostNodePorts: boolean;
  /** `primary`, or CIDRs; empty: every address. */
  readonly nodePortAddresses: 'primary' | readonly Cidr[];
  /** What counts in mode `ebpf` only. */
  readonly ebpf: EbpfSettings;
}

export interface LoadBalancerSettings {
  readonly type: LoadBalancerType;
  /** Whether the client's address survives the balancer itself; `null`: as balancers of that kind do. */
  readonly preservesClient: boolean | null;
  readonly proxyProtocol: boolean;
  /** `cloud`: the address its connections come from. */
  readonly address: Ip;
}

/**
 * Who answers the address of one Service of type LoadBalancer, and how: read from the Service's class and annotations
 * where they name a provider, else as the setting says.
 */
export interface Balancer {
  readonly type: LoadBalancerType;
  /** As its provider calls it: `AWS Network Load Balancer`. */
  readonly name: string;
  /** Where it sends to; `unchanged`: to a node, with the packet as the client made it. */
  readonly targets: 'nodePort' | 'pod' | 'unchanged';
  /** Whether targets see the client's address. `exceptTcp`: of UDP only. */
  readonly preservesClient: 'always' | 'exceptTcp' | 'never';
  /** The PROXY header that it puts in front of every connection (haproxy.org, proxy-protocol.txt). */
  readonly proxyHeader: 'none' | 'v1' | 'v2';
  /** `internal`: only private addresses reach it. */
  readonly scheme: 'internet' | 'internal';
  /** How it tells with externalTrafficPolicy Cluster that a node is fit; with Local every kind asks the health check node port. */
  readonly checksNodesBy: 'nodePort' | 'kubeProxy' | 'targetPort' | 'announcement';
  /** What its controller writes into the Service's status. Of a `hostname` no node learns an address, so none has a rule for it. */
  readonly publishes: 'address' | 'hostname';
  /** Nodes that may answer; `null`: all that are not excluded by label. */
  readonly nodes: readonly string[] | null;
  /** Fields of the Service, and of the balancer's own objects, that say so. */
  readonly because: readonly Evidence[];
}

export interface DnsSettings {
  readonly provider: string;
  readonly nodeLocalCache: boolean;
  readonly forward: readonly Ip[];
  readonly nodeResolvConf: {
    readonly nameservers: readonly Ip[];
    readonly searches: readonly string[];
    readonly options: readonly string[];
  };
}

export interface ExternalWorld {
  /** Lower case, no trailing dot. */
  readonly names: ReadonlyMap<string, readonly Ip[]>;
  readonly records: readonly {
    readonly name: string;
    readonly type: string;
    readonly data: string;
    readonly ttl: number;
  }[];
  /** Outside hosts with the only ports they accept. */
  readonly hosts: ReadonlyMap<Ip, readonly number[]>;
  /** Hosts of Ingresses and Gateways that the outside resolver was assumed to know, with the object. */
  readonly served: ReadonlyMap<string, { readonly address: Ip; readonly object: ObjectRef }>;
  /** Address of the NAT gateway between the nodes' network and the internet, `null`: none is known. */
  readonly natGateway: Ip | null;
}

/** Resolved settings, each with where it comes from in `origins`. */
export interface ClusterSettings {
  readonly version: { readonly major: number; readonly minor: number };
  readonly domain: string;
  readonly podCidrs: readonly Cidr[];
  readonly serviceCidrs: readonly Cidr[];
  readonly nodePortRange: { readonly first: number; readonly last: number };
  readonly serviceProxy: ServiceProxySettings;
  readonly cni: CniFacts;
  readonly loadBalancer: LoadBalancerSettings;
  readonly secrets: 'assumed' | 'asWritten';
  readonly dns: DnsSettings;
  readonly apps: Readonly<Record<string, AppInput>>;
  readonly seed: number;
  readonly origins: ReadonlyMap<SettingKey, Origin>;
}

/**
 * The frozen model of a running cluster: what the API server and the controllers would hold, filled in where the
 * manifests are silent. Decides nothing about packets. Maps are keyed by `NS/NAME` (nodes and namespaces by name).
 */
export interface Cluster {
  readonly settings: ClusterSettings;
  readonly families: readonly Family[];
  readonly namespaces: ReadonlyMap<string, ClusterNamespace>;
  readonly nodes: readonly ClusterNode[];
  readonly nodeByName: ReadonlyMap<string, ClusterNode>;
  /** Which node has this address (any of its addresses). */
  readonly nodeByIp: ReadonlyMap<Ip, ClusterNode>;
  readonly pods: readonly ClusterPod[];
  readonly podByKey: ReadonlyMap<string, ClusterPod>;
  /** Pods with an address of their own; host network pods are not in it. */
  readonly podByIp: ReadonlyMap<Ip, ClusterPod>;
  /** Keyed `Kind/NS/NAME`. */
  readonly workloads: ReadonlyMap<string, ClusterWorkload>;
  readonly services: readonly ClusterService[];
  readonly serviceByKey: ReadonlyMap<string, ClusterService>;
  /** Who answers a Service of type LoadBalancer, keyed by `NS/NAME`; without an entry nobody does. */
  readonly balancers: ReadonlyMap<string, Balancer>;
  /** Keyed by the Service's `NS/NAME`. */
  readonly slicesOf: ReadonlyMap<string, readonly ClusterSlice[]>;
  readonly ingresses: readonly IngressObject[];
  readonly ingressClasses: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly controller: string;
      readonly isDefault: boolean;
      readonly origin: Origin;
      readonly object: IngressClassObject | null;
    }
  >;
  readonly ingressControllers: readonly IngressController[];
  readonly networkPolicies: readonly NetworkPolicyObject[];
  readonly adminPolicies: readonly AdminPolicyObject[];
  readonly configMaps: ReadonlyMap<string, ConfigMapObject>;
  readonly secrets: ReadonlyMap<string, SecretObject>;
  /** `NS/NAME` of the cluster DNS Service, `null` if there is none. */
  readonly dnsService: string | null;
  readonly external: ExternalWorld;
  readonly apiServer: { readonly ip: Ip; readonly port: number };
  readonly faults: readonly Fault[];
  readonly assumptions: readonly Assumption[];
  /** Every object of the manifests, kinds without rules included. */
  readonly manifests: readonly ManifestObject[];
  readonly problems: readonly Problem[];
}

export type { AppInput, Fault };
