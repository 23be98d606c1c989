import type { Cluster } from '#cluster';
import { setting } from '#cluster';
import type { Packet } from '#net';
import { cidrContains } from '#net';
import type { Station } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { sourcePort } from '../source-port.ts';

/**
 * The CNI's own source NAT: a pod's packet that leaves the pod network gets the node's address. Other nodes' addresses
 * count as outside for all but AWS, which routes them in its VPC.
 * Not modelled: ip-masq-agent's lists, IP pools without NAT, egress gateways.
 */
export const cniMasquerade: Station = {
  layer: 'cni',
  why: "Gives packets of pods that leave the pod network the node's address.",
  handle(flow, { cluster, tables }) {
    const { place } = flow.at;
    if (place.kind !== 'node' || !leavesPodNetwork(cluster, flow.packet)) return { then: 'pass' };
    if (tables.routes.isLocal(place.node, flow.packet.dst)) return { then: 'pass' };
    const from = flow.packet.src;
    const to = tables.routes.sourceFor(place.node, flow.packet.dst);
    const sport = flow.packet.sport === null ? null : sourcePort(flow.pass, flow.chance, `cni/${place.node}`);
    const packet = { ...flow.packet, src: to, sport };
    return {
      then: 'note',
      flow: { ...rewritten(flow, place, packet), masqueraded: true },
      hop: () => ({
        kind: 'masquerade',
        layer: 'cni',
        before: flow.packet,
        after: packet,
        decision: { by: 'cni', from, to, why: 'leavesPodNetwork' },
        because: [setting(cluster, 'cni')],
      }),
    };
  },
};

function leavesPodNetwork(cluster: Cluster, { src, dst }: Packet): boolean {
  const { cni, podCidrs } = cluster.settings;
  if (!cni.masqueradesOutside || !cluster.podByIp.has(src)) return false;
  if (cluster.podByIp.has(dst) || podCidrs.some((block) => cidrContains(block, dst))) return false;
  return cni.name !== 'aws-vpc' || !cluster.nodeByIp.has(dst);
}
