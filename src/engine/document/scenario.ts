import type { IpvsScheduler } from './ipvs-schedulers.ts';
import type { FieldPath, Problem } from '#source';
import type { ManifestPart } from './manifest-parts.ts';

/** The scenario document as SCENARIO.md has it, read and checked. Keys left out keep their absence; defaults are the cluster's. */
export interface Scenario {
  readonly hopscope: 1;
  readonly title: string;
  readonly description: string;
  readonly cluster: ClusterInput;
  /** All manifests joined as documents. */
  readonly manifests: string;
  /** Files named by `manifestFiles`, not read here. */
  readonly manifestFiles: readonly string[];
  readonly faults: readonly Fault[];
  readonly requests: readonly Request[];
  readonly reachability: readonly ReachabilityBlock[];
  readonly objects: readonly ObjectExpectation[];
  readonly commands: readonly CommandExpectation[];
}

export type ServiceProxyMode = 'iptables' | 'ipvs' | 'nftables' | 'ebpf';
export type CniName = 'calico' | 'cilium' | 'flannel' | 'weave' | 'kindnet' | 'aws-vpc';
export type CniMode = 'vxlan' | 'ipip' | 'bgp' | 'host-gw' | 'geneve' | 'native';
export type LoadBalancerType = 'none' | 'cloud' | 'aws-nlb' | 'gcp' | 'metallb-l2' | 'metallb-bgp';
export type LocalDetectMode = 'ClusterCIDR' | 'NodeCIDR' | 'BridgeInterface' | 'InterfaceNamePrefix' | 'none';

/** `cluster:` as written; every key optional. */
export interface ClusterInput {
  readonly version?: string;
  readonly domain?: string;
  readonly podCIDR?: string;
  readonly serviceCIDR?: string;
  readonly nodePortRange?: string;
  readonly nodePortAddresses?: readonly string[];
  readonly serviceProxy?: {
    readonly mode?: ServiceProxyMode;
    readonly scheduler?: IpvsScheduler;
    readonly masqueradeAll?: boolean;
    readonly localDetectMode?: LocalDetectMode;
    readonly localhostNodePorts?: boolean;
  };
  readonly cni?: {
    readonly name?: CniName;
    readonly mode?: CniMode;
    readonly mtu?: number;
    readonly enforcesNetworkPolicy?: boolean;
    readonly version?: string;
  };
  readonly loadBalancer?: {
    readonly type?: LoadBalancerType;
    readonly preservesClient?: boolean;
    readonly proxyProtocol?: boolean;
  };
  readonly ingressControllers?: readonly {
    readonly controller: string;
    readonly class?: string;
    readonly default?: boolean;
  }[];
  readonly gatewayControllers?: readonly { readonly controller: string; readonly class?: string }[];
  readonly mesh?: { readonly kind: 'istio' | 'linkerd' | 'gamma' | 'none'; readonly namespaces?: readonly string[] };
  readonly secrets?: 'assumed' | 'asWritten';
  readonly dns?: {
    readonly provider?: string;
    readonly nodeLocalCache?: boolean;
    readonly forward?: readonly string[];
    readonly nodeResolvConf?: {
      readonly nameservers?: readonly string[];
      readonly searches?: readonly string[];
      readonly options?: readonly string[];
    };
  };
  readonly nodes?: readonly {
    readonly name: string;
    readonly ip?: string;
    /** What its interface to the network has besides; where it is given, nothing else is assumed there. */
    readonly addresses?: readonly string[];
    readonly podCIDR?: string;
    readonly zone?: string;
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  /** Key `NS/NAME` of a workload or pod. */
  readonly apps?: Readonly<Record<string, AppInput>>;
  readonly external?: {
    readonly names?: Readonly<Record<string, readonly string[]>>;
    readonly records?: readonly {
      readonly name: string;
      readonly type: string;
      readonly data: string;
      readonly ttl?: number;
    }[];
    readonly hosts?: readonly { readonly ip: string; readonly ports: readonly number[] }[];
    /** Address that a NAT gateway gives to what leaves for the internet. */
    readonly natGateway?: string;
  };
  readonly seed?: number;
}

export interface AppInput {
  /** Milliseconds until the answer. */
  readonly latency?: number;
  readonly status?: number;
  /** This many first requests fail with 503. */
  readonly failFirst?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocol?: string;
  readonly tls?: boolean | Readonly<Record<string, unknown>>;
  readonly ports?: Readonly<Record<string, AppInput>>;
}

/** `pod/NS/NAME:CONTAINER`, `deployment/NS/NAME`, `service/NS/NAME`, `node/NAME`, `client`, `client/IP`, `secret/NS/NAME` … read apart. */
export interface Ref {
  readonly kind:
    | 'pod'
    | 'deployment'
    | 'statefulset'
    | 'daemonset'
    | 'replicaset'
    | 'job'
    | 'cronjob'
    | 'service'
    | 'gateway'
    | 'ingress'
    | 'node'
    | 'client'
    | 'secret'
    | 'ip';
  /** `null` for node, client and ip. */
  readonly namespace: string | null;
  /** Name, or for `client/IP` and `ip/IP` the address, or empty for a plain `client`. */
  readonly name: string;
  readonly container: string | null;
}

export interface HttpInput {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly version?: '1.1' | '2';
  readonly bodyBytes?: number;
  readonly sni?: string;
  readonly insecure?: boolean;
  readonly clientCert?: string;
  readonly follow?: boolean;
  /** A reference or `IP[:port]`. */
  readonly connectTo?: string;
}

export interface GrpcInput {
  readonly url: string;
  readonly service: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly insecure?: boolean;
  readonly sni?: string;
  readonly connectTo?: string;
}

export interface ConnectInput {
  /** A name, an IP or a reference. */
  readonly to: string;
  readonly port?: number;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | 'ICMP';
  readonly tls?: { readonly sni?: string; readonly insecure?: boolean };
}

export interface DnsInput {
  readonly name: string;
  readonly type?: string;
  readonly search?: boolean;
  readonly server?: string;
  readonly resolver?: 'glibc' | 'musl';
  readonly transport?: 'udp' | 'tcp';
}

export type Sends =
  | { readonly kind: 'http'; readonly http: HttpInput }
  | { readonly kind: 'grpc'; readonly grpc: GrpcInput }
  | { readonly kind: 'connect'; readonly connect: ConnectInput }
  | { readonly kind: 'dns'; readonly dns: DnsInput };

export interface Request {
  readonly name: string;
  /** Absent in `then`, where the receiver of the parent sends. */
  readonly from: Ref | null;
  readonly sends: Sends;
  /** `node/NAME`. */
  readonly via: string | null;
  readonly count: number;
  readonly sameConnection: boolean;
  readonly then: readonly Request[];
  readonly expect: Expect | null;
  /** Where it stands in the scenario: `['requests', 0]`. */
  readonly path: FieldPath;
}

export type OutcomeWord = 'delivered' | 'answered' | 'refused' | 'timeout' | 'unresolved' | 'tlsError';

/** `expect:` as written. A share is a number or a fraction as text (`1/3`). */
export interface Expect {
  readonly outcome?: OutcomeWord | readonly OutcomeWord[];
  readonly status?: number | readonly number[];
  readonly grpcStatus?: string | readonly string[];
  readonly endpoints?: readonly string[];
  readonly distinctBackends?: number;
  readonly backend?: string;
  readonly backends?: Readonly<Record<string, number | string>>;
  readonly sourceSeen?: string;
  readonly masqueraded?: boolean;
  readonly upstream?: {
    readonly method?: string;
    readonly path?: string;
    readonly host?: string;
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly absentHeaders?: readonly string[];
    readonly tls?: false | { readonly sni?: string; readonly clientCert?: string };
  };
  readonly response?: {
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
    readonly absentHeaders?: readonly string[];
  };
  readonly redirect?: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly port?: number;
    readonly path?: string;
  };
  readonly mirrored?: readonly string[] | Readonly<Record<string, number | string>>;
  readonly tls?: { readonly certificate?: string };
  readonly dns?: {
    readonly rcode?: string;
    readonly answers?: readonly {
      readonly name?: string;
      readonly type?: string;
      readonly data?: string;
      readonly ttl?: number;
    }[];
    readonly queries?: readonly string[];
    readonly servers?: readonly string[];
    readonly resolvConf?: {
      readonly nameservers?: readonly string[];
      readonly searches?: readonly string[];
      readonly options?: readonly string[];
    };
  };
  readonly stoppedAt?: { readonly layer?: string; readonly reason?: string; readonly object?: string };
}

