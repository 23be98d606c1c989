import type { ConfigMapObject, Json, JsonObject } from '#manifests';
import { fieldOf, isJsonObject, readYaml } from '#source';

/** The text at a path of an object as written; numbers and truth values as text. `null` where there is none. */
export function textAt(value: Json, ...path: readonly (string | number)[]): string | null {
  const found = fieldOf(value, path);
  if (typeof found === 'string') return found;
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null;
}

export function truthAt(value: Json, ...path: readonly (string | number)[]): boolean | null {
  const found = fieldOf(value, path);
  return typeof found === 'boolean' ? found : null;
}

export function textsAt(value: Json, ...path: readonly (string | number)[]): readonly string[] {
  const found = fieldOf(value, path);
  return Array.isArray(found) ? found.filter((item: Json): item is string => typeof item === 'string') : [];
}

/** The first document of a YAML (or JSON) text in a ConfigMap, if it is an object. */
export function documentIn(configMap: ConfigMapObject, key: string): JsonObject | null {
  const text = Object.hasOwn(configMap.data, key) ? configMap.data[key] : undefined;
  if (text === undefined) return null;
  const reading = readYaml(text);
  if (reading.kind === 'broken') return null;
  const [first] = reading.values;
  return isJsonObject(first) ? first : null;
}
