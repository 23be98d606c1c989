import type { Ip } from '#net';
import { parseIp } from '#net';
import type { Controller, Draft } from '../draft.ts';

/**
 * CoreDNS pods that were filled in stand where the DNS Service's written EndpointSlices or Endpoints point, if they point
 * anywhere: the dump lacks the pods, not their addresses.
 */
export const dnsAddresses: Controller = {
  name: 'dns-addresses',
  run(draft) {
    const deployment = draft.workloadObjects.find(
      ({ origin }) => origin.kind === 'default' && origin.setting === 'dns',
    );
    if (deployment === undefined || draft.dnsService === null) return draft;
    const { ref } = deployment.object;
    const places = writtenPlaces(draft.written, draft.dnsService);
    const pods = draft.pods.map((pod) => {
      const isOwn =
        pod.workload?.kind === 'Deployment' && pod.namespace === ref.namespace && pod.workload.name === ref.name;
      const place = isOwn ? places[pod.ordinal] : undefined;
      return place === undefined ? pod : { ...pod, ip: place.ip, ips: [place.ip], node: place.node ?? pod.node };
    });
    return { ...draft, pods };
  },
};

interface Place {
  readonly ip: Ip;
  readonly node: string | null;
}

/** Where the written slices (else Endpoints) of a Service point, each address once. */
export function writtenPlaces({ slices, endpoints }: Draft['written'], service: string): readonly Place[] {
  const ofSlices = slices
    .filter(
      ({ ref, metadata }) =>
        `${ref.namespace ?? ''}/${metadata.labels['kubernetes.io/service-name'] ?? ''}` === service,
    )
    .flatMap((slice) =>
      slice.endpoints.map(({ addresses, nodeName }) => ({ text: addresses[0] ?? '', node: nodeName })),
    );
  const ofEndpoints = endpoints
    .filter(({ ref }) => `${ref.namespace ?? ''}/${ref.name}` === service)
    .flatMap(({ subsets }) => subsets.flatMap(({ addresses }) => addresses))
    .map(({ ip, nodeName }) => ({ text: ip, node: nodeName }));
  const found = new Map<Ip, Place>();
  for (const { text, node } of ofSlices.length > 0 ? ofSlices : ofEndpoints) {
    const ip = parseIp(text);
    if (ip !== null && !found.has(ip)) found.set(ip, { ip, node: node ?? null });
  }
  return [...found.values()];
}
