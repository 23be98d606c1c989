import type { ManifestBase } from '../object.ts';

export interface SliceEndpoint {
  readonly addresses: readonly string[];
  /** As written; absent fields mean what discovery/v1 says: ready true, serving true, terminating false. */
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: { readonly kind: string; readonly namespace?: string; readonly name: string };
  readonly hints?: { readonly forZones: readonly string[]; readonly forNodes: readonly string[] };
}

export interface SlicePort {
  readonly name: string;
  readonly port?: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly appProtocol?: string;
}

export interface EndpointSliceObject extends ManifestBase {
  readonly kind: 'EndpointSlice';
  readonly addressType: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

export interface EndpointsAddress {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

export interface EndpointsObject extends ManifestBase {
  readonly kind: 'Endpoints';
  readonly subsets: readonly {
    readonly addresses: readonly EndpointsAddress[];
    readonly notReadyAddresses: readonly EndpointsAddress[];
    readonly ports: readonly SlicePort[];
  }[];
}
