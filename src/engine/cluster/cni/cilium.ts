import type { CniMode } from '#document';
import { byteCount, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';

/**
 * Cilium. Decides by identity, so an ipBlock matches neither pods nor (without `policy-cidr-match-mode: nodes`, from 1.15)
 * nodes. No Admin tier in the releases seen.
 * Not modelled: the address of cilium_host, which a node's packets to remote pods carry in tunnel mode.
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
  nodeSource: () => 'node',
  recognise(agent) {
    const found = agent.container(/(?:^|\/)cilium\/cilium(?:-ci)?(?:[:@]|$)/);
    if (found === null) return null;
    const config = agent.configMap('cilium-config')?.data ?? {};
    const mode = modeOf(config);
    const mtu = byteCount(config['mtu'] ?? null);
    const version = imageTag(found.container.image);
    return {
      ...(mode === null ? {} : { mode }),
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      ...(config['policy-cidr-match-mode'] === 'nodes' ? { ipBlockMatchesNodes: true } : {}),
      replacesProxy: ['true', 'strict'].includes(config['kube-proxy-replacement'] ?? ''),
    } satisfies CniFindings;
  },
};

/** `routing-mode` and `tunnel-protocol`, before 1.14 `tunnel`. */
function modeOf(config: Readonly<Record<string, string>>): CniMode | null {
  const tunnel = config['tunnel-protocol'] ?? config['tunnel'];
  if (config['routing-mode'] === 'native' || tunnel === 'disabled') return 'native';
  return tunnel === 'vxlan' || tunnel === 'geneve' ? tunnel : null;
}
