import type { Cluster } from '#cluster';
import type { CniName } from '#document';

/** Which hardware addresses are known, by CNI: those that it makes itself, or writes into a Node's annotations. */
const KNOWN_HARDWARE: Readonly<Partial<Record<CniName, string>>> = {
  calico: ', but for those of Calico’s VXLAN devices and of pods’ interfaces',
  flannel: ', but for those of VXLAN devices where a Node is annotated with them',
};

/** What a look into the real node would show besides, in sentences. */
export function notModelled({ settings }: Cluster): readonly string[] {
  const { cni, serviceProxy } = settings;
  const overlay = cni.mode === 'vxlan' || cni.mode === 'ipip' || cni.mode === 'geneve';
  return [
    'The gateway of the default route and the range of the nodes’ network: they stand in capitals. The interface to the network is taken to be eth0.',
    ...(cni.name === 'calico'
      ? [
          'Calico’s own blocks of addresses: each node is taken to have one range, and its tunnel the first address in it.',
        ]
      : []),
    ...(cni.name === 'cilium' && serviceProxy.mode !== 'ebpf'
      ? ['That Cilium beside kube-proxy translates cluster IPs for pods itself: kube-proxy’s rules stand in its place.']
      : []),
    ...(cni.name === 'weave' && serviceProxy.mode === 'ipvs'
      ? [
          'That Weave’s policy chains hang on FORWARD and INPUT: what IPVS sends on by output is judged here all the same.',
        ]
      : []),
    ...(cni.name === 'aws-vpc'
      ? ['The mark 128 that Amazon’s rules set on connections in conntrack: every entry stands with mark=0.']
      : []),
    ...(cni.name === 'cilium' ? ['Cilium’s other programs and maps; the hooks are those of the kernel.'] : []),
    ...(cni.name === 'cilium' || cni.name === 'flannel' || cni.name === 'kindnet' || cni.name === 'weave'
      ? ['Names that the CNI gives at random: they end in an ellipsis.']
      : []),
    `Hardware addresses${KNOWN_HARDWARE[cni.name] ?? ''}; link-local addresses, queues of interfaces, and which numbers other interfaces take.`,
    'Chains in which the CNI keeps policies: what a policy decides is shown at its hook, as a rule of the policy.',
    ...(serviceProxy.mode === 'ebpf'
      ? [
          'Connections that the eBPF programs keep in maps of their own, but for Cilium’s NAT map, which has the sources that they rewrote.',
          'The stops past which a program hands a packet on; interfaces that it leaves out are left out here too.',
        ]
      : []),
    `Time that passes: conntrack’s entries stand as just begun. Entries of other connections${overlay ? ' and of the overlay’s own packets' : ''}.`,
  ];
}
