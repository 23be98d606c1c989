import type { Cluster } from '#cluster';
import type { Packet } from '#net';
import { familyOf } from '#net';
import type { Fragment, HopOf } from '#trace';
import { inPod, onNode, shell } from './shell.ts';

interface TooLarge {
  readonly title: readonly Fragment[];
  readonly detail: readonly Fragment[];
  commands(cluster: Cluster): readonly string[];
}

/** A packet that the interface of the next node does not take; `null` for other stops. */
export function tooLarge({ before, decision }: HopOf<'stop'>): TooLarge | null {
  const [bytes = 0, most = 0] = decision.note.split(' > ').map(Number);
  const [node] = decision.objects;
  if (decision.reason !== 'TooBig' || before === null || node === undefined) return null;
  const inner = before.encapsulates ?? before;
  const overhead = before.bytes - inner.bytes;
  const wrapped = overhead === 0 ? '' : `, ${overhead} of them round the packet`;
  return {
    title: [
      `A packet of ${bytes} bytes is lost on the wire: the interface of `,
      { text: node.name, object: node },
      ` takes ${most}`,
    ],
    detail: [` It has ${bytes} bytes${wrapped}, and the way takes ${most}.`],
    commands: (cluster) => [
      onNode(node.name, 'ip link show eth0'),
      ...pings(inner, most - overhead - headers(inner), cluster),
    ],
  };
}

/** IP's header and that of ICMP echo (RFC 791, RFC 8200, RFC 792). */
function headers({ dst }: Packet): number {
  return familyOf(dst) === 'IPv6' ? 48 : 28;
}

/** The smallest ping that is lost and the largest that arrives, both forbidden to be cut. */
function pings({ src, dst }: Packet, largest: number, cluster: Cluster): readonly string[] {
  const pod = cluster.podByIp.get(src);
  if (pod === undefined) return [];
  return [largest + 1, largest].map((size) => inPod(cluster, pod.key, shell`ping -M do -c 1 -s ${size} ${dst}`));
}
