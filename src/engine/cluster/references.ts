import {
  keyOf,
  type Labels,
  type LabelSelector,
  locate,
  type ManifestObject,
  type Manifests,
  objectAt,
  type ObjectRef,
  refText,
} from '#manifests';
import { type FieldPath, fieldOf, isJsonObject, isList, type Json, type JsonObject, type Range } from '#source';
import { POD_TEMPLATES, type ReferenceField, referenceFields } from './reference-fields.ts';
import { matchesLabels, matchesSelector } from './selector.ts';

/** What a field of an object names: other objects of the manifests, or none that is there. */
export interface Reference {
  readonly from: ObjectRef;
  readonly field: FieldPath;
  /** `Service web in namespace shop`, `pods with app=web in namespace shop`. */
  readonly wanted: string;
  readonly targets: readonly ObjectRef[];
}

/** What the fields of an object name, in the order of a table of fields. */
export function referencesOf(object: ManifestObject, manifests: Manifests): readonly Reference[] {
  return referenceFields(kindOf(object)).flatMap((field) =>
    placesOf(object.raw, field.path.split('.')).flatMap(([path, value]): readonly Reference[] => {
      const meant = meaningOf(field, value, object, manifests.objects);
      return meant === null ? [] : [{ from: object.ref, field: path, ...meant }];
    }),
  );
}

/** The references that stand on a line of the manifests, each with its range. */
export function referencesOnLine(
  manifests: Manifests,
  line: number,
): readonly (Reference & { readonly range: Range })[] {
  const here = objectAt(manifests, line);
  const object = here === null ? null : objectOf(manifests, here.ref);
  if (object === null) return [];
  return referencesOf(object, manifests).flatMap((reference) => {
    const range = locate(manifests, reference.from, reference.field);
    return range !== null && range.start.line <= line && line <= range.end.line ? [{ ...reference, range }] : [];
  });
}

/** Everything in the manifests that names an object. */
export function referencesTo(manifests: Manifests, ref: ObjectRef): readonly Reference[] {
  const wanted = refText(ref);
  return manifests.objects.flatMap((object) =>
    referencesOf(object, manifests).filter(({ targets }) => targets.some((target) => refText(target) === wanted)),
  );
}

function objectOf(manifests: Manifests, ref: ObjectRef): ManifestObject | null {
  const text = refText(ref);
  return manifests.objects.find((one) => refText(one.ref) === text) ?? null;
}

function kindOf(object: ManifestObject): string {
  return object.kind === 'Other' ? object.actualKind : object.kind;
}

/** Where a path with `*` leads in a value. */
function placesOf(
  value: Json,
  steps: readonly string[],
  before: FieldPath = [],
): readonly (readonly [FieldPath, Json])[] {
  const [step, ...rest] = steps;
  if (step === undefined) return value === null ? [] : [[before, value]];
  if (step === '*') {
    return isList(value) ? value.flatMap((item, index) => placesOf(item, rest, [...before, index])) : [];
  }
  return isJsonObject(value) && Object.hasOwn(value, step)
    ? placesOf(value[step] ?? null, rest, [...before, step])
    : [];
}

type Meaning = Pick<Reference, 'wanted' | 'targets'>;

function meaningOf(
  field: ReferenceField,
  value: Json,
  from: ManifestObject,
  all: readonly ManifestObject[],
): Meaning | null {
  const { namespace } = from.ref;
  switch (field.how) {
    case 'name':
      return typeof value === 'string' ? named(field.kind, value, namespace, all) : null;
    case 'object': {
      if (!isJsonObject(value) || typeof value.name !== 'string') return null;
      const kind = typeof value.kind === 'string' ? value.kind : field.kind;
      const where = typeof value.namespace === 'string' ? value.namespace : namespace;
      return kind === '' ? null : named(kind, value.name, where, all);
    }
    case 'labels': {
      const labels = labelsIn(value);
      if (Object.keys(labels).length === 0) return null;
      const targets = podMakers(all, (one, own) => one.ref.namespace === namespace && matchesLabels(labels, own));
      return { wanted: `pods with ${labelText(labels)} in namespace ${namespace}`, targets };
    }
    case 'selector': {
      const selector = selectorIn(value);
      const targets = podMakers(all, (one, own) => one.ref.namespace === namespace && matchesSelector(selector, own));
      return { wanted: `${podsOf(selector)} in namespace ${namespace}`, targets };
    }
    case 'peer':
      return isJsonObject(value) ? peerMeaning(value, namespace, all) : null;
  }
}

