import type { Cluster } from '#cluster';
import { familyOf } from '#net';
import type { HopOf, Story } from '#trace';
import { chip, code, nodeOf } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** A packet is too big for the way on: the node says so to its sender, who sends smaller ones, or it cuts what wraps it. */
export function explainShrink(hop: HopOf<'shrink'>, { settings: { cni } }: Cluster): Story {
  const { by, device, fits, bytes, overhead } = hop.decision;
  if (by === 'fragments') return explainFragments(hop);
  const node = nodeOf(hop.at) ?? 'the node';
  const src = hop.before?.src ?? 'the sender';
  return {
    chip: chip(`${bytes} bytes, ${fits} fit`),
    title: [`${node} tells `, code(src), `: fragmentation needed, at most ${fits} bytes`],
    detail: [
      `The packet has ${bytes} bytes and may not be cut. `,
      ...(overhead === 0
        ? ['The interface ', code(device), ` takes ${fits}. `]
        : [code(device), ` adds ${overhead} bytes, and the network takes ${fits + overhead}. `]),
      `Pods’ interfaces have an MTU of ${cni.mtu}, which hides that from them. The sender remembers the smaller size for this destination and sends again; where the ICMP message is dropped, the connection hangs.`,
    ],
    commands:
      hop.before === null
        ? []
        : [
            onNode(node, shell`ip route get ${hop.before.dst}`),
            onNode(
              node,
              shell`ping -M do -s ${fits - (familyOf(hop.before.dst) === 'IPv6' ? 48 : 28)} ${hop.before.dst}`,
            ),
          ],
  };
}

function explainFragments(hop: HopOf<'shrink'>): Story {
  const { device, fits, bytes, overhead } = hop.decision;
  const node = nodeOf(hop.at) ?? 'the node';
  return {
    chip: chip(`${bytes + overhead} bytes in pieces`),
    title: [`${node} cuts what `, code(device), ` sends: ${bytes + overhead} bytes, ${fits + overhead} fit`],
    detail: [
      `The packet has ${bytes} bytes, and `,
      code(device),
      ` adds ${overhead}. The outer packet may be cut, so it goes in fragments, which the other node puts together. Nobody is told: it works, and costs every full packet more work; a network that drops fragments loses it.`,
    ],
    commands: [
      onNode(node, 'nstat -az IpFragCreates'),
      ...(hop.before === null ? [] : [onNode(node, shell`ip route get ${hop.before.dst}`)]),
    ],
  };
}
