import type { Cluster } from '#cluster';
import type { IngressObject } from '#manifests';
import type { Hop } from '#trace';

const SHOWN = {
  secret: 'The certificate',
  default: 'The default certificate of the controller, shown because none was found for that name,',
  fake: 'The controller’s own self-signed certificate, shown because none was found for that name,',
  application: 'The application’s certificate',
} as const;

/** Which certificate the client was shown, what it has against it, and why there is no other. */
export function certificateCause(hops: readonly Hop[], cluster: Cluster): string | null {
  const last = hops.findLast((hop) => hop.kind === 'handshake');
  if (last?.kind !== 'handshake' || last.decision.certificate === null || last.decision.why === '') return null;
  const { certificate, why, sni } = last.decision;
  const none = certificate.kind === 'secret' || certificate.kind === 'application' ? null : whyNone(sni, cluster);
  return `${SHOWN[certificate.kind]} is refused: ${why}.${none === null ? '' : ` ${none}`}`;
}

/** Why the controller has none for a name: the Ingress that lists it names a Secret that is not in its own namespace. */
function whyNone(sni: string | null, cluster: Cluster): string | null {
  const entry = cluster.ingresses.flatMap((ingress) => secretNamed(ingress, sni))[0];
  if (entry === undefined) return null;
  const { ingress, namespace, secret } = entry;
  if (cluster.secrets.has(`${namespace}/${secret}`)) return null;
  const elsewhere = [...cluster.secrets.values()].find(({ ref }) => ref.name === secret)?.ref.namespace;
  const hint =
    elsewhere === undefined
      ? ''
      : ` There is one in namespace ${elsewhere}, but an Ingress takes Secrets of its own namespace only.`;
  return `Ingress ${ingress.ref.name} names Secret ${secret} for it, which is not in namespace ${namespace}.${hint}`;
}

function secretNamed(ingress: IngressObject, sni: string | null) {
  const namespace = ingress.ref.namespace ?? 'default';
  return ingress.tls.flatMap(({ hosts, secretName }) =>
    sni !== null && secretName !== undefined && secretName !== '' && hosts.some((host) => isSame(host, sni))
      ? [{ ingress, namespace, secret: secretName }]
      : [],
  );
}

function isSame(host: string, name: string): boolean {
  return host.toLowerCase() === name.toLowerCase();
}
