import type { Forwarding } from '#cluster';
import type { IpvsScheduler, ServiceProxyMode } from '#document';
import type { Ip, Port, Protocol } from '#net';
import type { Decisions } from '#trace';
import type { ServiceEndpoint } from './endpoints.ts';
import type { ServiceMatch } from './match.ts';
import type { EndpointSets } from './topology.ts';

/** What a Service rule can see of a packet. */
export interface Seen {
  readonly src: Ip;
  readonly dst: Ip;
  readonly dport: Port | null;
  readonly protocol: Protocol;
}

export type Marked = Decisions['translate']['marked'];

/** DNAT to one of `endpoints`, never empty. `marked`: for masquerading, before the choice; an endpoint that is the sender is marked on top. */
export interface Translation {
  readonly kind: 'translate';
  readonly match: ServiceMatch;
  readonly sets: EndpointSets;
  readonly set: 'cluster' | 'local';
  readonly endpoints: readonly ServiceEndpoint[];
  readonly marked: Marked;
  /** How one is chosen: by chance, in strict turn, or always the same for a source address or for the address dialled. */
  readonly scheduling: 'random' | 'turn' | 'source' | 'destination';
  /** The scheduler of IPVS that does so, by its name in the kernel. */
  readonly scheduler?: IpvsScheduler;
  /** Whom affinity holds, where it is not the source address. */
  readonly heldBy?: string;
  /** From outside, by eBPF programs: how a backend of another node is reached. */
  readonly forwarding?: Forwarding;
  /** The traffic policy that decided, where it is not the one of the address dialled. */
  readonly policy?: 'internal';
  /** How eBPF programs choose; by Maglev every node chooses the same backend for a connection. */
  readonly algorithm?: 'random' | 'maglev';
}

/** The proxy refuses the packet: an ICMP reject, or silence. `match` is `null` where no Service has the address. */
export interface Refusal {
  readonly kind: 'reject' | 'drop';
  readonly reason:
    | 'NoEndpoints'
    | 'NoLocalEndpoints'
    | 'SourceRangeDenied'
    | 'NoRuleForPort'
    | 'NoSuchServiceAddress'
    | 'ClusterIpFromOutside'
    | 'UnsupportedByProxy';
  readonly match: ServiceMatch | null;
  readonly policy?: 'internal';
}

/** Where rules that refuse are asked: netfilter's filter hooks. */
export type FilterHook = 'input' | 'forward' | 'output';

/** The hooks at which a mode of kube-proxy may translate. */
export type NatHook = 'prerouting' | 'input' | 'output';

/**
 * Whether a mode translates at that hook: rules of nat at prerouting and output (eBPF programs at the device, which stands
 * for prerouting here), IPVS at input and output (net/netfilter/ipvs/ip_vs_core.c, `ip_vs_ops4`).
 */
export function translatesAt(mode: ServiceProxyMode, hook: NatHook): boolean {
  return hook === 'output' || (hook === 'input') === (mode === 'ipvs');
}

/** One mode of kube-proxy on one node. Both functions are pure; `null` means no rule says anything. */
export interface ProxyRules {
  /** At the hooks that `translatesAt` names. */
  translate(packet: Seen): Translation | Refusal | null;
  /** For packets that were not translated. */
  judge(packet: Seen, hook: FilterHook): Refusal | null;
}
