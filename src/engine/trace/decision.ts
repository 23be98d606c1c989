import type { IpvsScheduler, ServiceProxyMode } from '#document';
import type { ObjectRef } from '#manifests';
import type { CertificateShown, DnsQuery, HttpRequest, HttpResponse, Ip, Port, Protocol, Tuple } from '#net';
import type { EndpointLack } from './endpoint-lack.ts';
import type { Member } from './member.ts';
import type { NoCertificate } from './no-certificate.ts';
import type { DnsOutcome, StoppedAt } from './outcome.ts';
import type { Share } from './share.ts';

/** What was decided at a hop, one type for each kind of hop. Facts only; sentences are made by `diagnose/explain`. */
export interface Decisions {
  /** The sender puts the packet on the wire. `named`: the name that was looked up for it. */
  send: {
    readonly target: string;
    readonly named: string | null;
    readonly protocol: Protocol;
    readonly port: Port | null;
    /** Set where the connection stood already: nothing is looked up or opened for this request. */
    readonly by?: 'connection';
    /** Set where the sender passes on TLS that it does not open, so that it sees no request. */
    readonly relays?: 'tls';
  };
  /** A resolver asks one server for one name; the hop opens the lookup. */
  lookup: {
    readonly query: DnsQuery;
    readonly server: Ip;
    /** Position in the search list, `null` for the name as it is. */
    readonly search: { readonly domain: string; readonly index: number; readonly of: number } | null;
    readonly attempt: number;
  };
  /** A resolver is done; `outcome` is what it hands to the program. */
  resolved: {
    readonly name: string;
    readonly outcome: DnsOutcome;
    readonly how: 'asked' | 'hosts-file' | 'literal' | 'assumed' | 'cached';
    readonly addresses: readonly Ip[];
  };
  /** A DNS server answers (or passes on to a forwarder: then the hop opens a lookup). */
  'dns-answer': {
    readonly query: DnsQuery;
    readonly plugin: string;
    readonly zone: string | null;
    readonly rcode: string;
    readonly answers: number;
    readonly forwardTo: Ip | null;
    readonly object: ObjectRef | null;
    /** Why it came out like that, one sentence without a full stop. */
    readonly why: string;
    /** Whether the answer was cut to fit into a UDP packet. */
    readonly truncated: 'whole' | 'truncated';
    /** The first records: `A 10.96.3.10`. */
    readonly data: readonly string[];
  };
  /**
   * A load balancer picks a node (or pod). `opensOwnConnection`: targets see its address instead of the client's;
   * `proxyHeader`: what it puts in front of the stream to name the client all the same.
   */
  balance: {
    readonly balancer: string;
    /** As its provider calls it. */
    readonly name: string;
    readonly target: 'node' | 'pod';
    readonly proxyHeader: 'none' | 'v1' | 'v2';
    readonly service: ObjectRef;
    readonly chosen: string;
    /** How many it could have picked for this connection. */
    readonly among: number;
    /** How many are fit for it; more than `among` where one of them answers at a time. */
    readonly fit: number;
    readonly opensOwnConnection: boolean;
    /** Set where nothing is picked: the connection stood already, or the balancer keeps this client on the node of its last one. */
    readonly by?: 'connection' | 'client';
    /** Set where the request says by which node it comes in (`via`): whether the balancer might have sent it there. */
    readonly stated?: 'fit' | 'unfit';
  };
  /** DNAT by a Service. */
  translate: {
    readonly service: ObjectRef;
    readonly portName: string;
    /** Which of the Service's addresses was dialled. */
    readonly via: 'clusterIP' | 'externalIP' | 'loadBalancer' | 'nodePort';
    readonly mode: ServiceProxyMode;
    readonly chosen: Member;
    readonly among: number;
    readonly set: 'cluster' | 'local';
    /** Whether the packet was marked for masquerading, and why. */
    readonly marked: 'masqueradeAll' | 'notFromPod' | 'externalClusterPolicy' | 'nodeLocal' | 'hairpin' | null;
    readonly affinity: boolean;
    /** Set where the connection stood already: conntrack translated (or the socket was connected), no rule was asked. */
    readonly by?: 'conntrack' | 'socket';
    /** By eBPF programs at a node's device: how a backend elsewhere is reached; `none` for one of this node. */
    readonly forwarding?: 'none' | 'snat' | 'dsr' | 'tunnel';
    /** By eBPF programs: how the backend is chosen. */
    readonly algorithm?: 'random' | 'maglev';
    /** By IPVS: the scheduler that chooses. */
    readonly scheduler?: IpvsScheduler;
  };
  /** The source was rewritten. */
  masquerade: {
    readonly by: 'kube-proxy' | 'cni' | 'ebpf' | 'nat-gateway' | 'public-address';
    readonly from: Ip;
    readonly to: Ip;
    /** By the CNI: the way it takes; else a mark of the Service rules, for a pod that reached itself or any other reason. */
    readonly why:
      | 'leavesPodNetwork'
      | 'toRemotePod'
      | 'intoTunnel'
      | 'egressGateway'
      | 'leavesNetwork'
      | 'hairpin'
      | 'marked';
  };
  /** A policy engine judged one direction at one pod. */
  judge: {
    readonly direction: 'ingress' | 'egress';
    readonly pod: ObjectRef;
    readonly tuple: Tuple;
    readonly protocol: Protocol;
    readonly verdict: 'allowed' | 'denied';
    /** What settled it. */
    readonly tier: 'none' | 'admin' | 'networkPolicy' | 'baseline' | 'notEnforced';
    /** Isolating NetworkPolicies, or the Admin or Baseline policy that decided. */
    readonly policies: readonly ObjectRef[];
    /** The rule that opened (or the admin rule that decided): policy and index. */
    readonly rule: { readonly policy: ObjectRef; readonly index: number } | null;
    /** Why no policy was asked: a pod that talks to itself, a node and a pod that it runs. */
    readonly exempt?: 'self' | 'ownNode' | null;
    /** The tuple the sender dialled, where a Service or balancer rewrote the destination since. */
    readonly dialled?: Tuple | null;
    /** One entry for every rule that was looked at and did not fit, or matched and passed on to the next tier. */
    readonly misses: readonly { readonly policy: ObjectRef; readonly index: number; readonly why: string }[];
  };
  /** The packet does not fit the way on: the node tells its sender so, and smaller ones follow. */
  shrink: Oversize;
  /** The packet does not fit the way on with what wraps it: the node sends the outer packet in pieces. */
  fragment: Oversize;
  /** A node sends the packet on: to a pod of its own, to another node, out of the cluster. */
  route: {
    readonly to: 'pod' | 'node' | 'outside';
    readonly next: string;
    readonly encapsulation: 'vxlan' | 'ipip' | 'geneve' | null;
    readonly device: string;
    /** The public address that the network in front translated to the node's; no device of the cluster did it. */
    readonly publicAddress?: Ip;
  };
  /** A listener takes the packet; `role` says what it is. */
  receive: {
    readonly where: string;
    readonly port: Port | null;
    readonly portName: string | null;
    readonly role:
      | 'application'
      | 'coredns'
      | 'ingress-controller'
      | 'gateway'
      | 'outside'
      | 'kube-proxy'
      | 'api-server';
  };
  /** An application answers. */
  serve: { readonly response: HttpResponse | null; readonly protocol: string };
  /** A proxy ended TLS (or refused to). */
  handshake: {
    readonly sni: string | null;
    /** `null`: none was shown, because what answers speaks no TLS. */
    readonly certificate: CertificateShown | null;
    readonly accepted: boolean;
    readonly why: string;
    /** Set where the controller's own one is shown though an Ingress says something of TLS for that name. */
    readonly instead?: NoCertificate;
  };
  /** A proxy chose a rule; the hop opens the upstream connection. */
  proxy: {
    readonly controller: string;
    readonly rule: ObjectRef;
    readonly host: string;
    readonly path: string;
    readonly backend: ObjectRef | null;
    readonly backendPort: string;
    readonly chosen: Member | null;
    readonly among: number;
    /** What a canary on the rule's backend had to do with it; `null`: there is none. */
    readonly canary: CanaryChoice | null;
    readonly request: HttpRequest;
    readonly upstream: HttpRequest;
    readonly attempt: number;
  };
  /** A proxy answered itself. */
  answer: {
    readonly by: string;
    readonly rule: ObjectRef | null;
    readonly response: HttpResponse;
    readonly why: string;
    /** Set where the backend Service has no endpoint that may be used. */
    readonly lacks?: EndpointLack;
  };
  /** A NAT entry was undone for the reply. */
  restore: { readonly node: string; readonly from: Tuple; readonly to: Tuple };
  /** The reply arrived at who asked. */
  returned: { readonly status: number | null; readonly note: string };
  /** It ended here. */
  stop: StoppedAt & {
    readonly outcome: 'refused' | 'timeout' | 'unresolved' | 'tlsError' | 'answered';
    readonly note: string;
    /** References that may have been meant by `note`, where that names nothing; best first. */
    readonly near?: readonly string[];
    /** Set where a Service has no endpoint that may be used. */
    readonly lacks?: EndpointLack;
  };
}

/** A request with a canary on its backend: a header, a cookie or a missing endpoint decided, or a draw by weight did. */
export type CanaryChoice =
  | { readonly kind: 'decided'; readonly why: string }
  | { readonly kind: 'drawn'; readonly why: string; readonly share: Share };

export type HopKind = keyof Decisions;

/** A packet that is larger than the way on takes. */
interface Oversize {
  readonly device: string;
  /** Bytes of a packet that fit, before any overlay wraps it. */
  readonly fits: number;
  readonly bytes: number;
  /** What of that the overlay takes. */
  readonly overhead: number;
}