function named(kind: string, name: string, namespace: string | null, all: readonly ManifestObject[]): Meaning {
  const targets = all
    .filter((one) => kindOf(one) === kind && one.ref.name === name)
    .filter((one) => one.ref.namespace === null || one.ref.namespace === namespace)
    .map((one) => one.ref);
  const cluster = targets[0] === undefined ? CLUSTER_KINDS.has(kind) : targets[0].namespace === null;
  return { wanted: cluster ? `${kind} ${name}` : `${kind} ${name} in namespace ${namespace}`, targets };
}

const CLUSTER_KINDS = new Set(['Node', 'Namespace', 'IngressClass', 'GatewayClass']);

function peerMeaning(peer: JsonObject, own: string | null, all: readonly ManifestObject[]): Meaning | null {
  const pods = peer.podSelector;
  const namespaces = peer.namespaceSelector;
  if (pods === undefined && namespaces === undefined) return null;
  const selector = selectorIn(pods ?? null);
  const chosen = namespaces === undefined ? null : selectorIn(namespaces);
  const labels = namespaceLabels(all);
  const isThere = (namespace: string) =>
    chosen === null ? namespace === own : matchesSelector(chosen, labels(namespace));
  const targets = podMakers(
    all,
    (one, labelsOf) => isThere(one.ref.namespace ?? '') && matchesSelector(selector, labelsOf),
  );
  const where =
    chosen === null
      ? `in namespace ${own}`
      : isEmpty(chosen)
        ? 'in every namespace'
        : `in namespaces with ${selectorText(chosen)}`;
  return { wanted: `${podsOf(selector)} ${where}`, targets };
}

/** Labels of a namespace, with the one that every namespace has. */
function namespaceLabels(all: readonly ManifestObject[]): (name: string) => Labels {
  return (name) => {
    const written = all.find((one) => one.kind === 'Namespace' && one.ref.name === name);
    return { ...written?.metadata.labels, 'kubernetes.io/metadata.name': name };
  };
}

/** Objects that make pods, or are one, by their pods' labels. */
function podMakers(
  all: readonly ManifestObject[],
  isMeant: (object: ManifestObject, labels: Labels) => boolean,
): readonly ObjectRef[] {
  return all.flatMap((one) => {
    const template = POD_TEMPLATES[one.kind];
    if (template === undefined) return [];
    const labels = labelsIn(fieldOf(one.raw, [...template, 'metadata', 'labels']) ?? null);
    return isMeant(one, labels) ? [one.ref] : [];
  });
}

function labelsIn(value: Json): Labels {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textOf(one)]));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

function selectorIn(value: Json): LabelSelector {
  if (!isJsonObject(value)) return { matchLabels: {}, matchExpressions: [] };
  const expressions = isList(value.matchExpressions) ? value.matchExpressions : [];
  return {
    matchLabels: labelsIn(value.matchLabels ?? null),
    matchExpressions: expressions.filter(isJsonObject).map(({ key = '', operator = 'In', values = [] }) => ({
      key: textOf(key),
      operator: OPERATORS.find((one) => one === operator) ?? 'In',
      values: isList(values) ? values.map(textOf) : [],
    })),
  };
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

function podsOf(selector: LabelSelector): string {
  return isEmpty(selector) ? 'all pods' : `pods with ${selectorText(selector)}`;
}

function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key, operator, values }) =>
    values.length === 0 ? `${key} ${operator}` : `${key} ${operator} ${values.join('|')}`,
  );
  return [labelText(matchLabels), ...expressions].filter((one) => one !== '').join(', ');
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** `Service shop/web`. */
export function objectText(ref: ObjectRef): string {
  return `${ref.kind} ${keyOf(ref)}`;
}
