import type { Tables } from '#tables';
import { isGood } from '#trace';
import type { Hop, Odds, Outcome, Pass, StoppedAt, Trace } from '#trace';
import { answerText } from './answer-text.ts';
import { blame } from './blame.ts';
import { countsOf } from './hop-counts.ts';
import { insideNameFact } from './inside-name.ts';
import { serviceFact } from './other-ports.ts';
import { hostOfNobodyFact } from './lookup-cause.ts';
import { isLeftBehind } from './reason-text.ts';
import { unknownAnswer } from './spoken-here.ts';

/** What a run comes to, for a person: one sentence without a full stop, a few facts, and whether it went well. */
export interface VerdictText {
  readonly sentence: string;
  readonly facts: readonly string[];
  readonly good: boolean;
}

export function verdictOf(trace: Trace, odds: Odds, tables: Tables): VerdictText {
  const { outcome } = trace;
  const unknown = unknownAnswer(trace.hops, tables.cluster);
  return {
    sentence: sentenceOf(trace, unknown === null ? 'known' : 'unknown'),
    facts: [
      blame(trace, tables.cluster),
      unknown,
      serviceFact(trace, tables.cluster),
      insideNameFact(trace, tables.cluster),
      hostOfNobodyFact(trace, tables.cluster),
      countsOf(trace),
      sourceFact(trace, tables),
      othersFact(trace, odds),
    ].filter((fact) => fact !== null),
    good: isGood(outcome),
  };
}

function sentenceOf({ outcome, receiver, hops }: Trace, answer: 'known' | 'unknown'): string {
  const status = outcome.response === null || answer === 'unknown' ? '' : `, ${answerText(outcome.response)}`;
  switch (outcome.word) {
    case 'delivered':
      return `Delivered to ${receiver === null ? 'the receiver' : nameOf(receiver)}${status}`;
    case 'answered':
      return answered(outcome, hops);
    case 'refused':
      return `Refused ${where(outcome.stoppedAt, hops)}`;
    case 'timeout':
      return `Times out, lost ${leftBehind(hops) ?? where(outcome.stoppedAt, hops)}`;
    case 'unresolved':
      return unresolved(outcome, hops);
    case 'tlsError':
      return 'The TLS handshake fails';
  }
}

function unresolved({ stoppedAt, dns }: Outcome, hops: readonly Hop[]): string {
  const stop = hops.findLast((hop) => hop.kind === 'stop');
  const named = stop?.kind === 'stop' && stop.decision.note !== '' ? ` ${stop.decision.note}` : '';
  const near = stop?.kind === 'stop' ? (stop.decision.near ?? []) : [];
  const meant = near.length === 0 ? '' : `, did you mean ${near.join(' or ')}?`;
  if (stoppedAt?.reason === 'SenderUnknown') return `Nothing to send from: there is no${named}${meant}`;
  if (stoppedAt?.reason === 'TargetUnknown') return `Nothing to send to: there is no${named}${meant}`;
  if (stoppedAt?.layer === 'dns' || dns !== null) return 'The name gives no address';
  const [without] = stoppedAt?.objects ?? [];
  return `No address to send to${without === undefined ? '' : `: ${without.kind} ${without.name} has none`}`;
}

function nameOf(receiver: NonNullable<Trace['receiver']>): string {
  return receiver.pod === null ? `${receiver.ip}:${receiver.port}` : receiver.pod.slice(receiver.pod.indexOf('/') + 1);
}

function answered(outcome: Outcome, hops: readonly Hop[]): string {
  if (outcome.dns !== null) {
    const data = outcome.dns.answers.map((answer) => answer.data);
    const [first] = outcome.dns.answers;
    const type = first === undefined || first.type === 'A' || first.type === 'AAAA' ? '' : `${first.type} `;
    return data.length === 0
      ? 'Answered without a record'
      : `Answered with ${type}${data.slice(0, 3).join(', ')}${data.length > 3 ? ` and ${data.length - 3} more` : ''}`;
  }
  const by = hops.findLast((hop) => hop.kind === 'answer' || hop.kind === 'receive');
  const who =
    by?.kind === 'answer' ? by.decision.by : by?.kind === 'receive' ? by.decision.where : 'something on the way';
  const status = outcome.response?.status;
  return `Answered by ${who}${status === undefined ? '' : `, ${status}`}`;
}

