import { byteCount, environment, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';

/**
 * Weave Net: refuses a policy with a named port as a whole and does not read endPort, so only the first port opens. All
 * pods are on one bridge that spans the nodes, so a node's own packets carry its bridge's address. Its chain WEAVE
 * masquerades both ways across the border of the pod range (net/ipset and net/iptables of weave 2.8, ResetIPTables).
 */
export const weave: CniKind = {
  name: 'weave',
  defaultMode: 'vxlan',
  mtu: () => 1376,
  enforces: () => true,
  adminTier: () => [],
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  namedPorts: false,
  endPort: false,
  nodeSource: () => 'tunnel',
  masquerade: { toRemotePods: 'masqueraded' },
  recognise(agent) {
    const found = agent.container(/weave-kube/);
    if (found === null) return null;
    const mtu = byteCount(environment(found.container, 'WEAVE_MTU'));
    const version = imageTag(found.container.image);
    const policies = environment(found.container, 'EXPECT_NPC') !== '0';
    return {
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      enforcesNetworkPolicy: policies,
    } satisfies CniFindings;
  },
};
