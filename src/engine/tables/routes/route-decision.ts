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
  /** Nowhere: an address of the pod range that nobody has, or a route that is missing. */
  | {
      readonly kind: 'none';
      readonly reason: 'AddressNobodyHas' | 'NoRouteBetweenNodes';
      readonly row: string;
    };
