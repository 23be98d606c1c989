import type { Cluster, ClusterPod, ClusterService } from '#cluster';
import { spokenOn } from '#net';
import type { FieldPath } from '#source';

/** A Service that a pod is told of by its environment or arguments: whom it will probably call. */
export interface NamedService {
  /** `NS/NAME`. */
  readonly service: string;
  /** The host as it is written, which the pod would look up. */
  readonly host: string;
  readonly port: number;
  /** By the scheme that is written, else what the Service's port is for; `other` is connected to. */
  readonly speaks: 'http' | 'https' | 'other';
  /** `CART_ADDR`, or `args`. */
  readonly by: string;
  /** Below the pod's spec. */
  readonly field: FieldPath;
}

/**
 * Services that the values of a pod's environment, its command and its arguments name (`cart:7070`, `http://cart/`), each
 * once. Kubernetes knows nothing of who calls whom: this is a guess from what people write, and is shown as such.
 * Not modelled: values from ConfigMaps and Secrets.
 */
export function namedServices(pod: ClusterPod, cluster: Cluster): readonly NamedService[] {
  const found = new Map<string, NamedService>();
  const put = (text: string, by: string, field: FieldPath): void => {
    for (const { host, port, scheme } of addressesIn(text, by)) {
      const service = serviceOf(host, pod.namespace, cluster);
      const chosen = service === null ? null : portOf(service, port, scheme);
      if (service === null || chosen === null || isOwn(service, pod, cluster)) continue;
      const key = `${service.key} ${chosen.port}`;
      if (!found.has(key)) found.set(key, { service: service.key, host, ...chosen, by, field });
    }
  };
  for (const [index, container] of pod.spec.containers.entries()) {
    const at: FieldPath = ['containers', index];
    for (const [place, { name, value }] of container.env.entries())
      if (value !== undefined) put(value, name, [...at, 'env', place, 'value']);
    for (const [place, text] of container.command.entries()) put(text, 'command', [...at, 'command', place]);
    for (const [place, text] of container.args.entries()) put(text, 'args', [...at, 'args', place]);
  }
  return [...found.values()];
}

interface Address {
  readonly host: string;
  readonly port: number | null;
  readonly scheme: string | null;
}

const ADDRESS =
  /(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^\s@/,;=]+@)?([a-z](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(?![\w:])/gi;
const NAMES_HOST = /host|addr|url|uri|endpoint|server|service|upstream|target|broker|dsn/i;

/** Hosts with a port or a scheme; a bare host only where the variable says that it holds one. */
function addressesIn(text: string, by: string): readonly Address[] {
  if (text.length > 2000) return [];
  return Array.from(text.matchAll(ADDRESS), ([, scheme = null, host = '', port]) => ({
    scheme: scheme?.toLowerCase() ?? null,
    host: host.toLowerCase(),
    port: port === undefined ? null : Number(port),
    whole: host.length === text.trim().length,
  })).filter((one) => one.port !== null || one.scheme !== null || (one.whole && NAMES_HOST.test(by)));
}

/** By `NAME`, `NAME.NS`, `NAME.NS.svc` or the whole name. */
function serviceOf(host: string, namespace: string, { serviceByKey, settings }: Cluster): ClusterService | null {
  const ending = [`.svc.${settings.domain}`, '.svc'].find((one) => host.endsWith(one)) ?? '';
  const short = host.slice(0, host.length - ending.length);
  const [name = '', own = namespace, ...more] = short.split('.');
  return more.length > 0 ? null : (serviceByKey.get(`${own}/${name}`) ?? null);
}

function portOf(
  service: ClusterService,
  asked: number | null,
  scheme: string | null,
): Pick<NamedService, 'port' | 'speaks'> | null {
  const usual = scheme === 'https' ? 443 : scheme === 'http' ? 80 : null;
  const port = asked ?? usual ?? service.ports[0]?.port ?? null;
  if (port === null) return null;
  const own = service.ports.find((one) => one.port === port);
  if (scheme === 'http' || scheme === 'https') return { port, speaks: scheme };
  return { port, speaks: scheme !== null || own === undefined ? 'other' : spokenOn(own) };
}

/** A Service whose pods this one is among: its own name in its own environment calls nobody. */
function isOwn(service: ClusterService, pod: ClusterPod, { slicesOf }: Cluster): boolean {
  return (slicesOf.get(service.key) ?? []).some(({ endpoints }) => endpoints.some((one) => one.pod === pod.key));
}
