import type { CommandExpectation, ObjectExpectation } from '#document';
import { unsupported } from './failure.ts';
import type { CheckReport } from './report.ts';
import { compareRuleSets } from './rule-set.ts';

/** Not modelled: the status that controllers write into objects; each expectation fails by name. */
export function judgeObject({ ref }: ObjectExpectation): CheckReport {
  return failed('object', ref, 'objects', 'the status of objects is not computed yet');
}

/** Not modelled: what commands print; each expectation fails by name. */
export function judgeCommand({ on, run }: CommandExpectation): CheckReport {
  return failed('command', on === null ? run : `${on}: ${run}`, `command ${run}`, 'commands are not run yet');
}

/** A rule set beside a scenario against the one that the first node holds; in another mode than iptables it fails by name. */
export function judgeRuleSet(name: string, expected: string, actual: string | null): CheckReport {
  if (actual === null) return failed('rules', name, 'iptables-save', 'rule sets are printed in iptables mode only');
  const failures = compareRuleSets(expected, actual);
  return { kind: 'rules', name, pass: failures.length === 0, failures };
}

function failed(kind: CheckReport['kind'], name: string, word: string, why: string): CheckReport {
  return { kind, name, pass: false, failures: [unsupported(word, why)] };
}