/** No Service rule took the packet, so it went on past its node, where nobody has the address. */
function leftBehind(hops: readonly Hop[]): string | null {
  const stop = hops.findLast((hop) => hop.kind === 'stop');
  return stop?.kind === 'stop' && stop.at.place.kind === 'node' && isLeftBehind(stop)
    ? `behind ${stop.at.place.node}, as no Service rule takes it`
    : null;
}

function where(stoppedAt: StoppedAt | null, hops: readonly Hop[]): string {
  if (stoppedAt === null) return 'on the way';
  if (stoppedAt.reason === 'NoRouteFromOutside') return 'before it gets into the cluster';
  if (stoppedAt.reason === 'InternalBalancer') return 'before it gets to the load balancer';
  if (stoppedAt.reason === 'NothingListensHere') return 'by the sender’s own machine';
  const last = hops.findLast((hop) => hop.kind === 'stop' || hop.after === null);
  const place = last?.at.place;
  if (place?.kind === 'outside' && stoppedAt.layer === 'edge') return 'outside the cluster';
  if (place?.kind === 'outside' && stoppedAt.layer === 'node') return `by ${place.ip}, outside the cluster`;
  const pod = place?.kind === 'pod' ? place.pod.slice(place.pod.indexOf('/') + 1) : null;
  const node = place?.kind === 'node' ? place.node : null;
  if (stoppedAt.layer === 'node' && node !== null) return `on ${node}`;
  if (stoppedAt.layer === 'pod' && pod !== null) return `at Pod ${pod}`;
  if (stoppedAt.layer === 'gateway') return LAYER_WORDS.gateway;
  const at = node !== null ? ` on ${node}` : pod !== null ? ` at Pod ${pod}` : '';
  return `${LAYER_WORDS[stoppedAt.layer]}${at}`;
}

const LAYER_WORDS: Readonly<Record<StoppedAt['layer'], string>> = {
  client: 'at the client',
  dns: 'in the name lookup',
  edge: 'at the load balancer',
  gateway: 'at the gateway',
  service: 'in the Service rules',
  policy: 'to a policy',
  cni: 'in the pod network',
  node: 'at the node',
  pod: 'at the pod',
};

function sourceFact({ sourceSeen, hops, outcome, passes }: Trace, tables: Tables): string | null {
  if (outcome.word !== 'delivered' || sourceSeen === null) return null;
  const sent = hops.find((hop) => hop.kind === 'send' && hop.pass === firstPass(passes).id);
  if (sent?.after === null || sent?.after === undefined || sent.after.src === sourceSeen)
    return 'The receiver sees the sender’s own address.';
  return `The receiver sees ${whoHas(sourceSeen, tables)}, not the sender.`;
}

function firstPass(passes: Trace['passes']): Pass {
  return passes[0];
}

function whoHas(address: NonNullable<Trace['sourceSeen']>, { cluster, routes }: Tables): string {
  const pod = cluster.podByIp.get(address);
  if (pod !== undefined) return pod.role === 'ingress-controller' ? 'the ingress controller' : `pod ${pod.name}`;
  const node = cluster.nodeByIp.get(address) ?? cluster.nodeByPublicIp.get(address);
  if (node !== undefined) return `${node.name}, ${address}`;
  const holder = routes.holder(address);
  if (holder !== null) return `${address}, an address of ${holder.name} in the pod network`;
  return address === cluster.settings.loadBalancer.address ? `the load balancer, ${address}` : address;
}

function othersFact(trace: Trace, odds: Odds): string | null {
  const words = new Set(odds.possible.map(({ outcome }) => outcome.word));
  if (words.size <= 1) return null;
  const others = [...words].filter((word) => word !== trace.outcome.word);
  return `It can also end otherwise: ${others.join(', ')}.`;
}
