import type { Cluster } from '#cluster';
import { type ObjectRef, refText } from '#manifests';
import { hostPort } from '#net';
import type { Decisions, Fragment, HopOf, Story } from '#trace';
import { chip, podChip } from './phrase.ts';
import { describe, shell } from './shell.ts';

type Judge = Decisions['judge'];

/** What a policy engine said of one direction at one pod, and why. */
export function explainJudge(hop: HopOf<'judge'>, cluster: Cluster): Story {
  const { decision } = hop;
  return {
    chip: chip(chipText(decision, cluster)),
    title: titleOf(decision, cluster),
    detail: [...detailOf(decision, cluster), ...tupleText(decision)],
    commands: commandsOf(decision, cluster),
  };
}

function chipText(decision: Judge, { settings }: Cluster): string {
  const { verdict, tier, policies, rule, exempt, direction, pod } = decision;
  const [first] = policies;
  switch (tier) {
    case 'none':
      if (exempt === 'self') return 'a pod reaches itself';
      if (exempt === 'ownNode') return 'its own node may';
      return `${podChip(pod.name, 34 - direction.length - 7)}: ${direction} open`;
    case 'notEnforced':
      return `not enforced by ${settings.cni.name}`;
    case 'admin':
    case 'baseline':
    case 'networkPolicy': {
      const name = rule?.policy.name ?? first?.name ?? '';
      return `${name} ${verdict === 'allowed' ? 'allows' : 'denies'} ${direction}`;
    }
  }
}

function link(object: ObjectRef): Fragment {
  return { text: `${object.kind} ${object.name}`, object };
}

function titleOf(decision: Judge, cluster: Cluster): readonly Fragment[] {
  const { direction, pod, policies, rule, exempt, tier, verdict } = decision;
  const [first] = policies;
  switch (tier) {
    case 'none':
      if (exempt === 'self')
        return [link(pod), direction === 'egress' ? ' may always send to itself' : ' may always hear itself'];
      if (exempt === 'ownNode' && direction === 'egress') return [link(pod), ' may always reach the node that runs it'];
      if (exempt === 'ownNode') return ['The node may always reach ', link(pod), ', which it runs'];
      return ['Nothing isolates ', link(pod), ` for ${direction}`];
    case 'notEnforced':
      return [
        `${cluster.settings.cni.name} does not enforce `,
        ...(first === undefined ? ['policies'] : [link(first)]),
        ...more(policies.length - 1),
      ];
    case 'admin':
    case 'baseline':
    case 'networkPolicy': {
      const allowed = verdict === 'allowed';
      const judge = allowed ? (rule?.policy ?? first ?? pod) : (first ?? pod);
      const others = allowed ? 0 : policies.length - 1;
      const verb = (one: string, many: string): string => (others > 0 ? many : one);
      if (direction === 'ingress') {
        const word = allowed ? ' lets this reach ' : verb(' keeps this from ', ' keep this from ');
        return [link(judge), ...more(others), word, link(pod)];
      }
      if (allowed) return [link(judge), ' lets ', link(pod), ' send this'];
      return [link(judge), ...more(others), verb(' keeps ', ' keep '), link(pod), ' from sending this'];
    }
  }
}

function more(count: number): readonly Fragment[] {
  return count <= 0 ? [] : [` and ${count} more`];
}

function detailOf(decision: Judge, cluster: Cluster): readonly Fragment[] {
  const { direction, exempt, misses, policies, rule, tier, verdict } = decision;
  const own = misses.filter(({ policy }) => policies.some((one) => refText(one) === refText(policy)));
  switch (tier) {
    case 'none':
      if (exempt === 'self') return ['No policy is asked when a pod talks to itself. '];
      if (exempt === 'ownNode')
        return ['No policy is asked between a pod and the node that runs it, so that probes work. '];
      return misses.length === 0
        ? [`No policy selects the pod for ${direction}, so everything is open in that direction. `]
        : [
            `No NetworkPolicy isolates the pod for ${direction}, and no rule of another tier decides this: `,
            ...missesText(misses),
          ];
    case 'notEnforced':
      return [
        `The CNI in use, ${cluster.settings.cni.name}, carries out none of these policies: they are there and change nothing. `,
      ];
    case 'admin':
    case 'baseline':
      return [
        ...passed(misses),
        ...(rule === null ? [] : [`Rule ${direction}[${rule.index}] of `, link(rule.policy)]),
        ` ${verdict === 'allowed' ? 'allows' : 'denies'} it, which is final in this direction${tier === 'admin' ? ', whatever NetworkPolicies say' : ''}. `,
        ...dropped(verdict),
      ];
    case 'networkPolicy':
      if (rule !== null) {
        const opens = `The pod is isolated for ${direction}, and rule ${direction}[${rule.index}] of `;
        return [opens, link(rule.policy), ' opens this. '];
      }
      return [
        `The pod is isolated for ${direction} and no rule opens this`,
        ...(own.length === 0 ? ['; there is no rule at all. '] : [': ', ...missesText(own)]),
        ...dropped(verdict),
      ];
  }
}

function passed(misses: Judge['misses']): readonly Fragment[] {
  return misses.length === 0
    ? []
    : [`${misses.length} ${misses.length === 1 ? 'rule' : 'rules'} before it did not decide. `];
}

const SHOWN = 3;

function missesText(misses: Judge['misses']): readonly Fragment[] {
  const shown = misses
    .slice(0, SHOWN)
    .flatMap(({ policy, index, why }, at): Fragment[] => [
      at === 0 ? '' : '; ',
      { text: `${policy.name}[${index}]`, object: policy },
      `: ${why}`,
    ]);
  const rest = misses.length - SHOWN;
  return [...shown, rest > 0 ? `; and ${rest} more rules. ` : '. '];
}

function dropped(verdict: Judge['verdict']): readonly Fragment[] {
  return verdict === 'allowed' ? [] : ['The packet is dropped without a word: the sender waits until it gives up. '];
}

function tupleText({ tuple, protocol, dialled, exempt }: Judge): readonly Fragment[] {
  const judged: readonly Fragment[] = [
    (exempt ?? null) === null ? 'Judged: ' : 'The packet: ',
    { code: `${protocol} ${hostPort(tuple.src, tuple.sport)} → ${hostPort(tuple.dst, tuple.dport)}` },
  ];
  if (dialled === undefined || dialled === null) return [...judged, '.'];
  return [...judged, '; dialled was ', { code: hostPort(dialled.dst, dialled.dport) }, '.'];
}

function commandsOf({ pod, policies }: Judge, { settings }: Cluster): readonly string[] {
  const namespace = pod.namespace ?? 'default';
  const named = policies.slice(0, 2).map(describe);
  return [
    ...(named.length === 0 ? [listed(settings.cni.name, namespace)] : named),
    shell`kubectl get pod ${pod.name} -n ${namespace} --show-labels`,
  ];
}

/** What lists the policies that may speak of a namespace's pods; Cilium has a kind of its own. */
function listed(cni: string, namespace: string): string {
  return cni === 'cilium'
    ? shell`kubectl get networkpolicies,ciliumnetworkpolicies -n ${namespace}`
    : shell`kubectl get networkpolicy -n ${namespace}`;
}
