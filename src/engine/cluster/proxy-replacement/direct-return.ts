import type { CniMode } from '#document';

/** A value that Cilium's agent does not start with, or that is not modelled. */
export interface DirectReturnFault {
  readonly key: 'bpf-lb-mode' | 'bpf-lb-dsr-dispatch';
  readonly code: 'NotSupported' | 'NotModelled';
  readonly sentence: string;
}

/**
 * What direct return asks of the tunnel (`InitKubeProxyReplacementOptions` in cilium/cilium `pkg/kpr/initializer`, modes
 * that use it by `LoadBalancerUsesDSR`): none with VXLAN, which is the default; in a tunnel only with Geneve's dispatch,
 * and that only with Geneve as the tunnel's protocol. `mode`: how the cluster's pods are reached across nodes.
 */
export function directReturnFaults(
  config: Readonly<Record<string, string>>,
  mode: CniMode,
): readonly DirectReturnFault[] {
  const asked = config['bpf-lb-mode'] ?? config['node-port-mode'] ?? 'snat';
  const byAnnotation = config['bpf-lb-mode-annotation'] === 'true';
  if (config['kube-proxy-replacement'] === 'false' || (asked === 'snat' && !byAnnotation)) return [];
  const dispatch = config['bpf-lb-dsr-dispatch'] ?? 'opt';
  const tunnels = mode === 'vxlan' || mode === 'geneve';
  const protocol = tunnels ? mode : (config['tunnel-protocol'] ?? 'vxlan');
  const what = asked === 'snat' ? 'bpf-lb-mode-annotation' : `bpf-lb-mode: "${asked}"`;
  if (mode === 'vxlan') {
    const sentence = `${what} needs native routing or Geneve; the agent does not start with VXLAN, the default tunnel. It is taken as if it did.`;
    return [{ key: 'bpf-lb-mode', code: 'NotSupported', sentence }];
  }
  if (tunnels && dispatch !== 'geneve') {
    const sentence = `${what} in a tunnel needs bpf-lb-dsr-dispatch: "geneve"; the agent does not start with "${dispatch}". It is taken as if it did.`;
    return [{ key: 'bpf-lb-dsr-dispatch', code: 'NotSupported', sentence }];
  }
  if (dispatch === 'geneve' && protocol !== 'geneve') {
    const sentence = `bpf-lb-dsr-dispatch: "geneve" needs tunnel-protocol: "geneve"; the agent does not start with "${protocol}". It is taken as if it did.`;
    return [{ key: 'bpf-lb-dsr-dispatch', code: 'NotSupported', sentence }];
  }
  if (tunnels || dispatch === 'opt') return [];
  const sentence = `bpf-lb-dsr-dispatch: "${dispatch}" is not modelled: the packet to the backend’s node is shown unwrapped, as with "opt".`;
  return [{ key: 'bpf-lb-dsr-dispatch', code: 'NotModelled', sentence }];
}
