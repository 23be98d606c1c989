import type { Cluster, Origin } from '#cluster';
import type { Scenario } from '#document';
import type { SettingRow } from '#view';
import type { SettingDefinition } from './setting-definitions.ts';
import { AS_STATED, SETTINGS } from './setting-definitions.ts';

/** Every setting of the cluster with what is in force, who said so, and what else can be stated. */
export function settingRows(cluster: Cluster, { cluster: input }: Scenario): readonly SettingRow[] {
  return SETTINGS.map((definition): SettingRow => {
    const origin = originOf(definition, cluster, input);
    const value = definition.value(cluster, input);
    const isFixed = origin === 'manifests' && isProxyConfigured(definition, cluster);
    return {
      key: definition.key,
      label: definition.label,
      value,
      origin,
      control: isFixed ? { kind: 'text' } : controlOf(definition, cluster, value, origin),
      tries: definition.tried === 'tried' && !isFixed ? triesOf(definition, cluster, value) : [],
      note: isFixed ? 'kube-proxy’s configuration in the manifests says so, and wins.' : definition.note,
    };
  });
}

/** What is in force for a setting by its key, as the form shows it; empty for one that is no single word. */
export function settingValue(key: string, cluster: Cluster, { cluster: input }: Pick<Scenario, 'cluster'>): string {
  const value = SETTINGS.find((definition) => definition.key === key)?.value(cluster, input) ?? '';
  return value === AS_STATED ? '' : value;
}

function originOf(definition: SettingDefinition, cluster: Cluster, input: Scenario['cluster']): SettingRow['origin'] {
  if (statedIn(definition, input) !== undefined) return 'stated';
  const origins: ReadonlyMap<string, Origin> = cluster.settings.origins;
  const [top] = definition.path;
  const origin = origins.get(definition.key) ?? origins.get(top);
  return origin?.kind === 'derived' || origin?.kind === 'written' ? 'manifests' : 'assumed';
}

/** What the scenario states for a setting, as it was read. */
function statedIn({ path: [top, inner], short }: SettingDefinition, input: Scenario['cluster']): unknown {
  const held: unknown = Object.entries(input).find(([key]) => key === top)?.[1];
  const within = inner ?? short;
  if (within === null) return held;
  return typeof held === 'object' && held !== null
    ? Object.entries(held).find(([key]) => key === within)?.[1]
    : undefined;
}

function isProxyConfigured({ path }: SettingDefinition, cluster: Cluster): boolean {
  if (path[0] !== 'serviceProxy' && path[0] !== 'nodePortAddresses') return false;
  const origin = cluster.settings.origins.get('serviceProxy');
  return origin?.kind === 'derived' && origin.by === 'configuration';
}

function controlOf(
  { kind }: SettingDefinition,
  cluster: Cluster,
  value: string,
  origin: SettingRow['origin'],
): SettingRow['control'] {
  switch (kind.is) {
    case 'choice': {
      const choices = kind.choices(cluster).map(({ id, label }) => ({ id, label }));
      const isChosen = origin === 'stated' && choices.some(({ id }) => id === value);
      return { kind: 'choice', choices, chosen: isChosen ? value : null };
    }
    case 'number':
      return { kind: 'number', least: kind.least, most: kind.most, stated: origin === 'stated' ? Number(value) : null };
    case 'text':
      return { kind: 'text' };
  }
}

function triesOf({ kind }: SettingDefinition, cluster: Cluster, value: string): readonly string[] {
  return kind.is === 'choice' ? kind.choices(cluster).flatMap(({ id }) => (id === value ? [] : [id])) : [];
}
