import type { Labels } from '#manifests';

/** One requirement of a selector written as kubectl takes it (`-l`). */
interface Requirement {
  readonly key: string;
  readonly operator: 'exists' | 'absent' | 'in' | 'notin';
  readonly values: readonly string[];
}

/** Whether labels fit a selector in kubectl's notation: `a=b, c!=d, e in (f, g), h notin (i), j, !k`. An empty one fits all. */
export function fitsLabelExpression(expression: string, labels: Labels): boolean {
  return requirementsOf(expression).every((requirement) => {
    const value = labels[requirement.key];
    switch (requirement.operator) {
      case 'exists':
        return value !== undefined;
      case 'absent':
        return value === undefined;
      case 'in':
        return value !== undefined && requirement.values.includes(value);
      case 'notin':
        return value === undefined || !requirement.values.includes(value);
    }
  });
}

function requirementsOf(expression: string): readonly Requirement[] {
  return expression
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(requirementOf);
}

function requirementOf(part: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set !== null) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim());
    return { key: set[1] ?? '', operator: set[2] === 'in' ? 'in' : 'notin', values };
  }
  const unequal = /^([^!=\s]+)\s*!=\s*(\S*)$/.exec(part);
  if (unequal !== null) return { key: unequal[1] ?? '', operator: 'notin', values: [unequal[2] ?? ''] };
  const equal = /^([^!=\s]+)\s*==?\s*(\S*)$/.exec(part);
  if (equal !== null) return { key: equal[1] ?? '', operator: 'in', values: [equal[2] ?? ''] };
  if (part.startsWith('!')) return { key: part.slice(1).trim(), operator: 'absent', values: [] };
  return { key: part, operator: 'exists', values: [] };
}
