import type { Labels, LabelSelector, LabelSelectorRequirement } from './object.ts';

/** metav1.LabelSelector on labels: all of `matchLabels` and all expressions hold; an empty selector matches everything. */
export function matchesSelector(selector: LabelSelector, labels: Labels): boolean {
  return (
    matchesLabels(selector.matchLabels, labels) &&
    selector.matchExpressions.every((requirement) => meetsRequirement(requirement, labels))
  );
}

/** Every label is there with that value, as Services and ReplicationControllers select. */
export function matchesLabels(wanted: Labels, labels: Labels): boolean {
  for (const key in wanted) if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) return false;
  return true;
}

/** `NotIn` and `DoesNotExist` also hold where the key is missing (apimachinery labels.Requirement.Matches). */
export function meetsRequirement({ key, operator, values }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}
