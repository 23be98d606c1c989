import { deviceVerdict } from '../ebpf/device.ts';
import type { NodeView } from '../node-view.ts';
import type { ProxyRules } from '../verdict.ts';

/**
 * eBPF programs in kube-proxy's place (Cilium's replacement, Calico's data plane): here what programs on interfaces do
 * with packets; what sockets do before there is one is `ebpf/socket.ts`. No rule in netfilter refuses anything.
 */
export function ebpfRules(view: NodeView): ProxyRules {
  return { translate: (packet) => deviceVerdict(view, packet), judge: () => null };
}
