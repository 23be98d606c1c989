import type { Fault } from '#document';
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
import type { Origin, Assumption } from './origin.ts';
import type { Balancer, ClusterSettings, ExternalWorld } from './settings-model.ts';

export interface ClusterNode {
  readonly ref: ObjectRef;
  readonly name: string;
  /** First of its addresses of the primary family: the node IP. */
  readonly ip: Ip;
  /** Every address that its interface to the network has, in the order of status.addresses. */
  readonly addresses: readonly Ip[];
  readonly internalIps: readonly Ip[];
  /** ExternalIPs that the network in front translates one to one; the node itself knows nothing of them. */
  readonly publicIps: readonly Ip[];
  /** Whether the scenario said which further addresses its interface to the network has; a Node object does not tell. */
  readonly furtherAddresses: 'stated' | 'unknown';
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

/** An entry of `status.loadBalancer.ingress`; with a name whose address nobody wrote, `ip` is filled in and not in the status. */
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
  /** Which node the network translates a public address to. */
  readonly nodeByPublicIp: ReadonlyMap<Ip, ClusterNode>;
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

export type { Fault };
