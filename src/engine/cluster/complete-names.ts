import type { ManifestObject, Manifests } from '#manifests';
import { documentAround, fieldOf, isJsonObject, statedKind, type Suggestion, typingAt } from '#source';
import { POD_TEMPLATES, type ReferenceField, referenceFields } from './reference-fields.ts';

/** Names and labels that are in the manifests already, where a field at the cursor refers to them; line and column from 0. */
export function completeNames(
  manifests: Manifests,
  lines: readonly string[],
  line: number,
  column: number,
): readonly Suggestion[] {
  const document = documentAround(lines, line);
  const { kind } = statedKind(document.lines);
  if (kind === null) return [];
  const namespace = statedNamespace(document.lines);
  const { path, key } = typingAt(document.lines, line - document.first, column);
  const near = manifests.objects.filter(({ ref }) => ref.namespace === null || ref.namespace === namespace);
  const here = [...path, ...(key === null ? [] : [key])].join('.');
  const found = referenceFields(kind).flatMap((field): readonly Suggestion[] => {
    const at = field.path.replaceAll('.*', '');
    if (field.how === 'name') return here === at ? named(near, field.kind) : [];
    if (field.how === 'object') return here === `${at}.name` ? named(near, field.kind) : [];
    return labelsAt(labelPath(field, at), path.join('.'), key, near);
  });
  return [...new Map(found.map((one) => [one.label, one])).values()];
}

function statedNamespace(lines: readonly string[]): string {
  return /^(?:metadata:.*|\s+)\bnamespace:\s*["']?([\w.-]+)/m.exec(lines.join('\n'))?.[1] ?? 'default';
}

function named(objects: readonly ManifestObject[], kind: string): readonly Suggestion[] {
  return objects
    .filter((one) => (one.kind === 'Other' ? one.actualKind : one.kind) === kind)
    .map(({ ref }) => value(ref.name, `${ref.kind} in these manifests.`));
}

function labelPath({ how }: ReferenceField, at: string): string {
  if (how === 'labels') return at;
  return how === 'peer' ? `${at}.podSelector.matchLabels` : `${at}.matchLabels`;
}

/** Keys of labels where labels are written, values behind a key. */
function labelsAt(
  at: string,
  path: string,
  key: string | null,
  objects: readonly ManifestObject[],
): readonly Suggestion[] {
  if (path !== at) return [];
  return objects.flatMap((one) => {
    const template = POD_TEMPLATES[one.kind];
    const labels = template && fieldOf(one.raw, [...template, 'metadata', 'labels']);
    if (!isJsonObject(labels)) return [];
    const owner = `${one.ref.kind} ${one.ref.name}`;
    if (key !== null) {
      const own = Object.hasOwn(labels, key) ? labels[key] : null;
      return typeof own === 'string' ? [value(own, `Label of the pods of ${owner}.`, written(own))] : [];
    }
    return Object.entries(labels).map(([label, own]) => ({
      label,
      insert: `${label}: ${typeof own === 'string' ? written(own) : JSON.stringify(own)}`,
      about: `Label of the pods of ${owner}.`,
      kind: 'field' as const,
      needed: false,
    }));
  });
}

/** Text that YAML would take for something else stands in quotes. */
function written(text: string): string {
  return /^(?:[-+.\d].*|y|n|yes|no|on|off|true|false|null|~)?$/i.test(text) ? JSON.stringify(text) : text;
}

function value(label: string, about: string, insert = label): Suggestion {
  return { label, insert, about, kind: 'value', needed: false };
}
