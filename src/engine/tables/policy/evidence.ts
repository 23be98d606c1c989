import type { Cluster, Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { FieldPath } from '#source';
import type { PolicyObject, Rule } from './compiled-policy.ts';
import { type Connection, endsOf } from './connection.ts';
import { peerMatches } from './peer.ts';
import { portMatches } from './port.ts';
import type { Verdict } from './verdict.ts';

const MOST = 12;

/**
 * The fields that a verdict rests on, most telling first: the rule that opened or decided with the peer and port that
 * fitted; for a denial what isolates, and of each rule the entry that came nearest. That the CNI carries policies out at
 * all is the last of them where nobody stated which one it is.
 */
export function evidenceFor(verdict: Verdict, connection: Connection, cluster: Cluster): readonly Evidence[] {
  const fields = fieldsFor(verdict, connection, cluster);
  if (verdict.tier === 'none' || verdict.tier === 'notEnforced') return fields;
  const { origins } = cluster.settings;
  const origin = origins.get('cni');
  const isAssumed = origin?.kind === 'default' && origins.get('cni.enforcesNetworkPolicy')?.kind === 'default';
  return isAssumed ? [...fields, { object: CNI, field: ['cni'], origin }] : fields;
}

const CNI: ObjectRef = { kind: 'Setting', namespace: null, name: 'cni' };

function fieldsFor(verdict: Verdict, connection: Connection, cluster: Cluster): readonly Evidence[] {
  const facts = cluster.settings.cni;
  switch (verdict.tier) {
    case 'none':
      return [];
    case 'notEnforced':
      return [
        {
          object: CNI,
          field: ['cni'],
          origin: cluster.settings.origins.get('cni') ?? { kind: 'default', setting: 'cni' },
        },
        ...verdict.inert.slice(0, MOST).map((policy) => written(policy, subjectField(policy))),
      ];
    case 'admin':
    case 'baseline':
    case 'networkPolicy': {
      const { rule } = verdict;
      if (rule !== null) {
        const { peer: party } = endsOf(connection, rule.direction);
        const peer = rule.peers?.find((candidate) => peerMatches(candidate.peer, party, facts));
        const port = rule.ports?.findIndex((entry) => portMatches(entry, connection)) ?? -1;
        return [
          ...(peer === undefined ? [] : [written(rule.policy, peerField(rule, peer.entry))]),
          ...(port < 0 ? [] : [written(rule.policy, portField(rule, port))]),
          ...(peer === undefined && port < 0 ? [written(rule.policy, ruleField(rule))] : []),
          written(rule.policy, subjectField(rule.policy)),
        ];
      }
      const near = verdict.tried.flatMap(({ rule: tried, miss }) =>
        miss === null || tried.policy.kind !== 'NetworkPolicy'
          ? []
          : [
              ...(miss.peer === null ? [] : [written(tried.policy, peerField(tried, miss.peer.entry))]),
              ...(miss.port === null ? [] : [written(tried.policy, portField(tried, miss.port.entry))]),
            ],
      );
      return [
        ...verdict.isolatedBy
          .slice(0, MOST)
          .flatMap((policy) => [
            written(policy, subjectField(policy)),
            ...(policy.policyTypes === null ? [] : [written(policy, ['spec', 'policyTypes'])]),
          ]),
        ...near.slice(0, MOST),
      ];
    }
  }
}

function written(policy: PolicyObject, field: FieldPath): Evidence {
  return { object: policy.ref, field, origin: { kind: 'written' } };
}

/** `spec.podSelector`, in the Admin and Baseline tier `spec.subject`. */
export function subjectField(policy: PolicyObject): FieldPath {
  return policy.kind === 'NetworkPolicy' ? ['spec', 'podSelector'] : ['spec', 'subject'];
}

export function ruleField(rule: Rule): FieldPath {
  return ['spec', rule.direction, rule.index];
}

function peerField(rule: Rule, entry: number): FieldPath {
  return [...ruleField(rule), rule.direction === 'ingress' ? 'from' : 'to', entry];
}

/** v1alpha2 (ClusterNetworkPolicy) calls the list `protocols`. */
export function portField(rule: Rule, entry: number): FieldPath {
  return [...ruleField(rule), rule.policy.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports', entry];
}