export interface ReachabilityBlock {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number | string;
  readonly pods: readonly string[];
  readonly rows: Readonly<Record<string, string>>;
  readonly path: FieldPath;
}

export interface ObjectExpectation {
  readonly ref: string;
  readonly conditions: readonly { readonly type: string; readonly status?: string; readonly reason?: string }[];
  readonly addresses: readonly string[] | null;
  readonly attachedRoutes: Readonly<Record<string, number>> | null;
  readonly path: FieldPath;
}

export interface CommandExpectation {
  readonly on: string | null;
  readonly run: string;
  readonly contains: readonly string[];
  readonly absent: readonly string[];
  readonly path: FieldPath;
}

export const FAULT_TYPES = [
  'podNotReady',
  'podCrash',
  'nodeDown',
  'kubeProxyStale',
  'staleEndpoints',
  'conntrackFull',
  'cniRouteMissing',
  'mtuMismatch',
  'coreDnsDown',
  'coreDnsNoEndpointSliceRbac',
  'dnsUpstreamDown',
  'dnsLoop',
  'lbHealthCheckFailing',
  'firewallDrop',
  'controllerDown',
  'tlsSecretMissing',
  'clientCachesDns',
] as const;
export type FaultType = (typeof FAULT_TYPES)[number];

export interface Fault {
  readonly type: FaultType;
  readonly target: Ref | null;
  readonly to: Ref | null;
  readonly endpoints: readonly string[];
  readonly mtu: number | null;
  readonly port: number | null;
  readonly path: FieldPath;
}

/** The outcome of reading a scenario: always a scenario to go on with, and what was wrong with the text. */
export interface ScenarioReading {
  readonly scenario: Scenario;
  readonly problems: readonly Problem[];
  /** Where the joined manifests stand in the scenario's text, for `manifestPlace`. */
  readonly manifestParts: readonly ManifestPart[];
}
