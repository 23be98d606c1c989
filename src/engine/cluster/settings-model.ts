import type { KernelTuning } from './settings/proxy-kernel.ts';
import type {
  AppInput,
  CniMode,
  CniName,
  IpvsScheduler,
  LoadBalancerType,
  LocalDetectMode,
  ServiceProxyMode,
} from '#document';
import type { ObjectRef } from '#manifests';
import type { Cidr, Family, Ip } from '#net';
import type { FieldPath } from '#source';
import type { Evidence, Origin, SettingKey } from './origin.ts';
import type { EbpfSettings } from './proxy-replacement/settings.ts';

export interface CniFacts {
  readonly name: CniName;
  readonly mode: CniMode;
  /** The same for packets of IPv6, which may have a pool of their own. */
  readonly modeV6: CniMode;
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
  /** The blocks of the VPC that the nodes stand in; empty where they do not matter or are not known. */
  readonly vpc: readonly Cidr[];
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
  /** Families in which pods keep their address everywhere, whatever the rest says. */
  readonly never: readonly Family[];
  /** Destinations beyond the pod range to which pods keep their address. */
  readonly keptTo: readonly Cidr[];
}

export interface ServiceProxySettings {
  readonly mode: ServiceProxyMode;
  /** ipvs scheduler. */
  readonly scheduler: IpvsScheduler;
  readonly masqueradeAll: boolean;
  readonly localDetectMode: LocalDetectMode;
  /** The bridge, or the prefix of interface names, that kube-proxy's configuration gives its detector. */
  readonly localInterface: string | null;
  /** CIDRs of the ClusterCIDR detector; empty means there is no detector. */
  readonly clusterCidrs: readonly Cidr[];
  readonly localhostNodePorts: boolean;
  /** `primary`, or CIDRs; empty: every address. */
  readonly nodePortAddresses: 'primary' | readonly Cidr[];
  /** Marks and connection tracking; kube-proxy's defaults where its configuration is not there. */
  readonly kernel: KernelTuning;
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
  /**
   * How it tells with externalTrafficPolicy Cluster that a node is fit; with Local every kind asks the health check node
   * port. `nodePort`: by TCP, so nowhere while the Service has no endpoint; `notSaid`: each node that runs is taken to be fit.
   */
  readonly checksNodesBy: 'nodePort' | 'kubeProxy' | 'targetPort' | 'announcement' | 'notSaid';
  /** Whether its controller reads source ranges of the annotation where the spec has none. */
  readonly rangesAnnotation: 'read' | 'notRead';
  /** Where it sends new connections while no node passes. */
  readonly whenAllFail: 'toAll' | 'toNone';
  /**
   * What sessionAffinity ClientIP makes of it. `byAffinity`: all connections of a client go to one node; `never`: each may take
   * another; `refused`: its controller makes no balancer of such a Service.
   */
  readonly keepsClients: 'byAffinity' | 'never' | 'refused';
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
  /** Hosts of Ingresses and Gateways that the outside resolver was assumed to know, with the object and its field that names the host. */
  readonly served: ReadonlyMap<string, { readonly address: Ip; readonly object: ObjectRef; readonly field: FieldPath }>;
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
