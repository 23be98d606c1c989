import type { DocId, FieldPath, JsonObject } from '#source';

export type { Json, JsonObject } from '#source';

/** Names an object as kubectl prints it, with the namespace between: `Service/shop/web`, cluster-scoped `Node/node-a`. */
export interface ObjectRef {
  readonly kind: string;
  /** `null` for cluster-scoped kinds. */
  readonly namespace: string | null;
  readonly name: string;
}

/** `Kind/NS/NAME`, cluster-scoped `Kind/NAME`. */
export function refText(ref: ObjectRef): string {
  return ref.namespace === null ? `${ref.kind}/${ref.name}` : `${ref.kind}/${ref.namespace}/${ref.name}`;
}

/** `NS/NAME`, cluster-scoped `NAME`: the key within one kind. */
export function keyOf(ref: { readonly namespace: string | null; readonly name: string }): string {
  return ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
}

export type Labels = Readonly<Record<string, string>>;

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** metadata as the engine uses it. `namespace` is filled in with `default` for namespaced kinds that leave it out. */
export interface Metadata {
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly OwnerReference[];
}

/**
 * What every object of the manifests has beside its own fields. Where it stands: `doc` and, inside a `kind: List`,
 * `prefix` (`['items', 3]`); a field's place is asked for with `locate`.
 */
export interface ManifestBase {
  readonly apiVersion: string;
  readonly ref: ObjectRef;
  readonly metadata: Metadata;
  /** Position among all objects of the text, from 0: the age of objects without creationTimestamp. */
  readonly order: number;
  readonly doc: DocId;
  readonly prefix: FieldPath;
  /** From the last text that parsed, because the document does not parse now. */
  readonly stale: boolean;
  /** The object as read, for kinds and fields that the engine has no type for. */
  readonly raw: JsonObject;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** metav1.LabelSelector; `{}` selects everything. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly LabelSelectorRequirement[];
}

export type IntOrString = number | string;
