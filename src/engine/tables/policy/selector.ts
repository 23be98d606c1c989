import { meetsRequirement } from '#cluster';
import type { Labels, LabelSelector, LabelSelectorRequirement } from '#manifests';

/** A label selector as one list of requirements; none means that it selects everything. */
export interface Selector {
  readonly requirements: readonly LabelSelectorRequirement[];
  /** Equal for selectors that say the same in the same words. */
  readonly key: string;
}

/** `matchLabels` become `In` with one value, as apimachinery's LabelSelectorAsSelector does. */
export function compileSelector(selector: LabelSelector): Selector {
  const requirements: readonly LabelSelectorRequirement[] = [
    ...Object.entries(selector.matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] })),
    ...selector.matchExpressions,
  ];
  return { requirements, key: JSON.stringify(requirements) };
}

export function selects(selector: Selector, labels: Labels): boolean {
  for (const requirement of selector.requirements) if (!meetsRequirement(requirement, labels)) return false;
  return true;
}

/** A requirement that labels do not meet, and the value they have instead; `null`: they lack the key. */
export interface Unmet {
  readonly requirement: LabelSelectorRequirement;
  readonly found: string | null;
}

export function unmetBy(selector: Selector, labels: Labels): readonly Unmet[] {
  return selector.requirements
    .filter((requirement) => !meetsRequirement(requirement, labels))
    .map((requirement) => ({ requirement, found: labelOf(labels, requirement.key) }));
}

export function labelOf(labels: Labels, key: string): string | null {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

/** `app=web, tier notin (a, b), x exists`; a selector without requirements reads `all`. */
export function selectorText(selector: Selector): string {
  return selector.requirements.length === 0 ? 'all' : selector.requirements.map(requirementText).join(', ');
}

export function requirementText({ key, operator, values }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0] ?? ''}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return `${key} exists`;
    case 'DoesNotExist':
      return `${key} absent`;
  }
}
