import type { Cluster } from '#cluster';
import { refText } from '#manifests';
import type { TableRef, TableView } from '#trace';
import type { PolicyObject, Rule } from './compiled-policy.ts';
import type { Direction } from './connection.ts';
import type { Peer } from './peer.ts';
import type { PolicyIndex } from './policy-index.ts';
import { portEntryText } from './port.ts';
import { selectorText } from './selector.ts';

/** The id of a rule's row: `NetworkPolicy/shop/web#0`. */
export function rowId(rule: { readonly policy: PolicyObject; readonly index: number }): string {
  return `${refText(rule.policy.ref)}#${rule.index}`;
}

export function policyTableRef(pod: string, direction: Direction): TableRef {
  return { kind: 'policy', at: pod, name: direction };
}

const SHOWN = 40;

/**
 * The rules that are asked for one pod (`table.at`) in one direction (`table.name`), in order, tier by tier; `null` if
 * there is no such pod. Policies without rules have a row of their own, without an index.
 */
export function printPolicy(
  index: PolicyIndex,
  cluster: Cluster,
  table: TableRef,
  row: string | null,
): TableView | null {
  const pod = cluster.podByKey.get(table.at);
  if (pod === undefined || (table.name !== 'ingress' && table.name !== 'egress')) return null;
  const direction: Direction = table.name;
  const set = index.setOf(pod, direction);
  const closed = set.isolating.filter((policy) => policy[direction]?.length === 0);
  const rows = [
    ...set.admin.map((rule) => ruleRow(rule, 'Admin tier')),
    ...set.open.map((rule) => ruleRow(rule, 'isolates')),
    ...closed.map(({ policy }) => ({
      id: refText(policy.ref),
      cells: [refText(policy.ref), '', 'no rule', '', ''],
      note: 'isolates, opens nothing',
    })),
    ...set.baseline.map((rule) => ruleRow(rule, set.isolating.length > 0 ? 'Baseline, not asked' : 'Baseline tier')),
    ...set.inert.map((policy) => ({
      id: refText(policy.ref),
      cells: [refText(policy.ref), '', '', '', ''],
      note: `not enforced by ${index.cni.name}`,
    })),
  ];
  const decided = Math.max(
    0,
    rows.findIndex(({ id }) => id === row),
  );
  const from = Math.max(0, Math.min(decided - SHOWN / 2, rows.length - SHOWN));
  return {
    title: `${direction} rules for pod ${table.at}`,
    columns: ['policy', 'rule', 'action', direction === 'ingress' ? 'from' : 'to', 'ports'],
    rows: rows.slice(from, from + SHOWN),
    more: Math.max(0, rows.length - SHOWN),
  };
}

function ruleRow(rule: Rule, note: string): TableView['rows'][number] {
  return {
    id: rowId(rule),
    cells: [
      refText(rule.policy.ref),
      `${rule.direction}[${rule.index}]`,
      rule.action,
      rule.peers === null ? 'everybody' : some(rule.peers.map(({ peer }) => peerText(peer))),
      rule.ports === null ? 'every port' : some(rule.ports.map(portEntryText)),
    ],
    note,
  };
}

function some(texts: readonly string[]): string {
  return texts.length <= 3 ? texts.join(' or ') : `${texts.slice(0, 3).join(' or ')} or ${texts.length - 3} more`;
}

/** A peer in a few words: `pods app=api in namespaces team=x`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'pods': {
      const pods =
        peer.pods === null || peer.pods.requirements.length === 0 ? 'all pods' : `pods ${selectorText(peer.pods)}`;
      const { selector, names } = peer.namespaces;
      if (selector === null) return `${pods} in ${[...names].join(', ')}`;
      return `${pods} in ${selector.requirements.length === 0 ? 'all namespaces' : `namespaces ${selectorText(selector)}`}`;
    }
    case 'block':
      return peer.except.length === 0 ? peer.cidr : `${peer.cidr} except ${peer.except.join(', ')}`;
    case 'nodes':
      return peer.selector.requirements.length === 0 ? 'all nodes' : `nodes ${selectorText(peer.selector)}`;
    case 'domains':
      return peer.names.join(', ');
    case 'nothing':
      return 'nobody (not valid)';
  }
}
