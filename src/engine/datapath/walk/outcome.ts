import type { Cluster } from '#cluster';
import { workloadKeyOf } from '#cluster';
import type { Payload } from '#net';
import { reversed } from '#net';
import type { Member, Outcome, ResolvConf, StoppedAt } from '#trace';
import type { Draft, Flow, Seen } from '../flow.ts';
import type { ReplyWalk } from './reply.ts';

const NO_RESOLV_CONF: ResolvConf = { nameservers: [], searches: [], options: [] };

/** What a sender makes of the reply that reached it. */
export function outcomeOfReply(
  by: NonNullable<Seen['by']>,
  payload: Payload | null,
  stoppedAt: StoppedAt | null,
): Outcome {
  const delivered = by === 'answer' ? 'answered' : 'delivered';
  const plain: Outcome = { word: delivered, response: null, certificate: null, dns: null, stoppedAt };
  switch (payload?.kind) {
    case 'http-response':
      return { ...plain, response: payload.response, certificate: payload.response.certificate };
    case 'tls-alert':
      return { ...plain, word: 'tlsError', certificate: payload.certificate };
    case 'dns-answer': {
      const { rcode, answers } = payload.answer;
      return {
        ...plain,
        word: 'answered',
        dns: { rcode, answers, queries: [], servers: [], resolvConf: NO_RESOLV_CONF },
      };
    }
    default:
      return plain;
  }
}

/** The endpoint that was chosen on the way, if the packet came to it; else whoever has the address. */
export function memberServedAt(flow: Flow, cluster: Cluster): Member | null {
  const { packet, member } = flow;
  if (member !== null && member.ip === packet.dst && member.port === packet.dport) return member;
  if (packet.dport === null) return member;
  const place = flow.at.place;
  const pod = place.kind === 'pod' ? cluster.podByKey.get(place.pod) : undefined;
  return {
    ip: packet.dst,
    port: packet.dport,
    pod: pod?.key ?? null,
    workload: workloadKeyOf(pod),
    service: null,
  };
}

/** The last hop of a pass: the reply is back with who asked (or is not taken for an answer, or never comes). */
export function returnedDraft(flow: Flow, payload: Payload | null, { arrived, packet }: ReplyWalk): Draft {
  const status = payload?.kind === 'http-response' ? payload.response.status : null;
  const dialled = reversed(flow.sent.tuple);
  const back = packet ?? { ...flow.packet, ...dialled, carries: payload, encapsulates: null };
  return () => ({
    kind: 'returned',
    layer: 'client',
    before: back,
    after: arrived === 'asDialled' ? back : null,
    decision: {
      status,
      note: noteOf(arrived, back.src === dialled.src && back.sport === dialled.sport),
    },
    because: [],
  });
}

function noteOf(arrived: ReplyWalk['arrived'], isFromDialled: boolean): string {
  switch (arrived) {
    case 'asDialled':
      return isFromDialled ? '' : 'ConnectedThere';
    case 'fromElsewhere':
      return 'FromAnotherAddress';
    case 'lost':
      return 'NeverArrives';
  }
}
