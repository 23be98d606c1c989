import type { Cluster } from '#cluster';
import { refText } from '#manifests';
import type { Hop, Trace } from '#trace';
import { REASONS } from '#trace';

/** Why a run ended where it did, and what is to blame, in a sentence or two; `null` where nothing stopped it. */
export function blame({ outcome, hops }: Trace, cluster: Cluster): string | null {
  const { stoppedAt } = outcome;
  if (stoppedAt === null) return null;
  const reasons: Readonly<Record<string, string>> = REASONS[stoppedAt.layer];
  const objects = stoppedAt.objects.map(refText);
  const sentence = closer(stoppedAt.reason, hops, cluster) ?? reasons[stoppedAt.reason] ?? stoppedAt.reason;
  return objects.length === 0 ? sentence : `${sentence} See ${objects.slice(0, 3).join(', ')}.`;
}

/** What is known more exactly than the reason says: which of its cases it is. */
function closer(reason: string, hops: readonly Hop[], cluster: Cluster): string | null {
  switch (reason) {
    case 'CertificateRefused':
      return refused(hops);
    case 'NoMatchingHost':
      return cluster.ingresses.length === 0
        ? 'There is no Ingress at all, so nothing says where the host leads; the default backend answered.'
        : null;
    default:
      return null;
  }
}

const SHOWN = {
  secret: 'The certificate',
  default: 'The default certificate of the controller, shown because none was found for that name,',
  fake: 'The controller’s own self-signed certificate, shown because none was found for that name,',
  application: 'The application’s certificate',
} as const;

/** Which certificate the client was shown, and what it has against it. */
function refused(hops: readonly Hop[]): string | null {
  const last = hops.findLast((hop) => hop.kind === 'handshake');
  if (last?.kind !== 'handshake' || last.decision.certificate === null || last.decision.why === '') return null;
  return `${SHOWN[last.decision.certificate.kind]} is refused: ${last.decision.why}.`;
}
