import type { Cluster } from '#cluster';
import type { Hop, StoppedAt, Trace } from '#trace';
import { certificateCause } from './certificate-cause.ts';
import { silenceCause, unknownNameCause } from './lookup-cause.ts';
import { objectNames } from './object-names.ts';
import { pendingCause } from './pending-cause.ts';
import { reasonText } from './reason-text.ts';
import { isStaleOn } from './stale-rules.ts';

/** How many objects are named. */
const MOST = 3;

/** Why a run ended where it did, and what is to blame, in a sentence or two; `null` where nothing stopped it. */
export function blame(trace: Trace, cluster: Cluster): string | null {
  const { hops, outcome } = trace;
  const { stoppedAt } = outcome;
  if (stoppedAt === null) return null;
  const end = hops.findLast(({ kind }) => kind === 'stop') ?? null;
  const sentence = closer(stoppedAt, trace, cluster) ?? reasonText(stoppedAt, end);
  const objects = stoppedAt.objects.slice(0, MOST);
  return objects.length === 0 ? sentence : `${sentence} See ${objectNames(objects)}.`;
}

/** What is known more exactly than the reason says: which of its cases it is. */
function closer(stoppedAt: StoppedAt, trace: Trace, cluster: Cluster): string | null {
  switch (stoppedAt.reason) {
    case 'CertificateRefused':
      return certificateCause(trace.hops, cluster);
    case 'NoAddress':
      return pendingCause(stoppedAt, cluster);
    case 'NameDoesNotExist':
      return unknownNameCause(trace);
    case 'ServerSilent':
    case 'ServerRefused':
      return silenceCause(trace);
    case 'AddressNobodyHas':
      return staleRules(trace.hops, cluster);
    case 'NoMatchingHost':
      return cluster.ingresses.length === 0
        ? 'There is no Ingress at all, so nothing says where the host leads; the default backend answered.'
        : null;
    default:
      return null;
  }
}

/** The address is what a Service was translated to on a node whose kube-proxy has stopped following changes. */
function staleRules(hops: readonly Hop[], cluster: Cluster): string | null {
  const last = hops.findLast((hop) => hop.kind === 'translate');
  return last?.kind === 'translate' && last.at.place.kind === 'node' && isStaleOn(last.at.place.node, cluster)
    ? `No pod has that address any more. kube-proxy on ${last.at.place.node} does not follow changes, so its rules still send there.`
    : null;
}
