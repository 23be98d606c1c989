import type { Problem } from '#view';

/** Text that could not be read as YAML at all; everything else leaves a picture to go on with. */
export function unreadable(problems: readonly Problem[]): Problem | null {
  return problems.find((one) => one.severity === 'error' && UNREADABLE.has(one.code)) ?? null;
}

/** Whether the text around the manifests is such a text: then what was loaded before it stays, settings and requests too. */
export function isScenarioUnreadable(problems: readonly Problem[]): boolean {
  return unreadable(problems)?.place?.source === 'scenario';
}

const UNREADABLE: ReadonlySet<string> = new Set([
  'BrokenYaml',
  'TabIndentation',
  'TooDeep',
  'TooManyAliases',
  'TextTooLarge',
]);
