import type { ClusterInput, CniMode, CniName } from '#document';
import type { ObjectRef } from '#manifests';
import type { Family } from '#net';
import { written as writtenField, settingRef, derived } from '../evidence.ts';
import type { Origin } from '../origin.ts';
import type { CniFacts, CniMasquerade } from '../settings-model.ts';
import type { Written } from '../written.ts';
import { cniAgent } from './agent.ts';
import { awsVpc } from './aws-vpc.ts';
import { calico } from './calico.ts';
import { cilium } from './cilium.ts';
import type { CniFindings, CniKind } from './facts.ts';
import { ADMIN_TIER } from './facts.ts';
import { flannel } from './flannel.ts';
import { kindnet } from './kindnet.ts';
import { weave } from './weave.ts';

/** In the order of recognition: Calico first, because Canal runs it above Flannel. */
const CNIS = { calico, cilium, flannel, weave, kindnet, 'aws-vpc': awsVpc } satisfies Record<CniName, CniKind>;

/** What nearly all do: a pod's address is hidden wherever the packet leaves the pod network. */
const POD_PACKETS_ONLY: CniMasquerade = {
  outside: 'masqueraded',
  toNodes: 'masqueraded',
  toRemotePods: 'kept',
  never: [],
  keptTo: [],
};

export interface CniResolved {
  readonly facts: CniFacts;
  /** MTU of interfaces of pods that have addresses of these families; `facts` has that of IPv4. */
  mtuFor(families: readonly Family[]): number;
  readonly replacesProxy: boolean;
  /** Agent found in the manifests. */
  readonly agent: ObjectRef | null;
  readonly origins: { readonly name: Origin; readonly mode: Origin; readonly mtu: Origin; readonly enforces: Origin };
}

/**
 * The CNI of the cluster: the one the scenario names, else the one whose agent the manifests hold, else Calico. Of the
 * named one's agent, if it is there, its configuration is read; what the scenario says in single keys wins over it.
 */
export function resolveCni(input: ClusterInput['cni'], manifests: Written): CniResolved {
  const agent = cniAgent(manifests);
  const recognised = Object.values(CNIS).flatMap((kind: CniKind) => {
    const findings = kind.recognise(agent);
    return findings === null ? [] : [{ kind, findings }];
  });
  const first = recognised.find(({ findings }) => findings.impliedBy === undefined) ?? recognised[0];
  const kind: CniKind = input?.name === undefined ? (first?.kind ?? calico) : CNIS[input.name];
  const findings: CniFindings = recognised.find((found) => found.kind === kind)?.findings ?? {};
  const version = input?.version ?? findings.version ?? null;
  const mode = input?.mode ?? findings.mode ?? kind.defaultMode;
  const modeV6 = input?.mode ?? findings.modeV6 ?? mode;
  const enforces = input?.enforcesNetworkPolicy ?? findings.enforcesNetworkPolicy ?? kind.enforces(version);
  const mtuFor = (families: readonly Family[]): number =>
    input?.mtu ?? findings.mtu ?? leastMtu(kind, { IPv4: mode, IPv6: modeV6 }, families);
  const facts: CniFacts = {
    name: kind.name,
    mode,
    modeV6,
    mtu: mtuFor(['IPv4']),
    version,
    enforcesNetworkPolicy: enforces,
    enforcesAdminTier: enforces ? (version === null ? ADMIN_TIER : kind.adminTier(version)) : [],
    ipBlockMatchesPods: kind.ipBlockMatchesPods,
    ipBlockMatchesNodes: findings.ipBlockMatchesNodes ?? kind.ipBlockMatchesNodes,
    namedPorts: kind.namedPorts,
    endPort: kind.endPort,
    nodeSource: [mode, modeV6].some((one) => kind.nodeSource(one) === 'tunnel') ? 'tunnel' : 'node',
    podRange: 'own',
    vpc: [],
    masquerade: { ...POD_PACKETS_ONLY, ...kind.masquerade, ...findings.masquerade },
  };
  const impliedBy =
    input?.name === undefined && findings.impliedBy !== undefined ? { impliedBy: findings.impliedBy } : {};
  const agentRef = input?.name === undefined || first?.kind === kind ? agentOf(manifests, kind) : null;
  const origin = (key: 'name' | 'mode' | 'mtu' | 'enforcesNetworkPolicy'): Origin => {
    const setting = key === 'name' ? 'cni' : (`cni.${key}` as const);
    if (input?.[key] !== undefined) return { kind: 'scenario', setting };
    if (agentRef === null) return { kind: 'default', setting: 'cni', ...impliedBy };
    const from = writtenField(agentRef, 'spec', 'template', 'spec', 'containers');
    return derived(settingRef('cni'), ['cni'], 'cni', [from]).origin;
  };
  return {
    facts,
    mtuFor,
    replacesProxy: findings.replacesProxy ?? false,
    agent: agentRef,
    origins: {
      name: origin('name'),
      mode: origin('mode'),
      mtu: origin('mtu'),
      enforces: origin('enforcesNetworkPolicy'),
    },
  };
}

/** Pods' interfaces have the least MTU of the ways that their families take. */
function leastMtu(kind: CniKind, modes: Readonly<Record<Family, CniMode>>, families: readonly Family[]): number {
  if (modes.IPv4 === modes.IPv6) return kind.mtu(modes.IPv4, families);
  return Math.min(...families.map((family) => kind.mtu(modes[family], [family])));
}

/** The DaemonSet by which that CNI was recognised. */
function agentOf(manifests: Written, kind: CniKind): ObjectRef | null {
  const daemonSet = manifests.workloads.find(
    (workload) =>
      workload.kind === 'DaemonSet' &&
      kind.recognise(cniAgent({ ...manifests, workloads: [workload], others: [] })) !== null,
  );
  return daemonSet?.ref ?? null;
}
