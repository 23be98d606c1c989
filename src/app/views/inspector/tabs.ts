import type { InspectorTab } from '#store';
import type { Problem } from '#view';

/** A tab of the inspector and its name; those without content are left out. */
export interface TabName {
  readonly id: InspectorTab;
  readonly label: string;
}

export function tabsFor(has: {
  readonly unsupported: readonly Problem[];
  readonly assumed: number;
}): readonly TabName[] {
  return [
    { id: 'path', label: 'Path' },
    { id: 'text', label: 'As text' },
    ...(has.unsupported.length > 0 ? [{ id: 'findings' as const, label: `Findings ${has.unsupported.length}` }] : []),
    { id: 'reachability', label: 'Reachability' },
    { id: 'assumed', label: has.assumed === 0 ? 'Assumed' : `Assumed ${has.assumed}` },
    { id: 'compare', label: 'Compare' },
  ];
}
