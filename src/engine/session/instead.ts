import type { Cluster } from '#cluster';
import { askedForOtherPort } from '#diagnose';
import type { Request } from '#document';
import { toService } from '#picture';
import type { Trace } from '#trace';
import type { Sendable } from '#view';

/** Where a Service was asked for a port that it does not have: requests to those that it has, by the host as it was written. */
export function insteadOf({ sends }: Request, trace: Trace, cluster: Cluster): readonly Sendable[] {
  const service = askedForOtherPort(trace, cluster);
  if (service === null) return [];
  const written = hostIn(sends);
  return toService(service, written === '' ? `${service.name}.${service.namespace}` : written).slice(0, 4);
}

/** The name or address that was dialled; empty for a reference. */
function hostIn(sends: Request['sends']): string {
  switch (sends.kind) {
    case 'http':
      return hostOfUrl(sends.http.url);
    case 'grpc':
      return hostOfUrl(sends.grpc.url);
    case 'connect':
      return sends.connect.to.includes('/') ? '' : sends.connect.to.replace(/^\[|\]$/g, '');
    case 'dns':
      return '';
  }
}

function hostOfUrl(url: string): string {
  const [, authority = ''] = /^[^/]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/.exec(url) ?? [];
  return authority.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');
}
