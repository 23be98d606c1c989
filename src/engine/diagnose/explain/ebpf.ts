import type { Cluster } from '#cluster';
import type { Decisions, Fragment, HopOf, Story } from '#trace';
import { chip, code, link, nodeOf, placeLink, podLink } from './phrase.ts';
import { onNode, shell } from './shell.ts';

type Translate = HopOf<'translate'>;

/** Where eBPF programs translated it, and what that means for the packet and its reply. */
export function programsSay(hop: Translate, cluster: Cluster): readonly Fragment[] {
  const { ebpf } = cluster.settings.serviceProxy;
  const owner = ebpf.by === 'cilium' ? 'Cilium' : 'Calico';
  if (hop.at.hook === 'socket') {
    return [
      'This happens in the socket of ',
      placeLink(hop.at),
      `, before there is a packet: ${owner}’s program at ${callOf(hop)} looks the address up and connects to the backend. `,
      'No packet ever carries the Service’s address, and no node has to undo anything for the reply.',
    ];
  }
  const { forwarding } = hop.decision;
  const node = nodeOf(hop.at) ?? 'the node';
  if (forwarding === undefined) {
    return [
      `${owner}’s program on the sender’s interface rewrites the packet on ${node} and remembers it for the reply.`,
    ];
  }
  return [`${owner}’s program on the device of ${node} takes what comes from outside. `, ...FORWARDED[forwarding]];
}

function callOf({ before }: Translate): string {
  return before?.protocol === 'UDP' ? 'sendmsg' : 'connect';
}

const FORWARDED: Readonly<Record<NonNullable<Decisions['translate']['forwarding']>, readonly Fragment[]>> = {
  none: ['The backend is on this node, so the source stays as it is.'],
  snat: [
    'The backend is on another node, so the source becomes this node’s too (SNAT): the reply comes back here to be undone.',
  ],
  dsr: [
    'The backend is on another node, which is told the address that was dialled and answers the sender with it (DSR): the source stays, and the reply does not come back here.',
  ],
  tunnel: [
    'The backend is on another node; the packet goes there through a tunnel with its source, and the reply gets the address that was dialled.',
  ],
};

/** A later request on the same connection: nothing is looked up again. */
export function programsAgain(hop: Translate, to: Fragment): Story {
  const { by, chosen, among, service } = hop.decision;
  const who: Fragment = chosen.pod === null ? code(`${chosen.ip}`) : podLink(chosen.pod);
  const where: readonly Fragment[] =
    by === 'socket'
      ? ['The socket of ', placeLink(hop.at), ' is connected to the backend already: no program is asked. ']
      : [
          `The programs on ${nodeOf(hop.at) ?? 'the node'} keep this connection in a map of theirs: nothing is looked up again. `,
        ];
  return {
    chip: chip(`connected to ${chosen.ip}:${chosen.port}`),
    title: [link(service), ': the connection goes to ', to, ' already'],
    detail: [
      ...where,
      'All its requests go to ',
      who,
      among > 1
        ? `, whatever the load of the other ${among - 1}, until the connection ends. HTTP/2 and gRPC keep one open for all requests.`
        : ' until the connection ends.',
    ],
    commands: [],
  };
}

/** How programs choose: by chance, or by a hash that is the same on every node. */
export function chosenBy({ algorithm }: Decisions['translate']): string {
  return algorithm === 'maglev'
    ? 'chosen by Maglev: a hash of the connection, the same on every node'
    : 'chosen by chance among the slots of the map';
}

/** Which policy narrowed the backends: senders inside have the internal one, whatever address they dialled. */
export function narrowedBy({ forwarding, via }: Decisions['translate']): string {
  return via === 'clusterIP' || forwarding === undefined ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
}

/** What prints the map entry that was read, on the node that holds it. */
export function mapCommands({ before, consulted }: Translate, cluster: Cluster): readonly string[] {
  const table = consulted[0]?.table;
  if (table === undefined || before === null) return [];
  // A node port of another node is found by the entry for every address, so the entry says what to look for.
  const frontend = table.name.replace(/\/.*$/, '');
  return [
    cluster.settings.serviceProxy.ebpf.by === 'cilium'
      ? onNode(table.at, shell`cilium-dbg bpf lb list | grep -F ${frontend}`)
      : onNode(table.at, 'calico-node -bpf nat dump'),
  ];
}

/** The error that a program sees whose socket found no backend (`sock4_connect`; Calico's program just says no). */
export function socketError({ settings }: Cluster): readonly Fragment[] {
  return settings.serviceProxy.ebpf.by === 'cilium'
    ? [' There is no packet: ', code('connect'), ' fails at once with “No route to host” (EHOSTUNREACH).']
    : [' There is no packet: ', code('connect'), ' fails at once with “Operation not permitted” (EPERM).'];
}
