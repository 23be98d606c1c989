import type { Cluster, SettingKey } from '#cluster';
import type { Loaded } from '#view';

/** The settings in force, one line each, and whether somebody said so or they were assumed. */
export function settingsOf(cluster: Cluster): Loaded['settings'] {
  const { settings } = cluster;
  const { cni, serviceProxy, loadBalancer, dns } = settings;
  const lines: readonly (readonly [SettingKey, string])[] = [
    ['version', `${settings.version.major}.${settings.version.minor}`],
    ['serviceProxy', serviceProxy.mode],
    ['cni', `${cni.name}, ${cni.mode}, MTU ${cni.mtu}`],
    ['loadBalancer', loadBalancer.type],
    ['podCIDR', settings.podCidrs.join(', ')],
    ['serviceCIDR', settings.serviceCidrs.join(', ')],
    ['domain', settings.domain],
    ['dns', `${dns.provider}${dns.nodeLocalCache ? ', cache on every node' : ''}`],
    ['secrets', settings.secrets === 'assumed' ? 'missing TLS Secrets are taken to fit' : 'as written'],
  ];
  return lines.map(([key, value]) => ({ key, value, assumed: settings.origins.get(key)?.kind === 'default' }));
}
