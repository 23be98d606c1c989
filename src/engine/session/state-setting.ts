import type { Cluster } from '#cluster';
import type { Edit } from '#document';
import { patchScenario } from '#document';
import type { FieldPath, Json } from '#source';
import { fieldOf, isJsonObject, problem, readYaml } from '#source';
import { SETTINGS } from './setting-definitions.ts';

/**
 * A scenario's text with a setting stated: the id of a choice, a number, or `null` to leave it to be assumed again. Short
 * forms (`cni: flannel`) are kept short as long as they can be. Refused where the text cannot be edited.
 */
export function stateSetting(text: string, cluster: Cluster, key: string, wanted: string | number | null): Edit {
  const definition = SETTINGS.find((one) => one.key === key);
  if (definition === undefined) return refused(`There is no setting ${key}.`);
  const value = valueOf(definition.kind, cluster, wanted);
  if (value === null) return refused(`${String(wanted)} is no value of ${key} that can be stated here.`);
  const [top, inner] = definition.path;
  const held = heldIn(text, top);
  if (wanted === null) return removed(text, held, top, inner ?? definition.short);
  if (inner === undefined) {
    const path = isJsonObject(held) && definition.short !== null ? [top, definition.short] : [top];
    return patchScenario(text, ['cluster', ...path], value.json);
  }
  return typeof held === 'string' && definition.short !== null
    ? patchScenario(text, ['cluster', top], { [definition.short]: held, [inner]: value.json })
    : patchScenario(text, ['cluster', top, inner], value.json);
}

type Kind = (typeof SETTINGS)[number]['kind'];

function valueOf(kind: Kind, cluster: Cluster, wanted: string | number | null): { readonly json: Json } | null {
  if (wanted === null) return { json: null };
  switch (kind.is) {
    case 'choice': {
      const found = kind.choices(cluster).find(({ id }) => id === wanted);
      return found === undefined ? null : { json: found.value };
    }
    case 'number': {
      const fits =
        typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= kind.least && wanted <= kind.most;
      return fits ? { json: wanted } : null;
    }
    case 'text':
      return null;
  }
}

function heldIn(text: string, ...path: FieldPath): Json | undefined {
  const reading = readYaml(text, 'core');
  const whole = reading.kind === 'read' ? reading.values[0] : undefined;
  return whole === undefined ? undefined : fieldOf(whole, ['cluster', ...path]);
}

/** Takes a key away, and what would be left empty around it. */
function removed(text: string, held: Json | undefined, top: string, inner: string | null): Edit {
  const isPart = inner !== null && isJsonObject(held);
  if (isPart && !Object.hasOwn(held, inner)) return { kind: 'edited', text };
  const path: FieldPath = isPart && Object.keys(held).length > 1 ? ['cluster', top, inner] : ['cluster', top];
  const edit = patchScenario(text, path, undefined);
  if (edit.kind === 'refused') return edit;
  const left = heldIn(edit.text);
  const isEmpty = left === null || (isJsonObject(left) && Object.keys(left).length === 0);
  return isEmpty ? patchScenario(edit.text, ['cluster'], undefined) : edit;
}

function refused(sentence: string): Edit {
  return { kind: 'refused', problem: problem('NotEditable', 'error', sentence) };
}
