import type { Cluster } from '#cluster';
import type { Hop, NoCertificate } from '#trace';

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
  const { certificate, why, instead } = last.decision;
  const none = instead === undefined ? '' : ` ${whyNone(instead, cluster)}`;
  return `${SHOWN[certificate.kind]} is refused: ${why}.${none}`;
}

/** Why the controller shows its own, as its configuration tells. */
function whyNone(instead: NoCertificate, cluster: Cluster): string {
  const { name } = instead.ingress;
  switch (instead.kind) {
    case 'secret':
      return ofSecret(instead, cluster);
    case 'noSecretName':
      return `Ingress ${name} lists it under tls without a secretName.`;
    case 'notListed':
      return `Ingress ${name} has a tls section that does not list it, and no certificate named there covers it.`;
    case 'noRule':
      return `Ingress ${name} lists it under tls, but no rule has that host, so the controller makes no server for it.`;
  }
}

function ofSecret({ ingress, secret, fault }: Extract<NoCertificate, { kind: 'secret' }>, cluster: Cluster): string {
  const named = `Ingress ${ingress.name} names Secret ${secret.name} for it`;
  switch (fault) {
    case 'missing':
      return `${named}, which is not in namespace ${secret.namespace ?? 'default'}.${elsewhere(secret, cluster)}`;
    case 'unreadable':
      return `${named}, which holds no certificate that can be read.`;
    case 'otherNames':
      return `${named}, whose certificate is for other names.`;
  }
}

function elsewhere(secret: { readonly name: string; readonly namespace: string | null }, cluster: Cluster): string {
  const found = [...cluster.secrets.values()].find(
    ({ ref }) => ref.name === secret.name && ref.namespace !== secret.namespace,
  );
  return found === undefined
    ? ''
    : ` There is one in namespace ${found.ref.namespace ?? 'default'}, but an Ingress takes Secrets of its own namespace only.`;
}
