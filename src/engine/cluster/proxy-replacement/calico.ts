import type { JsonObject } from '#manifests';
import { textAt } from '../settings/raw.ts';
import type { EbpfSettings } from './settings.ts';

/** A value of Felix' configuration: of the environment first, then of the FelixConfiguration. */
export type FelixValue = (variable: string, field: string) => string | null;

/** Fields of a FelixConfiguration that are read, and those that move no packet. */
const READ = new Set([
  'bpfEnabled',
  'bpfConnectTimeLoadBalancing',
  'bpfConnectTimeLoadBalancingEnabled',
  'bpfHostNetworkedNATWithoutCTLB',
  'bpfExternalServiceMode',
  'bpfKubeProxyIptablesCleanupEnabled',
  'bpfLogLevel',
  'logSeverityScreen',
  'logSeverityFile',
  'logSeveritySys',
  'reportingInterval',
  'prometheusMetricsEnabled',
  'healthPort',
  'floatingIPs',
]);

/**
 * Calico's eBPF data plane (`felix/bpf-gpl/connect.h`, `nat.h`; FelixConfiguration): TCP in the socket, UDP as packets,
 * the source kept in both external service modes. Its Service code is kube-proxy's own (`felix/bpf/proxy`), so hints
 * and policies are kube-proxy's.
 */
export function calicoSettings(value: FelixValue): EbpfSettings {
  const sockets = value('FELIX_BPFCONNECTTIMELOADBALANCING', 'bpfConnectTimeLoadBalancing') ?? 'TCP';
  const inSockets = sockets === 'Enabled' ? (['TCP', 'UDP'] as const) : sockets === 'TCP' ? (['TCP'] as const) : [];
  const hostPackets = value('FELIX_BPFHOSTNETWORKEDNATWITHOUTCTLB', 'bpfHostNetworkedNATWithoutCTLB') ?? 'Enabled';
  const isDirect = value('FELIX_BPFEXTERNALSERVICEMODE', 'bpfExternalServiceMode')?.toUpperCase() === 'DSR';
  const forwarding = isDirect ? 'dsr' : 'tunnel';
  return {
    by: 'calico',
    inSockets: { pod: inSockets, host: inSockets },
    hostPackets: hostPackets === 'Enabled' ? (['TCP', 'UDP'] as const) : [],
    forwarding: { TCP: forwarding, UDP: forwarding },
    forwardingBy: 'setting',
    algorithm: 'random',
    hints: 'asKubeProxy',
    insidePolicy: 'cluster',
    homeless: 'nowhere',
    withoutBackend: 'reject',
    socketWithoutBackend: 'error',
    unknownPorts: 'pass',
    clusterIpFromOutside: 'serve',
    externalIps: 'all',
    sourceRanges: 'loadBalancer',
    rangesFor: 'everybody',
    masquerade: 'iptables',
    hostRouting: 'kernel',
    podRoutes: 'each',
  };
}

/** Fields of the FelixConfiguration that could move a packet and that nothing reads. */
export function unreadFelix(raw: JsonObject): readonly string[] {
  const spec = raw['spec'];
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return [];
  return Object.keys(spec).filter((key) => !READ.has(key));
}

/** `true` in the environment or in the resource switches the eBPF data plane on. */
export function isBpfEnabled(value: FelixValue): boolean {
  return value('FELIX_BPFENABLED', 'bpfEnabled') === 'true';
}

/** A value from the agent's environment, else from the resource named `default`. */
export function felixValue(environment: (name: string) => string | null, resource: JsonObject | null): FelixValue {
  return (variable, field) => environment(variable) ?? (resource === null ? null : textAt(resource, 'spec', field));
}
