import type { ClusterPod } from '#cluster';
import type { Certificate, ControllerConfiguration, NginxConfiguration } from '#tables';
import { matchCertificate } from '#tables';
import type { Flow, World } from '../../flow.ts';

/** A packet that reached a running ingress controller on one of its web ports. */
export interface Arrival {
  readonly flow: Flow;
  readonly world: World;
  readonly pod: ClusterPod;
  readonly configuration: ControllerConfiguration;
  readonly listener: 'http' | 'https';
}

/** `null` for every packet that is none of this station's business: other pods, other ports, other protocols. */
export function arrivalAt(flow: Flow, world: World): Arrival | null {
  const { place, hook } = flow.at;
  if (place.kind !== 'pod' || hook !== 'receive') return null;
  const pod = world.cluster.podByKey.get(place.pod);
  if (pod === undefined || pod.role !== 'ingress-controller') return null;
  if (pod.health !== 'listens' || pod.phase !== 'Running') return null;
  if (flow.packet.protocol !== 'TCP') return null;
  const configuration = world.tables.ingress.configurationOf(pod.key);
  if (configuration === null) return null;
  const listener = listenerFor(configuration, flow.packet.dport);
  return listener === null ? null : { flow, world, pod, configuration, listener };
}

function listenerFor(configuration: ControllerConfiguration, port: number | null): Arrival['listener'] | null {
  const http = configuration.kind === 'nginx' ? configuration.settings.httpPort : 80;
  const https = configuration.kind === 'nginx' ? configuration.settings.httpsPort : 443;
  return port === http ? 'http' : port === https ? 'https' : null;
}

/** An arrival at a controller whose rules are known. */
export interface Visit extends Arrival {
  readonly configuration: NginxConfiguration;
  /** What the client is shown, on the TLS port. */
  readonly certificate: Certificate | null;
}

export function visitOf(arrival: Arrival): Visit | null {
  const { configuration, flow, listener } = arrival;
  if (configuration.kind !== 'nginx') return null;
  const { tls } = flow.packet;
  const certificate = listener === 'https' && tls !== null ? matchCertificate(configuration, tls.sni) : null;
  return { ...arrival, configuration, certificate };
}
