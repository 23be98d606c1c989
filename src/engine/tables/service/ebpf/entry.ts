import type { Family, Protocol } from '#net';
import { ip } from '#net';

/** The address of node port entries that stand for every address. */
export const EVERY_ADDRESS = { IPv4: ip('0.0.0.0'), IPv6: ip('::') } as const;

/** One frontend of the map `cilium_lb4_services_v2` (or `cilium_lb6_services_v2`) with the backends in its slots. */
export interface Frontend {
  /** `10.96.0.10:80/TCP`, with `/i` behind it for the inner scope. */
  readonly key: string;
  /** The id of its reverse translation: counted in order here, in order of arrival by an agent. */
  readonly id: number;
  /** The Service and its port, or the pod that has the hostPort. */
  readonly title: string;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalIPs' | 'HostPort';
  readonly flags: readonly string[];
  /** Slot 1 first. */
  readonly slots: readonly Slot[];
}

export interface Slot {
  /** `ip:port` of the backend. */
  readonly text: string;
  readonly pod: string | null;
  readonly terminating: boolean;
}
