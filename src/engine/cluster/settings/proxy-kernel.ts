import type { ServiceProxyMode } from '#document';
import type { JsonObject } from '#manifests';
import { textAt, truthAt } from './raw.ts';
import type { FieldPath } from '#source';
import type { Tell } from './proxy-refusals.ts';

/** What kube-proxy's configuration says of marks and connection tracking. */
export interface KernelTuning {
  /** The mark for masquerading is `1 << masqueradeBit`. */
  readonly masqueradeBit: number;
  /** With `tcpBeLiberal` conntrack calls no TCP packet out of its window invalid, and no rule drops such. */
  readonly invalidPackets: 'dropped' | 'passed';
  /** Seconds that an established TCP connection stays without packets. */
  readonly tcpEstablishedSeconds: number;
  /** Seconds that a UDP exchange stays while it is no stream yet. */
  readonly udpSeconds: number;
}

/** Defaults of kube-proxy (`SetDefaults_KubeProxyConfiguration` in pkg/proxy/apis/config/v1alpha1/defaults.go): bit 14, a day; the kernel's own for UDP. */
export const USUAL_TUNING: KernelTuning = {
  masqueradeBit: 14,
  invalidPackets: 'dropped',
  tcpEstablishedSeconds: 86_400,
  udpSeconds: 30,
};

/** Five days: nf_conntrack_tcp_timeout_established as Linux has it, which a timeout of 0 leaves alone. */
const ESTABLISHED: Left = { out: USUAL_TUNING.tcpEstablishedSeconds, toKernel: 432_000 };
const UDP: Left = { out: USUAL_TUNING.udpSeconds, toKernel: USUAL_TUNING.udpSeconds };

/**
 * The bit of the mode (nftables has its own, ipvs reads that of iptables; pkg/proxy/apis/config/validation allows 0 to 31),
 * and `conntrack`, which kube-proxy writes to sysctls before it makes rules (cmd/kube-proxy/app/conntrack.go).
 */
export function kernelTuning(raw: JsonObject, mode: ServiceProxyMode, tell: Tell): KernelTuning {
  const section = mode === 'nftables' ? 'nftables' : 'iptables';
  return {
    masqueradeBit: bitOf(raw, section, tell),
    invalidPackets: truthAt(raw, 'conntrack', 'tcpBeLiberal') === true ? 'passed' : USUAL_TUNING.invalidPackets,
    tcpEstablishedSeconds: secondsIn(raw, 'tcpEstablishedTimeout', ESTABLISHED, tell),
    udpSeconds: secondsIn(raw, 'udpTimeout', UDP, tell),
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

/** A time-out of `conntrack` in seconds; 0 leaves the kernel's own. */
function secondsIn(raw: JsonObject, key: 'tcpEstablishedTimeout' | 'udpTimeout', left: Left, tell: Tell): number {
  const field = ['conntrack', key] as const;
  const text = textAt(raw, ...field);
  if (text === null) return left.out;
  const seconds = secondsOf(text);
  if (seconds !== null) return seconds === 0 ? left.toKernel : Math.floor(seconds);
  tell(field, `conntrack.${key}: "${text}" is no duration, as 1h30m0s is`, `${left.out}s is taken`);
  return left.out;
}

/** Seconds where the field is left out, and where it leaves them to the kernel. */
interface Left {
  readonly out: number;
  readonly toKernel: number;
}

/** Time-outs that kube-proxy sets and that nothing printed here shows: no time passes after an entry is made. */
const NOT_SHOWN = ['tcpCloseWaitTimeout', 'udpStreamTimeout'] as const;

/** Those of them that are set. */
export function timeoutsNotShown(raw: JsonObject): readonly (readonly [field: FieldPath, key: string])[] {
  return NOT_SHOWN.flatMap((key) => {
    const text = textAt(raw, 'conntrack', key);
    return text === null || text === '' || secondsOf(text) === 0 ? [] : [[['conntrack', key], key] as const];
  });
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** Seconds of a duration as Go writes it (`time.ParseDuration`); `null` for anything else, and for a negative one. */
function secondsOf(text: string): number | null {
  if (text === '0') return 0;
  if (!/^\+?(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)];
  return parts.reduce((sum, [, number = '', unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}
