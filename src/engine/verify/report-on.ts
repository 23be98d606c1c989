import type { Scenario } from '#document';
import type { Trace } from '#trace';
import { judgeCommand, judgeObject } from './checks.ts';
import { judgeReach } from './reach.ts';
import type { Ask, Report } from './report.ts';
import { judgeRequest } from './request.ts';

type Problem = Trace['unsupported'][number];

/** Judges everything that a scenario states. `problems` are those of reading it: an expect key that is not known fails its request. */
export function reportOn(scenario: Scenario, problems: readonly Problem[], ask: Ask): Report {
  return {
    requests: scenario.requests.flatMap((request) => judgeRequest(request, problems, ask)),
    reachability: scenario.reachability.map((block) => judgeReach(block, ask.reach(block))),
    checks: [...scenario.objects.map(judgeObject), ...scenario.commands.map(judgeCommand)],
  };
}
