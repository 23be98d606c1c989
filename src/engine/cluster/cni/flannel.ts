import { documentIn, textAt } from '../settings/raw.ts';
import { byteCount, imageTag } from './agent.ts';
import type { Container } from '#manifests';
import type { CniFindings, CniKind } from './facts.ts';
import { NOTHING_MASQUERADED } from './facts.ts';

/**
 * Flannel: an overlay or host routes, no policy at all (k3s adds a policy controller of its own: not modelled). With
 * `--ip-masq` its chain FLANNEL-POSTRTG masquerades pods' packets to the outside, and packets of others to pods of other
 * nodes (pkg/trafficmngr/iptables, masqRules).
 */
export const flannel: CniKind = {
  name: 'flannel',
  defaultMode: 'vxlan',
  mtu: (mode) => (mode === 'vxlan' || mode === 'geneve' ? 1450 : mode === 'ipip' ? 1480 : 1500),
  enforces: () => false,
  adminTier: () => [],
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  namedPorts: true,
  endPort: true,
  nodeSource: (mode) => (mode === 'vxlan' || mode === 'ipip' ? 'tunnel' : 'node'),
  masquerade: { toRemotePods: 'masqueraded' },
  recognise(agent) {
    const found = agent.container(/flannel(?:-io\/flannel)?(?:[:@]|$)/);
    if (found === null) return null;
    const configMap = agent.configMap('kube-flannel-cfg');
    const network = configMap === null ? null : documentIn(configMap, 'net-conf.json');
    const type = network === null ? null : textAt(network, 'Backend', 'Type');
    const mtu = network === null ? null : byteCount(textAt(network, 'Backend', 'MTU'));
    const version = imageTag(found.container.image);
    return {
      ...(type === 'vxlan' || type === 'host-gw' || type === 'ipip' ? { mode: type } : {}),
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      ...(hasMasqueradeFlag(found.container) ? {} : { masquerade: NOTHING_MASQUERADED }),
    } satisfies CniFindings;
  },
};

/** The flag is off by default; without any argument the image's own are used, which the manifest does not tell. */
function hasMasqueradeFlag({ args, command }: Container): boolean {
  const words = [...command, ...args];
  return words.length === 0 || words.some((word) => /^--?ip-masq(?:=true)?$/.test(word));
}
