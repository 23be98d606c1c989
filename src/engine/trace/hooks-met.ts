import type { Hook } from './trace.ts';

/** What a packet's way at a node begins or ends at: one of its hooks, a pod beside it, the node's own processes, the wire. */
export type NodeEnd = Hook | 'pod' | 'own';

/** Who stands at a node's hooks: netfilter, or eBPF programs of interfaces. */
export type NodeKernel = 'netfilter' | 'programs';

type Path = readonly NodeEnd[];

/**
 * The orders in which a packet meets the hooks of a node (include/uapi/linux/netfilter.h; net/ipv4/ip_input.c,
 * ip_forward.c, ip_output.c). IPVS takes what it translates from input to output (net/netfilter/ipvs/ip_vs_xmit.c).
 */
function netfilterPaths(came: NodeEnd, goes: NodeEnd): readonly Path[] {
  return [
    [came, 'prerouting', 'forward', 'postrouting', goes],
    [came, 'prerouting', 'input', 'own'],
    ['own', 'output', 'postrouting', goes],
    [came, 'prerouting', 'input', 'output', 'postrouting', goes],
  ];
}

/** Programs of the interfaces: what goes to a pod leaves by no interface of the node's network (Cilium, bpf/bpf_lxc.c). */
function programPaths(came: NodeEnd, goes: NodeEnd): readonly Path[] {
  return [
    [came, 'prerouting', 'forward', 'pod'],
    [came, 'prerouting', 'forward', 'postrouting', goes],
    [came, 'prerouting', 'input', 'own'],
    ['own', 'output', 'postrouting', goes],
  ];
}

/**
 * The hooks of a node that a packet meets between two of its stops there, whether anything was decided at them or not:
 * a trace tells where something was. Empty where no packet goes from the one to the other in one go.
 */
export function hooksMet(kernel: NodeKernel, from: NodeEnd, to: NodeEnd): readonly NodeEnd[] {
  const came = from === 'pod' ? 'pod' : 'wire';
  const goes = to === 'pod' ? 'pod' : 'wire';
  const paths = kernel === 'netfilter' ? netfilterPaths(came, goes) : programPaths(came, goes);
  for (const path of paths) {
    const start = path.indexOf(from);
    const end = path.lastIndexOf(to);
    if (start >= 0 && end > start) return path.slice(start + 1, end);
  }
  return [];
}
