import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { bpfConnections } from './node-tools.ts';
import { address, chip } from './phrase.ts';
import { onNode, shell } from './shell.ts';

type Restore = HopOf<'restore'>;

/** The reply crosses a kernel (or a balancer) that had rewritten the connection: the old addresses are put back. */
export function explainRestore(hop: Restore, cluster: Cluster): Story {
  if (hop.at.place.kind === 'balancer') return isSameDestination(hop) ? addressPutBack(hop) : onOwnConnection(hop);
  if (hop.at.hook === 'socket') return inSocket(hop);
  if (hop.at.place.kind === 'outside') return atGateway(hop);
  const { node, to } = hop.decision;
  const isEbpf = cluster.settings.serviceProxy.mode === 'ebpf';
  const isInNatMap = hop.consulted.some(({ table }) => table.kind === 'bpf');
  const keeper = isInNatMap ? 'The NAT map of its programs' : isEbpf ? 'Its map of connections' : 'conntrack';
  const kept = isInNatMap ? shell`cilium-dbg bpf nat list | grep -F ${to.dst}` : bpfConnections(cluster);
  const command = onNode(node, isEbpf || isInNatMap ? kept : entryCommand(hop));
  return isSameSource(hop)
    ? {
        chip: chip(`masquerade undone on ${node}`),
        title: [`${node} undoes its masquerade: destination `, ...destination(hop)],
        detail: [
          `The receiver answered the address that ${node} had put there. ${keeper} still knows who asked, and the reply goes on to `,
          address(to.dst, to.dport),
          '.',
        ],
        commands: [command],
      }
    : {
        chip: chip(`NAT undone on ${node}`),
        title: [`${node} undoes its translation: source `, ...source(hop)],
        detail: [
          'The reply has to look as if it came from the address that was dialled, ',
          address(to.src, to.sport),
          '. ',
          ...(isSameDestination(hop)
            ? []
            : ['Its masquerade is undone as well: destination ', ...destination(hop), '.']),
        ],
        commands: [command],
      };
}

/**
 * What lists the entry. Where only the masquerade is undone yet, the reply's source is that of the entry's reply tuple;
 * once the translation is undone too, it is the address that was dialled.
 */
function entryCommand(hop: Restore): string {
  const { src } = hop.decision.to;
  return isSameSource(hop) ? shell`conntrack -L -r ${src}` : shell`conntrack -L -d ${src}`;
}

function atGateway(hop: Restore): Story {
  return {
    chip: chip('the NAT gateway gives it back'),
    title: ['The NAT gateway knows whose answer it is: destination ', ...destination(hop)],
    detail: ['The answer came to the gateway’s address. Its table of connections holds the sender.'],
    commands: [],
  };
}

function inSocket(hop: Restore): Story {
  return {
    chip: chip('socket tells the address'),
    title: ['The socket says that the answer came from ', address(hop.decision.to.src, hop.decision.to.sport)],
    detail: [
      'The packet came from the backend, ',
      address(hop.decision.from.src, hop.decision.from.sport),
      '. The program at recvmsg puts the address that was dialled in its place, so the sender takes it for the answer.',
    ],
    commands: [],
  };
}

/** The balancer had rewritten the destination only, so the connection is the client's own from end to end. */
function addressPutBack(hop: Restore): Story {
  const { to } = hop.decision;
  return {
    chip: chip('the address is put back'),
    title: ['The load balancer puts its address back: source ', ...source(hop)],
    detail: [
      'It kept the client’s address, so there is one connection from end to end and the reply is for the client itself. It comes back through the balancer, which knows the flow and gives it the address that was dialled, ',
      address(to.src, to.sport),
      '.',
    ],
    commands: [],
  };
}

function onOwnConnection(hop: Restore): Story {
  const { to } = hop.decision;
  return {
    chip: chip('back on the first connection'),
    title: ['The load balancer hands the reply on: source ', ...source(hop)],
    detail: [
      'The reply ends at the balancer’s own connection. What it read there it sends to ',
      address(to.dst, to.dport),
      ' on the connection that the client opened.',
    ],
    commands: [],
  };
}

function isSameSource({ decision: { from, to } }: Restore): boolean {
  return from.src === to.src && from.sport === to.sport;
}

function isSameDestination({ decision: { from, to } }: Restore): boolean {
  return from.dst === to.dst && from.dport === to.dport;
}

function source({ decision: { from, to } }: Restore): readonly Fragment[] {
  return [address(from.src, from.sport), ' becomes ', address(to.src, to.sport)];
}

function destination({ decision: { from, to } }: Restore): readonly Fragment[] {
  return [address(from.dst, from.dport), ' becomes ', address(to.dst, to.dport)];
}
