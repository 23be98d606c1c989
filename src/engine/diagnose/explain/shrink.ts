import type { Cluster } from '#cluster';
import { familyOf } from '#net';
import type { HopOf, Story } from '#trace';
import { chip, code, nodeOf } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** A packet is too big for the way on: the node says so to its sender, who sends smaller ones. */
export function explainShrink(hop: HopOf<'shrink'>, { settings: { cni } }: Cluster): Story {
  const { device, fits, bytes, overhead } = hop.decision;
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
