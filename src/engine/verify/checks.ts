import type { CommandExpectation, ObjectExpectation } from '#document';
import { unsupported } from './failure.ts';
import type { CheckReport } from './report.ts';

/** Not modelled: the status that controllers write into objects; each expectation fails by name. */
export function judgeObject({ ref }: ObjectExpectation): CheckReport {
  return failed('object', ref, 'objects', 'the status of objects is not computed yet');
}

/** Not modelled: what commands print; each expectation fails by name. */
export function judgeCommand({ on, run }: CommandExpectation): CheckReport {
  return failed('command', on === null ? run : `${on}: ${run}`, `command ${run}`, 'commands are not run yet');
}

/** Not modelled: rule sets as iptables-save prints them; a file beside a scenario that holds one fails by name. */
export function judgeRuleSet(name: string): CheckReport {
  return failed('rules', name, 'iptables-save', 'rule sets are not printed yet');
}

function failed(kind: CheckReport['kind'], name: string, word: string, why: string): CheckReport {
  return { kind, name, pass: false, failures: [unsupported(word, why)] };
}
