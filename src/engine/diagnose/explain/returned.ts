import type { Cluster } from '#cluster';
import type { HopOf, Story } from '#trace';
import { answerText } from '../answer-text.ts';
import { grpcText } from '../grpc-text.ts';
import { chip, code, placeLink } from './phrase.ts';

const DIALLED = ', the address that was dialled.';
const CONNECTED = ', the backend that the socket has been connected to from the start: nothing has to be put back.';

/** The end of a pass at who asked. */
export function explainReturned(hop: HopOf<'returned'>, _cluster: Cluster): Story {
  const { status, note } = hop.decision;
  const who = placeLink(hop.at);
  if (note === 'NeverArrives') {
    return {
      chip: 'the reply never arrives',
      title: ['The reply does not find its way back to ', who],
      detail: [
        'Nothing on its way leads to the source address that the receiver saw. The sender waits until it gives up.',
      ],
      commands: [],
    };
  }
  if (note === 'FromAnotherAddress') {
    return {
      chip: 'reply from a stranger',
      title: [who, ' gets an answer from an address that it did not dial'],
      detail: [
        'The reply went past the node that had translated the request, so nobody put the old address back. ',
        'The sender’s kernel knows no such connection and resets it; the sender waits until it gives up.',
      ],
      commands: [],
    };
  }
  const carried = hop.before?.carries;
  const response = status !== null && carried?.kind === 'http-response' ? carried.response : null;
  const grpc = response === null ? null : grpcText(response);
  const what = response === null ? (status === null ? null : `${status}`) : answerText(response);
  return {
    chip: chip(what === null ? 'reply arrives' : `${what} arrives`),
    title: ['The reply is back at ', who, ...(what === null ? [] : [': ', code(what)])],
    detail: [
      ...(hop.before === null
        ? []
        : ['It comes from ', code(hop.before.src), note === 'ConnectedThere' ? CONNECTED : DIALLED]),
      ...(grpc === null ? [] : [` It brings ${grpc}.`]),
    ],
    commands: [],
  };
}
