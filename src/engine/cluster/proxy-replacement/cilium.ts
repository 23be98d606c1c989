import type { ConfigMapObject } from '#manifests';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { CiliumConfig } from '../cni/cilium-config.ts';
import { isAtLeast } from '../cni/facts.ts';
import type { CniFacts } from '../settings-model.ts';
import { directReturnFaults } from './direct-return.ts';
import type { EbpfSettings, Forwarding } from './settings.ts';

/** Keys that name another load balancer than is modelled, if they are on. */
const NOT_MODELLED = ['enable-sctp', 'enable-local-redirect-policy', 'enable-nat46x64-gateway'] as const;

/**
 * Cilium's own settings (`pkg/loadbalancer/config.go`, `pkg/loadbalancer/kpr`). The replacement switches socket
 * balancing on for everybody; `bpf-lb-sock-hostns-only` leaves pods to programs on their interfaces. `version` `null`:
 * a current one. Sockets and nodes answer for a Service without backends since 1.15 (cilium/cilium#28157), and drop
 * unknown ports of addresses that LB IPAM manages since 1.19 (cilium/cilium#40684).
 */
export function ciliumSettings(config: CiliumConfig, version: string | null): EbpfSettings {
  const isSince = (minor: number) => version === null || isAtLeast(version, 1, minor);
  const mode = config['bpf-lb-mode'] ?? config['node-port-mode'] ?? 'snat';
  const answers = isSince(15) && config['service-no-backend-response'] !== 'drop';
  const drops = isSince(19) && config['bpf-lb-enable-wildcard-entries'] !== 'false' && managesAddresses(config);
  return {
    by: 'cilium',
    inSockets: { pod: isOn(config, 'bpf-lb-sock-hostns-only') ? [] : ['TCP', 'UDP'], host: ['TCP', 'UDP'] },
    hostPackets: [],
    forwarding: { TCP: forwardingOf(mode, 'TCP'), UDP: forwardingOf(mode, 'UDP') },
    forwardingBy: isOn(config, 'bpf-lb-mode-annotation') ? 'annotation' : 'setting',
    algorithm: (config['bpf-lb-algorithm'] ?? config['node-port-algorithm']) === 'maglev' ? 'maglev' : 'random',
    hints: isOn(config, 'enable-service-topology') ? 'asAsked' : 'ignored',
    insidePolicy: 'internal',
    homeless: 'everywhere',
    withoutBackend: answers ? 'reject' : 'drop',
    socketWithoutBackend: isSince(15) ? 'error' : 'sent',
    unknownPorts: drops ? 'drop' : 'pass',
    clusterIpFromOutside: isOn(config, 'bpf-lb-external-clusterip') ? 'serve' : 'drop',
    externalIps: isOn(config, 'disable-external-ip-mitigation') ? 'all' : 'own',
    sourceRanges: isOn(config, 'bpf-lb-source-range-all-types') ? 'everyAddress' : 'loadBalancer',
    rangesFor: 'outside',
    masquerade: isOn(config, 'enable-bpf-masquerade') ? 'bpf' : 'iptables',
    hostRouting: routesItself(config) ? 'programs' : 'kernel',
    podRoutes: isOn(config, 'enable-endpoint-routes') ? 'each' : 'shared',
  };
}

/** Direct server return in the words of `bpf-lb-mode`: `hybrid` keeps it to TCP. */
export function forwardingOf(mode: string, protocol: 'TCP' | 'UDP'): Forwarding {
  return mode === 'dsr' || (mode === 'hybrid' && protocol === 'TCP') ? 'dsr' : 'snat';
}

/** What of the ConfigMap the agent would refuse, and what of it is not modelled. `cni`: the cluster's, with what the scenario states. */
export function ciliumProblems({ ref, data }: ConfigMapObject, cni: CniFacts): readonly Problem[] {
  const told = (severity: 'error' | 'warning', key: string, code: string, sentence: string): Problem =>
    problem(code, severity, sentence, { object: refText(ref), field: ['data', key] });
  const words = {
    'bpf-lb-mode': ['snat', 'dsr', 'hybrid'],
    'bpf-lb-algorithm': ['random', 'maglev'],
    'bpf-lb-dsr-dispatch': ['opt', 'ipip', 'geneve'],
  };
  const unknown = Object.entries(words).flatMap(([key, known]) => {
    const value = data[key];
    if (value === undefined || known.includes(value)) return [];
    return [
      told('error', key, 'UnknownValue', `${key}: "${value}" is not one of ${known.join(', ')}; ${known[0]} is taken.`),
    ];
  });
  const needs =
    unknown.length > 0 || cni.name !== 'cilium'
      ? []
      : directReturnFaults(data, cni.mode).map(({ key, code, sentence }) => told('warning', key, code, sentence));
  const partial =
    data['kube-proxy-replacement'] === 'partial' || data['kube-proxy-replacement'] === 'probe'
      ? [
          told(
            'warning',
            'kube-proxy-replacement',
            'NotModelled',
            `kube-proxy-replacement: "${data['kube-proxy-replacement']}" is not modelled: what Cilium would take over is left to kube-proxy.`,
          ),
        ]
      : [];
  const more = NOT_MODELLED.filter((key) => data[key] === 'true').map((key) =>
    told('warning', key, 'NotModelled', `${key} is not modelled.`),
  );
  return [...unknown, ...needs, ...partial, ...more];
}

/**
 * Routing by programs, unless something needs the kernel's: masquerading by iptables, IPsec, or a wish for it
 * (`FinishKubeProxyReplacementInit` in cilium/cilium pkg/kpr/initializer). Counts only with programs in kube-proxy's place.
 */
function routesItself(config: CiliumConfig): boolean {
  const needsKernel = ['enable-host-legacy-routing', 'enable-ipsec'].some((key) => isOn(config, key));
  const hides = config['enable-ipv4-masquerade'] !== 'false' || config['enable-ipv6-masquerade'] === 'true';
  return !needsKernel && (!hides || isOn(config, 'enable-bpf-masquerade'));
}

function isOn(config: CiliumConfig, key: string): boolean {
  return config[key] === 'true';
}

/** LB IPAM is the default for Services without a class (`default-lb-service-ipam`). */
function managesAddresses(config: CiliumConfig): boolean {
  return (config['default-lb-service-ipam'] ?? 'lbipam') === 'lbipam';
}
