import type { ConfigMapObject, ObjectRef } from '#manifests';
import type { FieldPath } from '#source';
import type { ClusterSettings } from '../settings-model.ts';
import { isAtLeast } from './facts.ts';

/** Why Cilium does not carry out egress policies; `at`: the line of its configuration, `null` where a setting decides. */
export interface EgressRefusal {
  readonly sentence: string;
  readonly at: { readonly object: ObjectRef; readonly field: FieldPath } | null;
}

/**
 * What an egress gateway asks of Cilium's agent: `enable-egress-gateway` (once `enable-ipv4-egress-gateway`), and
 * masquerading by eBPF, without which the agent does not start (`NewEgressGatewayManager` in cilium/cilium
 * `pkg/egressgateway`); that in turn asked for programs in kube-proxy's place before 1.19 (`daemon/cmd/daemon.go`, "BPF
 * masquerade requires NodePort"). CiliumEndpointSlices exclude it. Without cilium-config it is taken to be installed so.
 */
export function egressRefusal(
  { cni, serviceProxy }: ClusterSettings,
  configMaps: Iterable<ConfigMapObject>,
): EgressRefusal | null {
  if (cni.name !== 'cilium')
    return { sentence: `Only Cilium carries out CiliumEgressGatewayPolicies, and the CNI is ${cni.name}.`, at: null };
  const config = [...configMaps].find(({ ref }) => ref.name === 'cilium-config') ?? null;
  const found = config === null ? null : missingIn(config, cni.version);
  if (found !== null) return found;
  const { mode } = serviceProxy;
  if (mode === 'ebpf' || !asksForReplacement(cni.version)) return null;
  return {
    sentence: `Cilium’s egress gateway masquerades by eBPF, which needs its programs in kube-proxy’s place; kube-proxy runs in ${mode} mode.`,
    at: null,
  };
}

function asksForReplacement(version: string | null): boolean {
  return version === null || !isAtLeast(version, 1, 19);
}

function missingIn({ ref, data }: ConfigMapObject, version: string | null): EgressRefusal | null {
  const told = (key: string, sentence: string): EgressRefusal => ({
    sentence,
    at: { object: ref, field: key in data ? ['data', key] : ['data'] },
  });
  const isOn = (key: string) => data[key] === 'true';
  const gateway = ['enable-egress-gateway', 'enable-ipv4-egress-gateway'];
  const key = gateway.find(isOn);
  if (key === undefined) return told(gateway[0] ?? '', 'enable-egress-gateway is not "true" in cilium-config.');
  const refuses = (what: string) => `${key} needs ${what}; with this the agent does not start.`;
  if (data['enable-ipv4-masquerade'] === 'false')
    return told('enable-ipv4-masquerade', refuses('enable-ipv4-masquerade: "true"'));
  if (!isOn('enable-bpf-masquerade')) return told('enable-bpf-masquerade', refuses('enable-bpf-masquerade: "true"'));
  if (isOn('enable-cilium-endpoint-slice'))
    return told('enable-cilium-endpoint-slice', refuses('endpoints of their own, not slices'));
  const replaces = ['true', 'strict'].includes(data['kube-proxy-replacement'] ?? '');
  return replaces || !asksForReplacement(version)
    ? null
    : told('kube-proxy-replacement', refuses('kube-proxy-replacement: "true", for enable-bpf-masquerade'));
}
