import type { Cluster } from '#cluster';
import type { HopOf, Story } from '#trace';
import { chip, code, nodeOf } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** A packet is too big for the way on with what wraps it, which may be cut: it goes on in pieces. */
export function explainFragment(hop: HopOf<'fragment'>, _cluster: Cluster): Story {
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
