import type { CniMode } from '#document';
import type { Family } from '#net';
import { textAt, truthAt } from '../settings/raw.ts';
import type { CniMasquerade } from '../settings-model.ts';
import { byteCount, environment, imageTag } from './agent.ts';
import { calicoPools } from './calico-pools.ts';
import type { CniFindings, CniKind } from './facts.ts';
import { ADMIN_TIER, isAtLeast, NOTHING_MASQUERADED } from './facts.ts';

/**
 * Calico. A node's packets to pods of other nodes leave by the tunnel device and carry its address. Admin tier: releases
 * 3.29 and 3.30 brought the two older kinds, 3.32 replaced them by ClusterNetworkPolicy.
 * A pool that is written has an overlay and natOutgoing only if it says so (libcalico-go, IPPoolSpec); the one that
 * calico-node makes is masqueraded unless its environment says no.
 * Pods' interfaces have the least MTU of the tunnels in use, and VXLAN over IPv6 takes 70 bytes (felix, `determinePodMTU`).
 * Each family has the pool that is listed first. Not modelled: others that differ, the pool of IPv6 that calico-node makes
 * itself (it is taken to be like that of IPv4), natOutgoingAddress, CrossSubnet between subnets (all nodes share one).
 */
export const calico: CniKind = {
  name: 'calico',
  defaultMode: 'vxlan',
  mtu(mode, families) {
    if (mode === 'vxlan' || mode === 'geneve') return families.includes('IPv6') ? 1430 : 1450;
    return mode === 'ipip' ? 1480 : 1500;
  },
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
    const all = agent.resources('IPPool', /projectcalico\.org$/);
    const [four] = calicoPools(all, 'IPv4');
    const [six] = calicoPools(all, 'IPv6');
    const pool = four ?? six;
    if (found === null && pool === undefined) return null;
    const variable = (name: string) => (found === null ? null : environment(found.container, name));
    const said = (inPool: string, name: string) =>
      pool === undefined ? variable(name) : (textAt(pool.raw, 'spec', inPool) ?? 'Never');
    const overFlannel = agent.container(/flannel/) !== null;
    const mode = overFlannel
      ? 'vxlan'
      : modeOf(said('ipipMode', 'CALICO_IPV4POOL_IPIP'), said('vxlanMode', 'CALICO_IPV4POOL_VXLAN'));
    const modeV6 =
      overFlannel || six === undefined ? null : modeOf(null, textAt(six.raw, 'spec', 'vxlanMode') ?? 'Never');
    const configMap = agent.configMap('calico-config');
    const mtu =
      (configMap === null ? null : byteCount(textAt(configMap.raw, 'data', 'veth_mtu'))) ??
      byteCount(variable(mode === 'ipip' ? 'FELIX_IPINIPMTU' : 'FELIX_VXLANMTU'));
    const version = found === null ? null : imageTag(found.container.image);
    const isHidden = (own: typeof pool) =>
      own === undefined
        ? variable('CALICO_IPV4POOL_NAT_OUTGOING') !== 'false'
        : truthAt(own.raw, 'spec', 'natOutgoing') === true;
    const outgoing = (own: typeof pool) => (isHidden(own) ? 'masqueraded' : 'kept');
    return {
      ...(mode === null ? {} : { mode }),
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      ...(modeV6 === null ? {} : { modeV6 }),
      masquerade: masqueradeOf({ IPv4: outgoing(pool), IPv6: outgoing(six ?? pool) }),
      replacesProxy: variable('FELIX_BPFENABLED') === 'true',
    } satisfies CniFindings;
  },
};

/** By natOutgoing of each family's pool. */
function masqueradeOf({ IPv4, IPv6 }: Readonly<Record<Family, CniMasquerade['outside']>>): Partial<CniMasquerade> {
  if (IPv4 === IPv6) return IPv4 === 'masqueraded' ? {} : NOTHING_MASQUERADED;
  return { never: [IPv4 === 'kept' ? 'IPv4' : 'IPv6'] };
}

function modeOf(ipip: string | null, vxlan: string | null): CniMode | null {
  if (ipip === null && vxlan === null) return null;
  if (vxlan === 'Always') return 'vxlan';
  if (ipip === 'Always') return 'ipip';
  return vxlan === 'CrossSubnet' ? 'native' : 'bgp';
}
