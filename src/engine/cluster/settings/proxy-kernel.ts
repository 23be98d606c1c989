import type { ServiceProxyMode } from '#document';
import type { JsonObject } from '#manifests';
import { textAt, truthAt } from './raw.ts';
import type { Tell } from './proxy-refusals.ts';

/** What kube-proxy's configuration says of marks and connection tracking. */
export interface KernelTuning {
  /** The mark for masquerading is `1 << masqueradeBit`. */
  readonly masqueradeBit: number;
  /** With `tcpBeLiberal` conntrack calls no TCP packet out of its window invalid, and no rule drops such. */
  readonly invalidPackets: 'dropped' | 'passed';
  /** Seconds that an established TCP connection stays without packets. */
  readonly tcpEstablishedSeconds: number;
}

/** Defaults of kube-proxy (`SetDefaults_KubeProxyConfiguration` in pkg/proxy/apis/config/v1alpha1/defaults.go): bit 14, a day. */
export const USUAL_TUNING: KernelTuning = {
  masqueradeBit: 14,
  invalidPackets: 'dropped',
  tcpEstablishedSeconds: 86_400,
};

/** Five days: nf_conntrack_tcp_timeout_established as Linux has it, which a timeout of 0 leaves alone. */
const KERNEL_ESTABLISHED = 432_000;

/**
 * The bit of the mode (nftables has its own, ipvs reads that of iptables; pkg/proxy/apis/config/validation allows 0 to 31),
 * and `conntrack`, which kube-proxy writes to sysctls before it makes rules (cmd/kube-proxy/app/conntrack.go).
 */
export function kernelTuning(raw: JsonObject, mode: ServiceProxyMode, tell: Tell): KernelTuning {
  const section = mode === 'nftables' ? 'nftables' : 'iptables';
  return {
    masqueradeBit: bitOf(raw, section, tell),
    invalidPackets: truthAt(raw, 'conntrack', 'tcpBeLiberal') === true ? 'passed' : USUAL_TUNING.invalidPackets,
    tcpEstablishedSeconds: establishedOf(raw, tell),
  };
}

function bitOf(raw: JsonObject, section: 'iptables' | 'nftables', tell: Tell): number {
  const text = textAt(raw, section, 'masqueradeBit');
  if (text === null) return USUAL_TUNING.masqueradeBit;
  const bit = Number(text);
  if (Number.isInteger(bit) && bit >= 0 && bit <= 31) return bit;
  tell([section, 'masqueradeBit'], `${section}.masqueradeBit: ${text} is not between 0 and 31`, '14 is taken');
  return USUAL_TUNING.masqueradeBit;
}

function establishedOf(raw: JsonObject, tell: Tell): number {
  const field = ['conntrack', 'tcpEstablishedTimeout'] as const;
  const text = textAt(raw, ...field);
  if (text === null) return USUAL_TUNING.tcpEstablishedSeconds;
  const seconds = secondsOf(text);
  if (seconds === null) {
    tell(field, `conntrack.tcpEstablishedTimeout: "${text}" is no duration, as 24h0m0s is`, '24h is taken');
    return USUAL_TUNING.tcpEstablishedSeconds;
  }
  return seconds === 0 ? KERNEL_ESTABLISHED : Math.floor(seconds);
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Seconds of a duration as Go writes it (`time.ParseDuration`); `null` for anything else, and for a negative one. */
function secondsOf(text: string): number | null {
  if (text === '0') return 0;
  if (!/^\+?(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)];
  return parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}
