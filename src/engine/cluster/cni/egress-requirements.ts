import type { ConfigMapObject, ObjectRef } from '#manifests';
import type { Family } from '#net';
import { cidrRange } from '#net';
import type { FieldPath } from '#source';
import type { ClusterSettings } from '../settings-model.ts';
import { asksForNodePorts, ciliumConfig, hasNodePorts } from './cilium-config.ts';
import { isAtLeast } from './facts.ts';

/** Why Cilium does not carry out egress policies; `at`: the line of its configuration, `null` where a setting decides. */
export interface EgressRefusal {
  readonly sentence: string;
  readonly at: { readonly object: ObjectRef; readonly field: FieldPath } | null;
}

/**
 * What an egress gateway asks of Cilium's agent for packets of a family: `enable-egress-gateway` (once
 * `enable-ipv4-egress-gateway`), and masquerading by eBPF, without which the agent does not start
 * (`NewEgressGatewayManager` in cilium/cilium `pkg/egressgateway`); that in turn asks for node ports by eBPF
 * (`asksForNodePorts`). IPv4 had to be masqueraded before 1.19; since then one family is enough for the agent to
 * start, and the other's packets are left alone (`determineIPFamilySupport`). IPv6 is known since 1.18. CiliumEndpointSlices exclude it. Without cilium-config it is
 * taken to be installed so.
 */
export function egressRefusal(
  settings: ClusterSettings,
  configMaps: Iterable<ConfigMapObject>,
  family: Family,
): EgressRefusal | null {
  const { cni, serviceProxy } = settings;
  if (cni.name !== 'cilium')
    return { sentence: `Only Cilium carries out CiliumEgressGatewayPolicies, and the CNI is ${cni.name}.`, at: null };
  const config = ciliumConfig(configMaps);
  if (config !== null) return missingIn(config, settings, family);
  if (serviceProxy.mode === 'ebpf' || !asksForNodePorts(cni.version)) return null;
  const release = cni.version === null ? 'Before 1.19 (no release is named here)' : `In ${cni.version}`;
  return {
    sentence: `${release} Cilium’s egress gateway needs its programs in kube-proxy’s place, and kube-proxy runs in ${serviceProxy.mode} mode.`,
    at: null,
  };
}

function missingIn({ ref, data }: ConfigMapObject, settings: ClusterSettings, family: Family): EgressRefusal | null {
  const { version } = settings.cni;
  const told = (key: string, sentence: string): EgressRefusal => ({
    sentence,
    at: { object: ref, field: key in data ? ['data', key] : ['data'] },
  });
  const isOn = (key: string) => data[key] === 'true';
  const gateway = ['enable-egress-gateway', 'enable-ipv4-egress-gateway'];
  const key = gateway.find(isOn);
  if (key === undefined) return told(gateway[0] ?? '', 'enable-egress-gateway is not "true" in cilium-config.');
  const refuses = (what: string) => `${key} needs ${what}; with this the agent does not start.`;
  const hidden = familiesMasqueraded(data, settings);
  const own = MASQUERADES[family];
  const needed = isSince(version, 19) ? hidden.length > 0 : hidden.includes('IPv4');
  const asked = isSince(version, 19) ? own : MASQUERADES.IPv4;
  if (!needed) return told(asked, refuses(`${asked}: "true"`));
  if (!isOn('enable-bpf-masquerade')) return told('enable-bpf-masquerade', refuses('enable-bpf-masquerade: "true"'));
  if (isOn('enable-cilium-endpoint-slice'))
    return told('enable-cilium-endpoint-slice', refuses('endpoints of their own, not slices'));
  if (asksForNodePorts(version) && !hasNodePorts(data))
    return told(
      'kube-proxy-replacement',
      refuses('kube-proxy-replacement or enable-node-port: "true", for enable-bpf-masquerade'),
    );
  if (hidden.includes(family)) return null;
  const isUnknown = family === 'IPv6' && !isSince(version, 18);
  return told(
    own,
    isUnknown
      ? 'Cilium takes IPv6 packets by gateways since 1.18.'
      : `${key} takes no packets of ${family} without ${own}: "true".`,
  );
}

const MASQUERADES = { IPv4: 'enable-ipv4-masquerade', IPv6: 'enable-ipv6-masquerade' } as const;

function isSince(version: string | null, minor: number): boolean {
  return version === null || isAtLeast(version, 1, minor);
}

/** Families of an egress gateway: those that the agent has and masquerades, which both switches leave on by themselves. */
function familiesMasqueraded(
  data: ConfigMapObject['data'],
  { cni: { version }, podCidrs }: ClusterSettings,
): readonly Family[] {
  const known: readonly Family[] = isSince(version, 18) ? ['IPv4', 'IPv6'] : ['IPv4'];
  return known.filter((family) => {
    const switched = data[`enable-${family.toLowerCase()}`];
    const has =
      switched === undefined ? podCidrs.some((block) => cidrRange(block).family === family) : switched === 'true';
    return has && data[MASQUERADES[family]] !== 'false';
  });
}
