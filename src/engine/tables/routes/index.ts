import type { ClusterNode, ClusterPod } from '#cluster';
import type { Ip } from '#net';

/** Where a node sends a packet with a given destination. */
export type RouteDecision =
  /** An address of this node itself. */
  | { readonly kind: 'local' }
  /** A pod of this node, through its veth. */
  | { readonly kind: 'pod'; readonly pod: ClusterPod; readonly device: string; readonly row: string }
  /** Another node: its own address, or a pod or pod range behind it, then perhaps inside an overlay. */
  | {
      readonly kind: 'node';
      readonly node: ClusterNode;
      readonly encapsulation: 'vxlan' | 'ipip' | 'geneve' | null;
      readonly outer: { readonly src: Ip; readonly dst: Ip } | null;
      readonly device: string;
      readonly row: string;
    }
  /** The default route, out of the cluster. */
  | { readonly kind: 'outside'; readonly device: string; readonly row: string }
  /** Nowhere: an address of the pod range that nobody has, or a route that is missing. */
  | { readonly kind: 'none'; readonly reason: 'AddressNobodyHas' | 'NoRouteBetweenNodes'; readonly row: string };

export interface RouteTables {
  /** The decision of that node's routing table. `from` is the packet's source, which tunnels may depend on. */
  next(node: string, dst: Ip): RouteDecision;
  /** The source address packets of the node itself carry towards that destination. */
  sourceFor(node: string, dst: Ip): Ip;
}
