import type { Cluster } from '#cluster';
import type { PictureNode } from '#view';

/** The stops of a node's kernel, in netfilter's order as a forwarded packet and the node's own packets meet them. */
const KERNEL_STRIP: PictureNode['hooks'] = [
  {
    hook: 'prerouting',
    label: 'prerouting',
    why: 'A packet has come in; a Service address becomes that of an endpoint here.',
  },
  { hook: 'input', label: 'input', why: 'The packet is for this node itself.' },
  { hook: 'forward', label: 'forward', why: 'The packet goes on to a pod or another node; policies judge it here.' },
  {
    hook: 'output',
    label: 'output',
    why: 'The node itself sends; a Service address becomes that of an endpoint here.',
  },
  {
    hook: 'postrouting',
    label: 'postrouting',
    why: 'The packet is about to leave; its source is rewritten here if it must be.',
  },
];

/** The same stops where IPVS translates, which has the Service addresses bound to the node (net/netfilter/ipvs, `ip_vs_ops4`). */
const IPVS_STRIP: PictureNode['hooks'] = [
  {
    hook: 'prerouting',
    label: 'prerouting',
    why: 'A packet has come in; what is for a Service is marked here if its source must be rewritten.',
  },
  {
    hook: 'input',
    label: 'input',
    why: 'The packet is for this node itself, as Service addresses are; IPVS makes of them that of an endpoint.',
  },
  {
    hook: 'forward',
    label: 'forward',
    why: 'The packet goes on to a pod or another node; of what IPVS translated only answers come by.',
  },
  {
    hook: 'output',
    label: 'output',
    why: 'The node itself sends, or IPVS sends on what it translated; policies judge that here.',
  },
  {
    hook: 'postrouting',
    label: 'postrouting',
    why: 'The packet is about to leave; its source is rewritten here if it must be.',
  },
];

/** The same stops where eBPF programs stand in the place of netfilter's hooks. */
const PROGRAM_STRIP: PictureNode['hooks'] = [
  {
    hook: 'prerouting',
    label: 'tc ingress',
    why: 'A program on the interface sees what comes in; from outside, a Service address becomes that of a backend here.',
  },
  { hook: 'input', label: 'input', why: 'The packet is for this node itself.' },
  { hook: 'forward', label: 'policy', why: 'Programs of the pods’ interfaces judge by policy what goes on.' },
  {
    hook: 'output',
    label: 'output',
    why: 'The node itself sends; its socket has put a backend in the place of a Service address before.',
  },
  {
    hook: 'postrouting',
    label: 'tc egress',
    why: 'A program on the interface sees what leaves; replies get the address that was dialled here.',
  },
];

/** The stops of a node, by what translates Services there. */
export function kernelStrip({ settings }: Cluster): PictureNode['hooks'] {
  switch (settings.serviceProxy.mode) {
    case 'iptables':
    case 'nftables':
      return KERNEL_STRIP;
    case 'ipvs':
      return IPVS_STRIP;
    case 'ebpf':
      return PROGRAM_STRIP;
  }
}
