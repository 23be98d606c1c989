import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { familyOf } from '#net';
import { bpfConnections, iptables, iptablesSave, masqueradeChain, nftTable } from './node-tools.ts';
import { deviceSays } from './own-device.ts';
import { chip, code, nodeOf } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** The source was rewritten, by kube-proxy or by the CNI. */
export function explainMasquerade(hop: HopOf<'masquerade'>, cluster: Cluster): Story {
  const { from, to } = hop.decision;
  const node = nodeOf(hop.at) ?? 'the node';
  return {
    chip: chip(`source ${to}`),
    title: ['The source ', code(from), ' becomes ', code(to)],
    detail: [...reason(hop, cluster), ...deviceSays(nodeOf(hop.at), to, hop, cluster), ...consequence(from, to, node)],
    commands: commandsFor(hop, node, cluster),
  };
}

function commandsFor(hop: HopOf<'masquerade'>, node: string, cluster: Cluster): readonly string[] {
  const { decision } = hop;
  const { by } = decision;
  if (decision.why === 'egressGateway')
    return [
      onNode(node, shell`cilium-dbg bpf egress list | grep -F ${decision.from}`),
      onNode(node, shell`cilium-dbg bpf nat list | grep -F ${decision.from}`),
    ];
  return by === 'nat-gateway' || by === 'public-address'
    ? []
    : [onNode(node, commandFor({ ...decision, by }, chainRead(hop, cluster), cluster))];
}

type OnNode = Omit<HopOf<'masquerade'>['decision'], 'by'> & { readonly by: 'kube-proxy' | 'cni' | 'ebpf' };

/** The chain of the CNI that was read, else the one in which it masquerades. */
function chainRead({ consulted }: HopOf<'masquerade'>, { settings: { cni } }: Cluster): string {
  return consulted.find(({ table }) => table.kind === 'iptables')?.table.name ?? masqueradeChain(cni.name);
}

function commandFor({ by, to }: OnNode, chain: string, cluster: Cluster): string {
  const { mode, ebpf } = cluster.settings.serviceProxy;
  switch (by) {
    case 'kube-proxy':
      return mode === 'nftables'
        ? `nft list chain ${nftTable(familyOf(to))} masquerading`
        : `${iptablesSave(familyOf(to))} -t nat | grep KUBE-POSTROUTING`;
    case 'cni':
      return mode === 'ebpf' && ebpf.by === 'cilium' && ebpf.masquerade === 'bpf'
        ? 'cilium-dbg bpf nat list'
        : shell`${iptables(familyOf(to))} -t nat -S ${chain}`;
    case 'ebpf':
      return ebpf.by === 'cilium' ? 'cilium-dbg bpf nat list' : bpfConnections(cluster);
  }
}

function reason({ decision }: HopOf<'masquerade'>, cluster: Cluster): readonly Fragment[] {
  if (decision.by === 'nat-gateway') {
    return [
      'The NAT gateway stands between the nodes’ network and the internet, which knows no private address. Allow lists elsewhere hold its address, whatever node a pod is on. ',
    ];
  }
  if (decision.by === 'public-address') {
    const name = cluster.nodeByPublicIp.get(decision.to)?.name ?? 'the node';
    return [
      `The network translates what ${name} sends to the internet one to one: its private address becomes its ExternalIP. `,
    ];
  }
  const cni = cluster.settings.cni.name;
  const program =
    decision.by === 'ebpf'
      ? [
          'The route to eth0 is picked before. Cilium’s program there does it as the packet leaves (tc egress), and keeps it in its own NAT map. ',
        ]
      : [];
  switch (decision.why) {
    case 'egressGateway':
      return [
        'A CiliumEgressGatewayPolicy sends this pod’s packets to that destination out by this node, under an address that stays the same wherever the pod runs. ',
        ...program,
      ];
    case 'toRemotePod':
      return [
        `${cni} masquerades what comes from outside the pod network and goes on to a pod of another node, so that the answer comes back this way. `,
      ];
    case 'intoTunnel':
      return [
        `${cni} gives what the node itself sends into the tunnel the tunnel’s own address, so that the answer comes back through it. `,
      ];
    case 'leavesPodNetwork':
    case 'leavesNetwork':
      return [
        `A pod’s address means nothing outside the pod network, so ${cni} hides it behind the node. `,
        ...program,
      ];
    case 'hairpin':
      return [
        'The pod reached itself through a Service. Without this it would answer its own address and drop the answer. ',
      ];
    case 'marked':
      return decision.by === 'ebpf'
        ? [
            'The backend is on another node. Without this its answer would go past this node, which alone can turn it into an answer of the Service. ',
          ]
        : ['kube-proxy marked the packet, so that the reply comes back to this node, which can undo the translation. '];
  }
}

function consequence(from: string, to: string, node: string): readonly Fragment[] {
  if (from === to) return ['The address happens to be the same; only the port changes.'];
  return node === 'the node' ? [] : [`The receiver sees an address of ${node}, not the sender’s.`];
}
