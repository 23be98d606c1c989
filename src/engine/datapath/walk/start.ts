import type { Cluster } from '#cluster';
import type { Ref, Request } from '#document';
import type { Ip } from '#net';
import { ip, parseIp } from '#net';
import type { EndpointLack, Location, Member, NonEmpty, StoppedAt } from '#trace';
import type { Branch, Draft, Memory, Sending, Step } from '../flow.ts';
import { absenceEvidence } from './absence.ts';
import { stopOutcome } from './end.ts';
import { meantBy } from './intent.ts';
import { nearRefs } from './near-refs.ts';
import { addressesOf, senderLocation } from './parties.ts';

/** A request at its sender: where it starts, and the first step. */
export interface Start {
  readonly sending: Sending;
  readonly step: Step;
}

/** Makes a request's beginning. A sender or target that does not exist ends it at once, layer `client`. */
export function startOf(
  cluster: Cluster,
  request: Request,
  from: Location | null,
  memory: Memory,
  parse: (text: string) => Ref | null,
): Start {
  const meant = meantBy(request);
  const at = from ?? (request.from === null ? null : senderLocation(cluster, request.from));
  const nowhere: Location = { place: { kind: 'outside', ip: ip('0.0.0.0') }, hook: 'send' };
  const idle = (target: string): Sending => ({
    at: at ?? nowhere,
    intent: {
      target: { kind: 'name', name: target },
      port: null,
      protocol: 'TCP',
      payload: null,
      tls: null,
      bytes: 0,
      question: null,
      via: null,
    },
    memory,
    elapsedMs: 0,
  });
  if (at === null)
    return stopped(
      cluster,
      idle(''),
      { layer: 'client', reason: 'SenderUnknown', objects: [] },
      { note: refLabel(request), near: request.from === null ? [] : nearRefs(cluster, request.from, 'sender') },
    );
  if ('wrong' in meant)
    return stopped(cluster, idle(''), { layer: 'dns', reason: 'InvalidName', objects: [] }, { note: meant.wrong });
  const address = meant.intent.question === null ? parseIp(meant.target) : null;
  const sending: Sending = {
    ...idle(meant.target),
    intent: {
      ...meant.intent,
      target: address === null ? { kind: 'name', name: meant.target } : { kind: 'address', ip: address, named: null },
    },
  };
  const reference = meant.intent.question === null && meant.target.includes('/') ? parse(meant.target) : null;
  if (reference === null) return { sending, step: { then: 'resend', hop: null, sending } };
  const addressed = addressesOf(cluster, reference, at, meant.intent.port);
  if (addressed.kind === 'none') {
    const near = addressed.stoppedAt.reason === 'TargetUnknown' ? nearRefs(cluster, reference, 'target') : [];
    const { stoppedAt, lacks = null } = addressed;
    return stopped(cluster, sending, stoppedAt, { note: meant.target, near, lacks });
  }
  const [first, ...rest] = addressed.choices.map((choice) => branchTo(sending, choice));
  if (first === undefined) throw new Error('a reference without an address');
  return { sending, step: { then: 'fork', choice: 'endpoint', branches: [first, ...rest] } };
}

function branchTo(
  sending: Sending,
  choice: { readonly ip: Ip; readonly member: Member | null; readonly port: number | null },
): Branch {
  const alike: NonEmpty<Member | string> = [choice.member ?? choice.ip];
  return {
    weight: 1n,
    alike,
    take: () => ({
      then: 'resend',
      hop: null,
      sending: {
        ...sending,
        member: choice.member,
        intent: {
          ...sending.intent,
          port: choice.port ?? sending.intent.port,
          target: { kind: 'address', ip: choice.ip, named: null },
        },
      },
    }),
  };
}

const UNRESOLVED = 'unresolved';

interface StartDetail {
  readonly note: string;
  readonly near?: readonly string[];
  readonly lacks?: EndpointLack | null;
}

function stopped(
  cluster: Cluster,
  sending: Sending,
  stoppedAt: StoppedAt,
  { note, near = [], lacks = null }: StartDetail,
): Start {
  const hop: Draft = () => ({
    kind: 'stop',
    layer: stoppedAt.layer,
    before: null,
    after: null,
    decision: { ...stoppedAt, outcome: UNRESOLVED, note, near, ...(lacks === null ? {} : { lacks }) },
    because: absenceEvidence(stoppedAt, cluster),
  });
  return { sending, step: { then: 'end', hop, outcome: stopOutcome(UNRESOLVED, stoppedAt) } };
}

function refLabel(request: Request): string {
  const { from } = request;
  if (from === null) return 'nobody';
  return [from.kind, from.namespace, from.name].filter((part) => part !== null && part !== '').join('/');
}
