import { type Cluster, servicesOf } from '#cluster';
import { isKnownOther } from '#net';
import type { Hop, HopOf } from '#trace';

/**
 * Whether an application got an HTTP request on a port that is known to speak something else, and nobody says what it
 * answers: that the connection arrives is known, its answer is not.
 */
export function isOtherThanHttp({ at, before, decision, because }: HopOf<'serve'>, cluster: Cluster): boolean {
  if (at.place.kind !== 'pod' || before?.carries?.kind !== 'http-request' || because.length > 0) return false;
  const { dport, protocol } = before;
  if (dport === null || decision.response === null || decision.response.grpcStatus !== null) return false;
  const pod = cluster.podByKey.get(at.place.pod);
  if (pod === undefined) return false;
  const own = pod.ports.filter((one) => one.port === dport && one.protocol === protocol).map(({ name }) => name);
  const toIt = servicesOf(cluster, pod)
    .flatMap(({ ports }) => ports)
    .filter(({ targetPort }) => targetPort === dport || own.some((name) => name !== '' && name === targetPort));
  const appProtocol = toIt.find((port) => port.appProtocol !== null)?.appProtocol;
  const name = [...own, ...toIt.map((port) => port.name)].join(' ').trim();
  return isKnownOther({ port: dport, protocol, name, appProtocol });
}

/** A hop as it can be told: one at which an answer comes back has no status where what was answered is not known. */
export function asKnown(hop: Hop, hops: readonly Hop[], cluster: Cluster): Hop {
  if (hop.kind !== 'returned' || hop.decision.status === null) return hop;
  const served = hops.findLast((other) => other.kind === 'serve' && other.pass === hop.pass);
  return served?.kind === 'serve' && isOtherThanHttp(served, cluster)
    ? { ...hop, decision: { ...hop.decision, status: null } }
    : hop;
}

/** What of a run's end is not known for that reason, in a sentence; `null` where it is known. */
export function unknownAnswer(hops: readonly Hop[], cluster: Cluster): string | null {
  const last = hops.findLast((hop) => hop.kind === 'serve');
  if (last?.kind !== 'serve' || !isOtherThanHttp(last, cluster)) return null;
  return `The connection arrives, but port ${last.before?.dport ?? ''} is for something else than HTTP: what it answers to this request is not known.`;
}
