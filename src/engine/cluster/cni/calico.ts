import type { CniMode } from '#document';
import type { Container, OtherObject } from '#manifests';
import { textAt, truthAt } from '../settings/raw.ts';
import { byteCount, environment, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';
import { ADMIN_TIER, isAtLeast, NOTHING_MASQUERADED } from './facts.ts';

/**
 * Calico. A node's packets to pods of other nodes leave by the tunnel device and carry its address. Admin tier: releases
 * 3.29 and 3.30 brought the two older kinds, 3.32 replaced them by ClusterNetworkPolicy.
 * A pool that is written has natOutgoing only if it says so; the one that calico-node makes has it unless switched off.
 * Not modelled: IPPools that differ by node or namespace, natOutgoingAddress, and CrossSubnet between subnets (all nodes share one here).
 */
export const calico: CniKind = {
  name: 'calico',
  defaultMode: 'vxlan',
  mtu: (mode) => (mode === 'vxlan' || mode === 'geneve' ? 1450 : mode === 'ipip' ? 1480 : 1500),
  enforces: () => true,
  adminTier(version) {
    if (isAtLeast(version, 3, 32)) return ['ClusterNetworkPolicy'];
    if (isAtLeast(version, 3, 30)) return ADMIN_TIER.slice(0, 2);
    return isAtLeast(version, 3, 29) ? ADMIN_TIER.slice(0, 1) : [];
  },
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  namedPorts: true,
  endPort: true,
  nodeSource: (mode) => (mode === 'vxlan' || mode === 'ipip' ? 'tunnel' : 'node'),
  masquerade: {},
  recognise(agent) {
    const found = agent.container(/(?:^|\/)(?:calico\/node|calico-node|cnx-node)(?:[:@]|$)/);
    if (found === null) return null;
    const pool = agent.resources('IPPool', /projectcalico\.org$/)[0];
    const said = (inPool: string, variable: string) =>
      (pool === undefined ? null : textAt(pool.raw, 'spec', inPool)) ?? environment(found.container, variable);
    const overFlannel = agent.container(/flannel/) !== null;
    const mode = overFlannel
      ? 'vxlan'
      : modeOf(said('ipipMode', 'CALICO_IPV4POOL_IPIP'), said('vxlanMode', 'CALICO_IPV4POOL_VXLAN'));
    const configMap = agent.configMap('calico-config');
    const mtu =
      (configMap === null ? null : byteCount(textAt(configMap.raw, 'data', 'veth_mtu'))) ??
      byteCount(environment(found.container, mode === 'ipip' ? 'FELIX_IPINIPMTU' : 'FELIX_VXLANMTU'));
    const version = imageTag(found.container.image);
    return {
      ...(mode === null ? {} : { mode }),
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      ...(isMasquerading(pool, found.container) ? {} : { masquerade: NOTHING_MASQUERADED }),
      replacesProxy: environment(found.container, 'FELIX_BPFENABLED') === 'true',
    } satisfies CniFindings;
  },
};

/** `natOutgoing` of the pool (libcalico-go IPPoolSpec, off by default) or CALICO_IPV4POOL_NAT_OUTGOING (on by default). */
function isMasquerading(pool: OtherObject | undefined, container: Container): boolean {
  if (pool !== undefined) return truthAt(pool.raw, 'spec', 'natOutgoing') === true;
  return environment(container, 'CALICO_IPV4POOL_NAT_OUTGOING') !== 'false';
}

function modeOf(ipip: string | null, vxlan: string | null): CniMode | null {
  if (ipip === null && vxlan === null) return null;
  if (vxlan === 'Always') return 'vxlan';
  if (ipip === 'Always') return 'ipip';
  return vxlan === 'CrossSubnet' ? 'native' : 'bgp';
}
