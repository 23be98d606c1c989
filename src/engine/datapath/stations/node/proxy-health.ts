import { setting } from '#cluster';
import type { HttpResponse } from '#net';
import type { Flow, Step, World } from '../../flow.ts';

const HEALTHZ_PORT = 10_256;
const PATHS = ['/healthz', '/livez'];

/**
 * kube-proxy's own health, which balancers ask with externalTrafficPolicy Cluster (`healthzBindAddress`, 0.0.0.0:10256 by
 * default; KEP-3836): 200 while it runs, whatever Services there are. `null` where no kube-proxy listens.
 * Not modelled: 503 on a node that is about to be removed, or while rules wait for too long; another bind address.
 */
export function proxyHealth({ packet, at, ...flow }: Flow, { cluster }: World): Step | null {
  if (at.place.kind !== 'node' || packet.protocol !== 'TCP' || packet.dport !== HEALTHZ_PORT) return null;
  if (cluster.settings.serviceProxy.mode === 'ebpf') return null;
  const request = packet.carries?.kind === 'http-request' ? packet.carries.request : null;
  const isKnown = request === null || PATHS.includes(request.path.split('?')[0] ?? '');
  const response: HttpResponse = {
    status: isKnown ? 200 : 404,
    headers: isKnown ? { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' } : {},
    grpcStatus: null,
    certificate: null,
  };
  return {
    then: 'serve',
    by: 'answer',
    flow: { ...flow, packet, at },
    payload: request === null ? { kind: 'bytes', bytes: 0 } : { kind: 'http-response', response },
    stoppedAt: null,
    hop: () => ({
      kind: 'answer',
      layer: 'node',
      before: packet,
      after: null,
      decision: {
        by: 'kube-proxy',
        rule: null,
        response,
        why: isKnown ? 'kube-proxy runs, which says nothing of any Service' : 'only /healthz and /livez are there',
      },
      because: [setting(cluster, 'serviceProxy')],
    }),
  };
}
