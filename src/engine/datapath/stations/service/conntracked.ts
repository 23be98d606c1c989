import type { ServiceEndpoint, Translation } from '#tables';
import { entryName, trackedAs } from '#tables';
import { tupleOf } from '#net';
import type { Packet } from '#net';
import type { Choice } from './choice.ts';
import { told } from './choice.ts';

/**
 * What the hop says of a packet whose connection stands: nat tables see only the first packet of a connection, all others
 * are translated by its conntrack entry (net/netfilter/nf_nat_core.c, `nf_nat_inet_fn`). One that is masqueraded on top has
 * another reply tuple, which is not known here yet.
 */
export function conntracked(choice: Choice, endpoint: ServiceEndpoint, marked: Translation['marked'], after: Packet) {
  const { flow, node } = choice;
  const { decision, because } = told(choice, endpoint, marked);
  const name = entryName(trackedAs(flow.packet.protocol, tupleOf(flow.packet), tupleOf(after)));
  return {
    decision: { ...decision, by: 'conntrack' as const },
    because,
    consulted: marked === null ? [{ table: { kind: 'conntrack', at: node, name }, row: name } as const] : [],
  };
}
