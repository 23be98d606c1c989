import type { ClusterNode, ClusterPod } from '#cluster';
import type { Ip, Port } from '#net';

/** Stands for a row where no route decided: an egress policy took the packet to its gateway. */
export const EGRESS_ROW = 'egress';

/** Where a node sends a packet with a given destination. */
export type RouteDecision =
  /** An address of this node itself; the row is one of the table `local`. */
  | { readonly kind: 'local'; readonly row: string }
  /** A pod of this node, through its veth. */
  | {
      readonly kind: 'pod';
      readonly pod: ClusterPod;
      readonly device: string;
      readonly row: string;
    }
  /** Another node: its own address, or a pod or pod range behind it, then perhaps inside an overlay. */
  | {
      readonly kind: 'node';
      readonly node: ClusterNode;
      readonly encapsulation: 'vxlan' | 'ipip' | 'geneve' | null;
      readonly outer: {
        readonly src: Ip;
        readonly dst: Ip;
        readonly dport: Port | null;
      } | null;
      readonly device: string;
      readonly row: string;
    }
  /** The default route, out of the cluster. */
  | { readonly kind: 'outside'; readonly device: string; readonly row: string }
  /** Nowhere: an address of the pod range that nobody has, or a route that is missing. The row is the one that takes it. */
  | {
      readonly kind: 'none';
      readonly reason: 'AddressNobodyHas' | 'NoRouteBetweenNodes';
      readonly row: string;
      readonly lost: Lost;
    };

/**
 * How a packet for an address that nobody has is lost: dropped by a route of type `blackhole`, asked for in vain among
 * the `neighbours` on a device (the kernel then answers ICMP host unreachable), dropped by the CNI's `programs`, gone by
 * the `default` route, or in the `network` that has no such host.
 */
export type Lost = 'blackhole' | 'neighbours' | 'programs' | 'default' | 'network';
