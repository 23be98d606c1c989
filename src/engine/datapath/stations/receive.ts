import type { Evidence } from '#cluster';
import type { Draft, Flow } from '../flow.ts';
import type { Server } from './application.ts';

/** The hop of a listener that takes a packet. */
export function receiveHop(flow: Flow, server: Server, because: readonly Evidence[] = []): Draft {
  const { packet } = flow;
  const name = server.pod?.ports.find(
    ({ port, protocol }) => port === packet.dport && protocol === packet.protocol,
  )?.name;
  return () => ({
    kind: 'receive',
    layer: server.layer,
    before: packet,
    after: packet,
    decision: {
      where: server.where,
      port: packet.dport,
      portName: name === undefined || name === '' ? null : name,
      role: server.role,
    },
    because,
  });
}
