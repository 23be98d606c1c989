import type { Packet } from '#net';
import { reversed, sameTuple, tupleOf } from '#net';
import type { Place } from '#trace';
import type { Draft, Nat } from '../flow.ts';

/** The reply as the program that asked sees it, and the hop to record where a program of the kernel rewrote it. */
export interface ToldBySocket {
  readonly packet: Packet;
  readonly hop: Draft | null;
}

/**
 * What a socket makes of an answer, where eBPF connected it to a backend: a TCP socket simply is connected there, an
 * unconnected UDP one is handed the address that was dialled by the program at `recvmsg` (`sock4_recvmsg`).
 */
export function toldBySocket(packet: Packet, entries: readonly Nat[]): ToldBySocket | null {
  const entry = entries.findLast((nat) => nat.keptBy === 'socket' && sameTuple(reversed(nat.translated), packet));
  if (entry === undefined) return null;
  const told: Packet = { ...packet, ...reversed(entry.original) };
  const hop: Draft = () => ({
    kind: 'restore',
    layer: 'service',
    before: packet,
    after: told,
    decision: { node: nameOf(entry.place), from: tupleOf(packet), to: tupleOf(told) },
    because: [],
  });
  return { packet: told, hop: packet.protocol === 'UDP' ? hop : null };
}

function nameOf(place: Place): string {
  switch (place.kind) {
    case 'pod':
      return place.pod;
    case 'node':
      return place.node;
    case 'balancer':
      return place.service;
    case 'outside':
      return place.ip;
  }
}
