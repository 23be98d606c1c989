import type { ObjectRef } from '#manifests';
import type { FieldPath } from '#source';
import type { ClusterSettings } from './settings-model.ts';
import type { Evidence, Origin, SettingKey } from './origin.ts';

/** A field that stands in the manifests. */
export function written(object: ObjectRef, ...field: FieldPath): Evidence {
  return { object, field, origin: { kind: 'written' } };
}

/** The reference under which a setting of the scenario stands as evidence: kind `Setting`, named by its dotted key. */
export function settingRef(key: SettingKey): ObjectRef {
  return { kind: 'Setting', namespace: null, name: key };
}

/** A setting, with where its value comes from. */
export function setting(cluster: { readonly settings: Pick<ClusterSettings, 'origins'> }, key: SettingKey): Evidence {
  return {
    object: settingRef(key),
    field: key.split('.'),
    origin: originOfSetting(cluster.settings.origins, key),
  };
}

/** A field's origin falls back to that of the setting it belongs to, and that to the default. */
export function originOfSetting(origins: ReadonlyMap<SettingKey, Origin>, key: SettingKey): Origin {
  return origins.get(key) ?? { kind: 'default', setting: key };
}

/** A field that a controller or rule made of other facts. */
export function derived(object: ObjectRef, field: FieldPath, by: string, from: readonly Evidence[]): Evidence {
  return { object, field, origin: { kind: 'derived', by, from } };
}

/** Evidence for a field of an object of the cluster, whether it was written or filled in. */
export function evidenceOf(
  object: { readonly ref: ObjectRef; readonly origin: Origin },
  ...field: FieldPath
): Evidence {
  return { object: object.ref, field, origin: object.origin };
}
