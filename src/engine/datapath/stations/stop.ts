import type { Evidence } from '#cluster';
import type { Packet } from '#net';
import type { Consulted, Decisions, EndpointLack, Hop, Location, Outcome, StoppedAt } from '#trace';
import type { Step } from '../flow.ts';

/** What a station may add to a stop: where exactly, what it was read from, a word for the explanation. */
export interface StopDetail {
  readonly at?: Location;
  /** Whose the hop is, where that is not the layer that the reason belongs to. */
  readonly layer?: Hop['layer'];
  readonly note?: string;
  readonly lacks?: EndpointLack;
  readonly because?: readonly Evidence[];
  readonly consulted?: readonly Consulted[];
}

/** The packet goes no further, and the sender notices `word`. */
export function stop(
  packet: Packet | null,
  word: Decisions['stop']['outcome'],
  stoppedAt: StoppedAt,
  detail: StopDetail = {},
): Extract<Step, { then: 'end' }> {
  const { at, layer = stoppedAt.layer, note = '', because = [], consulted = [], lacks } = detail;
  const outcome: Outcome = { word, response: null, certificate: null, dns: null, stoppedAt };
  return {
    then: 'end',
    outcome,
    hop: () => ({
      kind: 'stop',
      layer,
      ...(at === undefined ? {} : { at }),
      before: packet,
      after: null,
      decision: { ...stoppedAt, outcome: word, note, ...(lacks === undefined ? {} : { lacks }) },
      because,
      consulted,
    }),
  };
}
