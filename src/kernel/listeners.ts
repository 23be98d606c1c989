import type { Session } from '#engine';
import type { Trial } from './trial.ts';

/** An address and port on which something answers. */
export interface Listen {
  readonly ip: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

type Cluster = Session['cluster'];
type Pod = Cluster['pods'][number];
type Node = Cluster['nodes'][number];

/**
 * What listens in a pod: the ports that its containers list and those of their probes, or where they list none every port
 * that a slice or a trial leads to; on its addresses and on localhost. SCTP is left out, as nothing here speaks it.
 */
export function podListens(session: Session, pod: Pod, trials: readonly Trial[]): readonly Listen[] {
  if (pod.health !== 'listens' || pod.phase !== 'Running') return [];
  const named = (pod.listens ?? []).flatMap(({ port, protocol }) =>
    protocol === 'SCTP' ? [] : [{ port, protocol: protocol === 'TCP' ? 'tcp' : 'udp' } as const],
  );
  const ports = pod.listens === null ? ledTo(session, pod, trials) : named;
  const local = [...new Set(pod.ips.map((ip) => (ip.includes(':') ? '::1' : '127.0.0.1')))];
  return [...pod.ips, ...local].flatMap((ip) => ports.map(({ port, protocol }) => ({ ip, port, protocol })));
}

/** Whether a slice or a trial leads to an address of the pod: others need no namespace. */
export function isReached(session: Session, pod: Pod, trials: readonly Trial[]): boolean {
  return ledTo(session, pod, trials).length > 0;
}

/** kube-proxy itself answers on health check ports of Services of type LoadBalancer with externalTrafficPolicy Local. */
export function healthCheckListens({ cluster }: Session, node: Node): readonly Listen[] {
  const ports = cluster.services.flatMap(({ spec, healthCheckNodePort }) =>
    spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local' && healthCheckNodePort !== 0
      ? [healthCheckNodePort]
      : [],
  );
  return node.addresses.flatMap((ip) => ports.map((port) => ({ ip, port, protocol: 'tcp' }) as const));
}

/** Each address, port and protocol once. */
export function distinct(listens: readonly Listen[]): readonly Listen[] {
  return [...new Map(listens.map((one) => [`${one.protocol} ${one.ip} ${one.port}`, one])).values()];
}

function ledTo({ cluster }: Session, pod: Pod, trials: readonly Trial[]): readonly Listen[] {
  const isOwn = (ip: string): boolean => pod.ips.some((one) => one === ip);
  const bySlices = [...cluster.slicesOf.values()]
    .flat()
    .flatMap(({ ports, endpoints }) =>
      endpoints.flatMap(({ addresses }) =>
        addresses
          .filter(isOwn)
          .flatMap((ip) =>
            ports.flatMap(({ port, protocol }) =>
              port === null || protocol === 'SCTP'
                ? []
                : [{ ip, port, protocol: protocol === 'TCP' ? 'tcp' : 'udp' } as const],
            ),
          ),
      ),
    );
  return [...bySlices, ...trials.map(({ to }) => to).filter(({ ip }) => isOwn(ip))];
}
