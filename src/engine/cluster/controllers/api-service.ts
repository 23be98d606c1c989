import { familyOf, ip, parseIp } from '#net';
import { assumedService } from '../assumed-object.ts';
import type { Controller, Draft } from '../draft.ts';
import { setting } from '../evidence.ts';
import type { ClusterSlice } from '../model.ts';
import { API_SERVICE } from './cluster-ips.ts';

const PORT = 6443;
export const API_SERVER = { ip: ip('192.168.1.10'), port: PORT } as const;
const API_SERVER_V6 = { ip: ip('fd00:192:168:1::10'), port: PORT } as const;

/**
 * The Service `default/kubernetes`, which the API server makes for itself, where the manifests do not hold it; and the API
 * server's address: that of its written slice, else 192.168.1.10:6443.
 */
export const apiService: Controller = {
  name: 'api-service',
  run(draft) {
    const apiServer = writtenAddress(draft) ?? (draft.families[0] === 'IPv6' ? API_SERVER_V6 : API_SERVER);
    if (draft.written.services.some(({ ref }) => ref.namespace === 'default' && ref.name === 'kubernetes'))
      return { ...draft, apiServer };
    const object = assumedService(
      'default',
      'kubernetes',
      { component: 'apiserver', provider: 'kubernetes' },
      { ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: PORT }] },
    );
    const origin = { kind: 'default', setting: 'serviceCIDR' } as const;
    return { ...draft, apiServer, serviceObjects: [...draft.serviceObjects, { object, origin }] };
  },
};

/** The slice of that Service, where nobody wrote one: the API server keeps it itself (pkg/controlplane/reconcilers). */
export const apiEndpoints: Controller = {
  name: 'api-endpoints',
  run(draft) {
    if (draft.slicesOf.has(API_SERVICE)) return draft;
    const service = draft.services.find(({ key }) => key === API_SERVICE);
    if (service === undefined || service.spec.selector !== null) return draft;
    const { ip: address, port } = draft.apiServer;
    const slice: ClusterSlice = {
      ref: { kind: 'EndpointSlice', namespace: 'default', name: 'kubernetes' },
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
      namespace: 'default',
      service: 'kubernetes',
      family: familyOf(address),
      ports: [{ name: service.ports[0]?.name ?? 'https', port, protocol: 'TCP' }],
      endpoints: [
        {
          ip: address,
          addresses: [address],
          ready: true,
          serving: true,
          terminating: false,
          node: null,
          zone: null,
          hostname: null,
          zoneHints: [],
          nodeHints: [],
          pod: null,
        },
      ],
      origin: { kind: 'derived', by: 'api server', from: [setting(draft, 'nodes')] },
    };
    return { ...draft, slicesOf: new Map([...draft.slicesOf, [API_SERVICE, [slice]]]) };
  },
};

function writtenAddress({ written }: Draft): Draft['apiServer'] | null {
  const slice = written.slices.find(
    ({ ref, metadata }) =>
      ref.namespace === 'default' && metadata.labels['kubernetes.io/service-name'] === 'kubernetes',
  );
  const endpoints = written.endpoints.find(({ ref }) => ref.namespace === 'default' && ref.name === 'kubernetes');
  const text = slice?.endpoints[0]?.addresses[0] ?? endpoints?.subsets[0]?.addresses[0]?.ip ?? '';
  const address = parseIp(text);
  const port = slice?.ports[0]?.port ?? endpoints?.subsets[0]?.ports[0]?.port ?? PORT;
  return address === null ? null : { ip: address, port };
}
