import type { Packet } from '#net';
import { sameTuple, tupleOf } from '#net';
import type { Location } from '#trace';
import type { Flow, Nat } from '../flow.ts';

/**
 * The flow with the rewritten packet and its connection tracking entry at `place`: a second rewrite of the same
 * connection there (DNAT, then masquerading) completes the first one's entry.
 */
export function rewritten(flow: Flow, place: Location['place'], packet: Packet): Flow {
  const before = tupleOf(flow.packet);
  const known = flow.nat.find(
    (entry) => entry.keptBy === undefined && isSame(entry.place, place) && sameTuple(entry.translated, before),
  );
  const entry = { place, original: known?.original ?? before, translated: tupleOf(packet) };
  return { ...flow, packet, nat: [...flow.nat.filter((one) => one !== known), entry] };
}

/** The same by a program beside the kernel's conntrack, which keeps an entry of its own. */
export function rewrittenByProgram(flow: Flow, place: Location['place'], packet: Packet): Flow {
  const entry: Nat = { place, original: tupleOf(flow.packet), translated: tupleOf(packet), keptBy: 'natMap' };
  return { ...flow, packet, nat: [...flow.nat, entry] };
}

function isSame(a: Location['place'], b: Location['place']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
