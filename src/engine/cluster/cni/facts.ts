import type { CniMode, CniName } from '#document';
import type { Family } from '#net';
import type { Evidence } from '../origin.ts';
import type { CniFacts, CniMasquerade } from '../settings-model.ts';
import type { CniAgent } from './agent.ts';

/** What one CNI is by itself, before a scenario or its configuration in the manifests says more. */
export interface CniKind {
  readonly name: CniName;
  readonly defaultMode: CniMode;
  /** MTU of pod interfaces by mode and pods' families, on a network of 1500 bytes (jumbo frames where the platform has them). */
  mtu(mode: CniMode, families: readonly Family[]): number;
  /** Whether it enforces NetworkPolicy; `version` `null`: a current one. */
  enforces(version: string | null): boolean;
  /** Which kinds of the Admin tier a stated version enforces. */
  adminTier(version: string): CniFacts['enforcesAdminTier'];
  readonly ipBlockMatchesPods: boolean;
  readonly ipBlockMatchesNodes: boolean;
  readonly namedPorts: boolean;
  readonly endPort: boolean;
  nodeSource(mode: CniMode): CniFacts['nodeSource'];
  /** What its rules masquerade as it is installed by default; absent keys: pods' packets to everywhere outside, no others. */
  readonly masquerade: Partial<CniMasquerade>;
  /** The agent's configuration among the manifests, `null` if it does not run there. */
  recognise(agent: CniAgent): CniFindings | null;
}

/** What the agent's DaemonSet and ConfigMaps say; absent keys leave the defaults. */
export interface CniFindings {
  /** An object that only this CNI reads, where its agent is not found: it counts only if no other's is. */
  readonly impliedBy?: Evidence;
  readonly mode?: CniMode;
  /** For IPv6, where it is said apart. */
  readonly modeV6?: CniMode;
  readonly mtu?: number;
  readonly version?: string;
  readonly enforcesNetworkPolicy?: boolean;
  readonly ipBlockMatchesNodes?: boolean;
  readonly masquerade?: Partial<CniMasquerade>;
  /** It replaces kube-proxy. */
  readonly replacesProxy?: boolean;
}

/** `v3.29.1` or `3.29` as two numbers, `null` for anything else. */
export function versionNumbers(text: string): readonly [number, number] | null {
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(text.trim());
  return match === null ? null : [Number(match[1]), Number(match[2] ?? 0)];
}

export function isAtLeast(version: string, major: number, minor: number): boolean {
  const numbers = versionNumbers(version);
  return numbers !== null && (numbers[0] > major || (numbers[0] === major && numbers[1] >= minor));
}

/** Every source is kept, whatever leaves the pod network. */
export const NOTHING_MASQUERADED = { outside: 'kept', toNodes: 'kept', toRemotePods: 'kept' } as const;

export const ADMIN_TIER = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'] as const;
