import type { Cluster, ClusterService } from '#cluster';
import type { TargetChoice } from '#view';

const MOST = 100;

/** What is worth sending to: hosts that Ingresses serve, balancers, Services by name; the most telling first. */
export function targetsOf(cluster: Cluster): readonly TargetChoice[] {
  return [...ingressTargets(cluster), ...balancerTargets(cluster), ...serviceTargets(cluster)].slice(0, MOST);
}

function ingressTargets(cluster: Cluster): readonly TargetChoice[] {
  return cluster.ingresses.flatMap((ingress) =>
    ingress.rules
      .filter(({ host }) => host !== '')
      .map(({ host, paths }) => {
        const scheme = ingress.tls.some(({ hosts }) => hosts.includes(host)) ? 'https' : 'http';
        const path = paths[0]?.path ?? '/';
        return {
          text: `${scheme}://${host.replace(/^\*/, 'www')}${path.startsWith('/') ? path : '/'}`,
          label: `Ingress ${ingress.ref.name}`,
        };
      }),
  );
}

function balancerTargets(cluster: Cluster): readonly TargetChoice[] {
  return cluster.services.flatMap((service) => {
    const address = service.loadBalancer.find(({ ip }) => ip !== null)?.ip;
    if (address === undefined || address === null || service.origin.kind !== 'written') return [];
    return service.ports
      .filter(({ protocol }) => protocol === 'TCP')
      .slice(0, 2)
      .map(({ port, appProtocol, name }) => ({
        text: webUrl(address, port, `${appProtocol ?? ''} ${name}`),
        label: `load balancer of ${service.name}`,
      }));
  });
}

function serviceTargets(cluster: Cluster): readonly TargetChoice[] {
  return cluster.services
    .filter(({ origin, spec, ports }) => origin.kind === 'written' && spec.type !== 'ExternalName' && ports.length > 0)
    .map((service) => ({ text: serviceUrl(service), label: `Service ${service.name}` }));
}

const WEB = /http|web|^$/i;

function serviceUrl(service: ClusterService): string {
  const [port] = service.ports;
  const host = `${service.name}.${service.namespace}`;
  if (port === undefined) return host;
  const looksLikeWeb = WEB.test(`${port.appProtocol ?? ''}${port.name}`) && !service.headless;
  return looksLikeWeb ? webUrl(host, port.port, `${port.appProtocol ?? ''} ${port.name}`) : `${host}:${port.port}`;
}

function webUrl(host: string, port: number, words: string): string {
  const secure = port === 443 || /https/i.test(words);
  const usual = secure ? 443 : 80;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return `${secure ? 'https' : 'http'}://${shownHost}${port === usual ? '' : `:${port}`}/`;
}
