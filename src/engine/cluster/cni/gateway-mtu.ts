import type { Family } from '#net';
import type { ClusterSettings } from '../settings-model.ts';
import type { Written } from '../written.ts';
import { byteCount } from './agent.ts';
import { cilium } from './cilium.ts';
import { ciliumConfig } from './cilium-config.ts';
import { egressRefusal } from './egress-requirements.ts';

const FAMILIES: readonly Family[] = ['IPv4', 'IPv6'];

/**
 * The settings with the MTU that leaves room for the tunnel to egress gateways, which Cilium makes also where it routes
 * pods natively, and to which it fits the MTU of pods' routes (`tunnel.NewEnabler(true)` in cilium/cilium
 * pkg/egressgateway/cell.go, without `WithoutMTUAdaptation`). One that somebody states, or cilium-config, stays.
 */
export function withRoomForGateways(settings: ClusterSettings, written: Written): ClusterSettings {
  const { cni, origins } = settings;
  const config = ciliumConfig(written.configMaps);
  const isStated = origins.get('cni.mtu')?.kind === 'scenario' || byteCount(config?.data['mtu'] ?? null) !== null;
  if (cni.name !== 'cilium' || cni.mode !== 'native' || isStated || !hasGateways(settings, written)) return settings;
  return { ...settings, cni: { ...cni, mtu: cilium.mtu('vxlan', FAMILIES) } };
}

/** Whether its agents know egress gateways: as cilium-config says, without it where a policy tells of them. */
function hasGateways(settings: ClusterSettings, { configMaps, others }: Written): boolean {
  const isTold =
    ciliumConfig(configMaps) !== null || others.some(({ actualKind }) => actualKind === 'CiliumEgressGatewayPolicy');
  return isTold && FAMILIES.some((family) => egressRefusal(settings, configMaps, family) === null);
}
