import type { Problem } from '#source';
import type { Picture, RuleCard } from '#view';

/**
 * What of a picture is not as it should be, `Kind/NS/NAME` or `Node/NAME`: pods and nodes that are not ready, Services
 * that select no pod, and rules in whose lines a problem was found.
 */
export function troubledIn({ nodes, pods, rules }: Picture, problems: readonly Problem[]): readonly string[] {
  const found = problems.filter(({ severity }) => severity !== 'info');
  return [
    ...nodes.filter(({ ready }) => !ready).map(({ name }) => `Node/${name}`),
    ...pods.filter(({ ready, ip }) => !ready || ip === null).map(({ key }) => `Pod/${key}`),
    ...rules.filter((card) => selectsNobody(card) || found.some((one) => isIn(card, one))).map(({ ref }) => ref),
  ];
}

function selectsNobody({ kind, pods, assumed }: RuleCard): boolean {
  return kind === 'Service' && pods.length === 0 && !assumed;
}

function isIn({ ref, place: own }: RuleCard, { object, place }: Problem): boolean {
  if (object === ref) return true;
  if (own === null || place?.source !== 'manifests') return false;
  const { line } = place.range.start;
  return own.start.line <= line && line <= own.end.line;
}
