import type { LeftOut, ObjectRef } from '#manifests';
import type { FieldPath, Range } from '#source';
import { fieldText } from '#source';

/** A place of the manifests text: an object's field, or the whole object where the path is empty. */
export interface CitedPlace {
  readonly object: ObjectRef;
  readonly field: FieldPath;
  readonly range: Range;
}

/**
 * How the text stands to a field that a decision rests on. `here`: it is there, `by` the rule that made the fact of it
 * (empty where the field itself is the fact); `stale`: in a document that does not parse now; `leftOut`: its object is there
 * without it; `running`: the cluster fills it in while it runs; `made`: its object is not there but follows from another;
 * `assumed`: neither is there; `setting`: a setting of the cluster, and who said so.
 */
export type Citation =
  | { readonly kind: 'here'; readonly at: CitedPlace; readonly by: string }
  | { readonly kind: 'stale'; readonly near: CitedPlace }
  | { readonly kind: 'leftOut'; readonly meaning: LeftOut | null; readonly near: CitedPlace }
  | { readonly kind: 'running'; readonly near: CitedPlace }
  | { readonly kind: 'made'; readonly from: ObjectRef; readonly field: FieldPath; readonly near: CitedPlace | null }
  | { readonly kind: 'assumed' | 'stated' }
  | { readonly kind: 'setting'; readonly said: SettingSaid; readonly near: CitedPlace | null };

/** `value` as the form of settings shows it, empty where that is no single word. */
export type SettingSaid =
  | { readonly by: 'scenario'; readonly value: string }
  | { readonly by: 'default'; readonly value: string }
  | { readonly by: 'implied'; readonly value: string }
  | { readonly by: 'manifests'; readonly value: string };

/** A citation in words, to follow the object and the field: `line 12`, `left out, so the default ClusterFirst holds`. */
export function citationText(citation: Citation): string {
  switch (citation.kind) {
    case 'here': {
      const line = `line ${citation.at.range.start.line}`;
      return citation.by === '' ? line : `${line}, ${citation.by}`;
    }
    case 'stale':
      return 'in a document that cannot be read now, so its last reading counts';
    case 'leftOut':
      return `left out, ${meaningText(citation.meaning)}`;
    case 'running':
      return 'not in the text: the cluster sets it while it runs';
    case 'made':
      return madeText(citation);
    case 'assumed':
      return 'not in the text: assumed';
    case 'stated':
      return 'said by the scenario, not in the manifests';
    case 'setting':
      return settingText(citation.said);
  }
}

function meaningText(meaning: LeftOut | null): string {
  switch (meaning?.kind) {
    case 'default':
      return `so Kubernetes’ default holds: ${meaning.value}`;
    case 'nothing':
      return meaning.means;
    case 'running':
    case undefined:
      return 'so Kubernetes’ default holds';
  }
}

function madeText({ from, field, near }: Extract<Citation, { readonly kind: 'made' }>): string {
  const assumed = near === null ? ', which is assumed' : '';
  return field.at(-1) === 'template'
    ? `not in the text: made from the template of ${from.kind} ${from.name}${assumed}`
    : `not in the text: follows from ${from.kind} ${from.name}${assumed}`;
}

function settingText({ by, value }: SettingSaid): string {
  const named = value === '' ? '' : `: ${value}`;
  switch (by) {
    case 'scenario':
      return `stated by the scenario${named}`;
    case 'default':
      return `stated nowhere, so its default is assumed${named}`;
    case 'implied':
      return `stated nowhere; assumed, because an object asks for it${named}`;
    case 'manifests':
      return `read from the manifests${named}`;
  }
}

/** What of the text comes nearest to a citation that is not there itself; `null` where nothing does. */
export function nearOf(citation: Citation): CitedPlace | null {
  return 'near' in citation ? citation.near : null;
}

/** How the nearest place is called beside a citation: `spec` of the same object, `Deployment web spec.template` of another. */
export function nearText(near: CitedPlace, beside: ObjectRef): string {
  const isSame =
    near.object.kind === beside.kind && near.object.namespace === beside.namespace && near.object.name === beside.name;
  const field = fieldText(near.field);
  const name = `${near.object.kind} ${near.object.name}`;
  if (isSame) return field === '' ? name : field;
  return field === '' ? name : `${name} ${field}`;
}
