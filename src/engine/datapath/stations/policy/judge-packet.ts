import type { Ip, Packet, Tuple } from '#net';
import { tupleOf } from '#net';
import {
  answerable,
  type Connection,
  type Direction,
  evidenceFor,
  type Judgement,
  missText,
  type Party,
  partyAt,
  policyTableRef,
  rowId,
  type Trial,
  type Verdict,
} from '#tables';
import type { Alternative, Decisions, Reason } from '#trace';
import type { Flow, HopDraft, Step, World } from '../../flow.ts';
import { stands } from '../standing.ts';

/** The connection as policy sees it at this hook: who has the packet's addresses now. */
export function connectionOf({ src, dst, dport, protocol }: Packet, world: World): Connection {
  return { source: partyWith(src, world), destination: partyWith(dst, world), protocol, port: dport };
}

/** Addresses of tunnel and bridge devices are their node's too. */
function partyWith(address: Ip, { cluster, tables }: World): Party {
  const party = partyAt(cluster, address);
  if (party.kind === 'pod' || party.node !== null) return party;
  return { ...party, node: tables.routes.holder(address)?.name ?? null };
}

/**
 * Judges one direction of a packet: a hop that says why, and either the next station or the end. A denied packet is
 * dropped without a word; every policy that isolates the pod shares the blame.
 */
export function judgePacket(flow: Flow, world: World, direction: Direction, connection: Connection): Step {
  if (stands(flow)) return { then: 'pass' };
  const { policy } = world.tables;
  const judgement = policy.decide(connection, direction);
  const { pod } = judgement;
  if (pod === null) return { then: 'pass' };
  const hop = (): HopDraft => {
    const verdict = policy.judge(connection, direction);
    return {
      kind: 'judge',
      layer: 'policy',
      before: flow.packet,
      after: verdict.allowed ? flow.packet : null,
      decision: decisionOf(verdict, pod.ref, flow),
      because: evidenceFor(verdict, connection, world.cluster),
      consulted: [
        { table: policyTableRef(pod.key, direction), row: verdict.rule === null ? null : rowId(verdict.rule) },
      ],
      ...alternativesOf(verdict),
    };
  };
  if (judgement.allowed) return { then: 'note', hop, flow };
  const objects = answerable(judgement).map(({ ref }) => ref);
  const stoppedAt = { layer: 'policy', reason: reasonOf(judgement, direction), objects } as const;
  return { then: 'end', hop, outcome: { word: 'timeout', response: null, certificate: null, dns: null, stoppedAt } };
}

function decisionOf(verdict: Verdict, pod: Decisions['judge']['pod'], flow: Flow): Decisions['judge'] {
  const { rule, exempt } = verdict;
  const dialled = dialledTuple(flow);
  const rewritten = dialled.dst !== flow.packet.dst || dialled.dport !== flow.packet.dport;
  return {
    direction: verdict.direction,
    pod,
    tuple: tupleOf(flow.packet),
    protocol: flow.packet.protocol,
    verdict: verdict.allowed ? 'allowed' : 'denied',
    tier: verdict.tier,
    policies: answerable(verdict).map(({ ref }) => ref),
    rule: rule === null ? null : { policy: rule.policy.ref, index: rule.index },
    exempt: exempt === 'notAPod' ? null : exempt,
    dialled: rewritten ? dialled : null,
    misses: verdict.tried
      .filter((trial) => trial.rule !== rule)
      .map((trial) => ({ policy: trial.rule.policy.ref, index: trial.rule.index, why: whyNot(trial) })),
  };
}

/** What was dialled on this connection: a balancer that opens one of its own dials the node, whatever the client dialled. */
function dialledTuple({ nat, sent }: Flow): Tuple {
  return nat.findLast(({ place }) => place.kind === 'balancer')?.translated ?? sent.tuple;
}

function whyNot({ miss }: Trial): string {
  return miss === null ? 'it matches and passes on to the next tier' : missText(miss);
}

const SHOWN = 6;

/** What a denied packet would have needed: the rules it missed. */
function alternativesOf(verdict: Verdict): { notTaken: readonly Alternative[]; moreNotTaken: number } {
  const missed = verdict.allowed ? [] : verdict.tried.filter(({ miss }) => miss !== null);
  return {
    notTaken: missed.slice(0, SHOWN).map((trial) => ({
      label: `${trial.rule.policy.ref.name} ${trial.rule.direction}[${trial.rule.index}]`,
      why: whyNot(trial),
      share: null,
      object: trial.rule.policy.ref,
    })),
    moreNotTaken: Math.max(0, missed.length - SHOWN),
  };
}

function reasonOf({ tier }: Judgement, direction: Direction): Reason {
  switch (tier) {
    case 'admin':
      return direction === 'egress' ? 'EgressDeniedByAdmin' : 'IngressDeniedByAdmin';
    case 'baseline':
      return direction === 'egress' ? 'EgressDeniedByBaseline' : 'IngressDeniedByBaseline';
    case 'networkPolicy':
    case 'notEnforced':
    case 'none':
      return direction === 'egress' ? 'EgressDenied' : 'IngressDenied';
  }
}
