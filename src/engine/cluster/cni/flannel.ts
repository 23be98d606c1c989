import { documentIn, textAt } from '../settings/raw.ts';
import { byteCount, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';

/** Flannel: an overlay or host routes, no policy at all (k3s adds a policy controller of its own: not modelled). */
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
    } satisfies CniFindings;
  },
};
