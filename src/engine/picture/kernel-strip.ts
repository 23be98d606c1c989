import type { PictureNode } from '#view';

/** The stops of a node's kernel, in netfilter's order as a forwarded packet and the node's own packets meet them. */
export const KERNEL_STRIP: PictureNode['hooks'] = [
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
