import type { CniMode } from '#document';
import { parseCidr } from '#net';
import { written } from '../evidence.ts';
import type { CniMasquerade } from '../settings-model.ts';
import { byteCount, imageTag } from './agent.ts';
import { ciliumConfig, replacesKubeProxy } from './cilium-config.ts';
import type { CniFindings, CniKind } from './facts.ts';
import { NOTHING_MASQUERADED } from './facts.ts';

/**
 * Cilium. Decides by identity, so an ipBlock matches neither pods nor (without `policy-cidr-match-mode: nodes`, from 1.15)
 * nodes. No Admin tier in the releases seen.
 * In tunnel mode a node's packets to pods elsewhere leave by cilium_host and carry its address, which is of identity
 * `host` on its node and `remote-node` elsewhere. Pods' packets are masqueraded outside of `ipv4-native-routing-cidr`; to
 * other nodes too, but for masquerading in eBPF with native routing (bpf/lib/nat.h, snat_v4_needs_masquerade).
 * Without its agent a CiliumEgressGatewayPolicy tells of it.
 * Not modelled: `enable-ip-masq-agent`; that its programs translate cluster IPs for pods also beside kube-proxy (an assumption of every run says so).
 */
export const cilium: CniKind = {
  name: 'cilium',
  defaultMode: 'vxlan',
  mtu: (mode) => (mode === 'vxlan' || mode === 'geneve' ? 1450 : 1500),
  enforces: () => true,
  adminTier: () => [],
  ipBlockMatchesPods: false,
  ipBlockMatchesNodes: false,
  namedPorts: true,
  endPort: true,
  nodeSource: (mode) => (mode === 'vxlan' || mode === 'geneve' ? 'tunnel' : 'node'),
  masquerade: {},
  recognise(agent) {
    const found = agent.container(/(?:^|\/)cilium\/cilium(?:-ci)?(?:[:@]|$)/);
    const [policy] = agent.resources('CiliumEgressGatewayPolicy', /^cilium\.io$/);
    if (found === null && policy === undefined) return null;
    const config = ciliumConfig(agent.configMaps)?.data ?? {};
    const mode = modeOf(config);
    const mtu = byteCount(config['mtu'] ?? null);
    const version = found === null ? null : imageTag(found.container.image);
    return {
      ...(found === null && policy !== undefined ? { impliedBy: written(policy.ref, 'spec') } : {}),
      ...(mode === null ? {} : { mode }),
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      ...(config['policy-cidr-match-mode'] === 'nodes' ? { ipBlockMatchesNodes: true } : {}),
      masquerade: masqueradeOf(config, mode ?? 'vxlan'),
      replacesProxy: replacesKubeProxy(config),
    } satisfies CniFindings;
  },
};

/** `routing-mode` and `tunnel-protocol`, before 1.14 `tunnel`. */
function modeOf(config: Readonly<Record<string, string>>): CniMode | null {
  const tunnel = config['tunnel-protocol'] ?? config['tunnel'];
  if (config['routing-mode'] === 'native' || tunnel === 'disabled') return 'native';
  return tunnel === 'vxlan' || tunnel === 'geneve' ? tunnel : null;
}

function masqueradeOf(config: Readonly<Record<string, string>>, mode: CniMode): Partial<CniMasquerade> {
  if (config['enable-ipv4-masquerade'] === 'false') return NOTHING_MASQUERADED;
  const keepsToNodes =
    mode === 'native' &&
    config['enable-bpf-masquerade'] === 'true' &&
    config['enable-remote-node-masquerade'] !== 'true';
  return {
    keptTo: [config['ipv4-native-routing-cidr'], config['ipv6-native-routing-cidr']].flatMap(
      (text) => parseCidr(text ?? '') ?? [],
    ),
    ...(keepsToNodes ? { toNodes: 'kept' } : {}),
  };
}
