import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
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

const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;

/** EndpointSlice, discovery.k8s.io/v1. */
export const endpointSliceKind: KindReader<EndpointSliceObject> = {
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['addressType', 'endpoints', 'ports'],
  specFields: null,
  read(object, base): EndpointSliceObject {
    return {
      ...base,
      kind: 'EndpointSlice',
      addressType: object.oneOf('addressType', ['IPv4', 'IPv6', 'FQDN'] as const) ?? 'IPv4',
      endpoints: object.objects('endpoints').map(readEndpoint),
      ports: object.objects('ports').map(readPort),
    };
  },
};

/** Endpoints, core/v1. */
export const endpointsKind: KindReader<EndpointsObject> = {
  kind: 'Endpoints',
  group: '',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['subsets'],
  specFields: null,
  read(object, base): EndpointsObject {
    return {
      ...base,
      kind: 'Endpoints',
      subsets: object.objects('subsets').map((subset) => ({
        addresses: subset.objects('addresses').map(readAddress),
        notReadyAddresses: subset.objects('notReadyAddresses').map(readAddress),
        ports: subset.objects('ports').map(readPort),
      })),
    };
  },
};

function readEndpoint(endpoint: Reader): SliceEndpoint {
  const conditions = endpoint.in('conditions');
  const hints = endpoint.object('hints');
  return present<SliceEndpoint>({
    addresses: endpoint.texts('addresses'),
    conditions: present<SliceEndpoint['conditions']>({
      ready: conditions.truth('ready'),
      serving: conditions.truth('serving'),
      terminating: conditions.truth('terminating'),
    }),
    hostname: endpoint.text('hostname'),
    nodeName: endpoint.text('nodeName'),
    zone: endpoint.text('zone'),
    targetRef: readTargetRef(endpoint),
    hints: hints === undefined ? undefined : { forZones: names(hints, 'forZones'), forNodes: names(hints, 'forNodes') },
  });
}

function names(hints: Reader, key: string): readonly string[] {
  return hints.objects(key).flatMap((hint) => hint.text('name') ?? []);
}

function readTargetRef(endpoint: Reader): EndpointsAddress['targetRef'] {
  const target = endpoint.object('targetRef');
  if (target === undefined) return undefined;
  return present<NonNullable<EndpointsAddress['targetRef']>>({
    kind: target.text('kind') ?? '',
    namespace: target.text('namespace'),
    name: target.text('name') ?? '',
  });
}

function readPort(port: Reader): SlicePort {
  return present<SlicePort>({
    name: port.text('name') ?? '',
    port: port.number('port'),
    protocol: port.oneOf('protocol', TRANSPORTS) ?? 'TCP',
    appProtocol: port.text('appProtocol'),
  });
}

function readAddress(address: Reader): EndpointsAddress {
  return present<EndpointsAddress>({
    ip: address.text('ip') ?? '',
    hostname: address.text('hostname'),
    nodeName: address.text('nodeName'),
    targetRef: readTargetRef(address),
  });
}
