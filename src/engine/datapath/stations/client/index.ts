import type { Evidence } from '#cluster';
import { evidenceOf } from '#cluster';
import type { Packet } from '#net';
import { tupleOf } from '#net';
import type { Location } from '#trace';
import type { Flow, Sender, World } from '../../flow.ts';
import { sourcePort } from '../source-port.ts';
import { stands } from '../standing.ts';
import { stop } from '../stop.ts';
import { firstSegment } from './segment.ts';
import { sourceFor } from './source.ts';

const TTL = 64;

/** The sender's address: what the packet's source is made of. */
function senderEvidence(place: Location['place'], { cluster }: World): readonly Evidence[] {
  if (place.kind === 'pod') {
    const pod = cluster.podByKey.get(place.pod);
    return pod === undefined ? [] : [evidenceOf(pod, 'status', 'podIP')];
  }
  const node = place.kind === 'node' ? cluster.nodeByName.get(place.node) : undefined;
  return node === undefined ? [] : [evidenceOf(node, 'status', 'addresses')];
}

/** Puts what a sender intends on the wire, once its target is an address; a name is left to the resolver. */
export const clientSender: Sender = {
  layer: 'client',
  why: 'Gives the packet its source address and port and hands it to the kernel it is sent from.',
  handle(sending, world, pass) {
    const { intent, at } = sending;
    if (intent.target.kind === 'name') return { then: 'pass' };
    const { ip: dst, named } = intent.target;
    const source = sourceFor(at.place, dst, world);
    if (source.kind === 'cannot') return stop(null, 'timeout', source.stoppedAt, { at });
    const packet: Packet = {
      src: source.address,
      sport: intent.port === null ? null : sourcePort(pass.id, pass.chance),
      dst,
      dport: intent.port,
      protocol: intent.protocol,
      bytes: firstSegment(intent, at.place, world),
      tls: intent.tls,
      carries: intent.payload,
      encapsulates: null,
    };
    const flow: Flow = {
      at: source.at,
      packet,
      nat: [],
      memory: sending.memory,
      elapsedMs: sending.elapsedMs,
      ttl: TTL,
      sent: { at, tuple: tupleOf(packet) },
      member: sending.member ?? null,
      marked: false,
      masqueraded: false,
      pass: pass.id,
      chance: pass.chance,
      via: intent.via,
    };
    return {
      then: 'go',
      flow,
      hop: () => ({
        kind: 'send',
        layer: 'client',
        at,
        before: null,
        after: packet,
        decision: {
          target: dst,
          named,
          protocol: intent.protocol,
          port: intent.port,
          ...(intent.relays === undefined ? {} : { relays: intent.relays }),
          ...(stands(flow) ? { by: 'connection' as const } : {}),
        },
        because: senderEvidence(at.place, world),
      }),
    };
  },
};
