import type { CommandExpectation, ObjectExpectation } from '#document';
import { parseIp } from '#net';
import type { Failure } from './failure.ts';
import { unsupported } from './failure.ts';
import { listText } from './every.ts';
import type { Ask, CheckReport } from './report.ts';
import { compareRuleSets } from './rule-set.ts';

/**
 * What an object's status should say. Addresses are compared in any order.
 * Not modelled: conditions and attached routes; they fail by name.
 */
export function judgeObject(
  { ref, addresses, conditions, attachedRoutes }: ObjectExpectation,
  ask: Pick<Ask, 'statusAddresses'>,
): CheckReport {
  const why = `the status of ${ref} is not computed`;
  const failures: readonly Failure[] = [
    ...(addresses === null ? [] : judgeAddresses(ref, addresses, ask.statusAddresses(ref))),
    ...(conditions.length === 0 ? [] : [unsupported('conditions', why)]),
    ...(attachedRoutes === null ? [] : [unsupported('attachedRoutes', why)]),
  ];
  return { kind: 'object', name: ref, pass: failures.length === 0, failures };
}

function judgeAddresses(ref: string, wanted: readonly string[], actual: readonly string[] | null): readonly Failure[] {
  if (actual === null) return [unsupported('addresses', `the addresses of ${ref} are not computed`)];
  const expected = wanted.map(plain).toSorted();
  const found = actual.map(plain).toSorted();
  const isSame = expected.length === found.length && expected.every((one, index) => one === found[index]);
  return isSame ? [] : [{ key: 'addresses', expected: listText(expected), actual: listText(found) }];
}

function plain(address: string): string {
  return parseIp(address) ?? address.toLowerCase().replace(/\.$/, '');
}

/** Lines that a command prints, or does not; blanks at their ends do not count. One that is not modelled fails by name. */
export function judgeCommand({ on, run, contains, absent }: CommandExpectation, ask: Pick<Ask, 'output'>): CheckReport {
  const name = on === null ? run : `${on}: ${run}`;
  const output = ask.output(on, run);
  if (output === null) return failed('command', name, `command ${run}`, 'what it prints there is not modelled');
  const lines = new Set(output.split('\n').map((line) => line.trim()));
  const failures: readonly Failure[] = [
    ...contains
      .filter((line) => !lines.has(line.trim()))
      .map((line) => ({ key: 'contains', expected: line, actual: 'no such line' })),
    ...absent
      .filter((line) => lines.has(line.trim()))
      .map((line) => ({ key: 'absent', expected: `no line ${line}`, actual: line })),
  ];
  return { kind: 'command', name, pass: failures.length === 0, failures };
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
