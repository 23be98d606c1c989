import type { Scenario } from '#document';
import type { Trace } from '#trace';
import { judgeCommand, judgeObject, judgeRuleSet } from './checks.ts';
import { judgeReach } from './reach.ts';
import type { Ask, Report } from './report.ts';
import { judgeRequest } from './request.ts';

type Problem = Trace['unsupported'][number];

/** A rule set that stands beside a scenario, as iptables-save printed it; `name` is its file's. */
export interface RuleSet {
  readonly name: string;
  readonly text: string;
}

/** What was read: the scenario, the problems found (an expect key that is not known fails its request) and rule sets beside it. */
export interface Stated {
  readonly scenario: Scenario;
  readonly problems: readonly Problem[];
  readonly ruleSets: readonly RuleSet[];
}

/** Judges everything that a scenario states. */
export function reportOn({ scenario, problems, ruleSets }: Stated, ask: Ask): Report {
  return {
    requests: scenario.requests.flatMap((request) => judgeRequest(request, problems, ask)),
    reachability: scenario.reachability.map((block) => judgeReach(block, ask.reach(block))),
    checks: [
      ...scenario.objects.map((object) => judgeObject(object, ask)),
      ...scenario.commands.map((command) => judgeCommand(command, ask)),
      ...ruleSets.map(({ name, text }) => judgeRuleSet(name, text, ask.ruleSet())),
    ],
  };
}
