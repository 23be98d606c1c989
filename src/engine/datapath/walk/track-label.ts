import type { Request } from '#document';
import { parseWebUrl } from '#net';
import type { Location } from '#trace';
import type { World } from '../flow.ts';

/** `client → shop.example.com`, `api → db:5432`: who sends, and to whom. A sender that is nowhere keeps its own name. */
export function trackLabel(world: World, { place }: Location, request: Request): string {
  return `${senderName(world, place, request.from)} → ${targetName(request)}`;
}

/** Host and port of a URL as they are written. */
export function authority(url: ReturnType<typeof parseWebUrl>): string {
  if (url === null) return '';
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return url.port === null ? host : `${host}:${url.port}`;
}

function senderName(world: World, place: Location['place'], from: Request['from']): string {
  switch (place.kind) {
    case 'pod': {
      const pod = world.cluster.podByKey.get(place.pod);
      return pod?.workload?.name ?? pod?.name ?? place.pod;
    }
    case 'node':
      return place.node;
    case 'outside':
      return from === null || from.kind === 'client' || from.kind === 'ip' ? 'client' : from.name;
    case 'balancer':
      return place.service;
  }
}

/** Whom a request is sent to, as its sender wrote it. */
export function targetName({ sends }: Request): string {
  switch (sends.kind) {
    case 'http':
      return authority(parseWebUrl(sends.http.url)) || sends.http.url;
    case 'grpc':
      return authority(parseWebUrl(sends.grpc.url)) || sends.grpc.url;
    case 'connect':
      return `${sends.connect.to}${sends.connect.port === undefined ? '' : `:${sends.connect.port}`}`;
    case 'dns':
      return `${sends.dns.name} ${sends.dns.type ?? 'A'}`;
  }
}
