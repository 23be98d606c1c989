import type { IngressObject } from '#manifests';
import { refText } from '#manifests';
import type { FieldPath, Problem } from '#source';
import { nearestWords, problem } from '#source';
import { readBoolean } from './form.ts';
import type { AnnotationRules, OnInvalid } from './rule.ts';

export const ANNOTATION_PREFIX = 'nginx.ingress.kubernetes.io';

/** The annotations of one Ingress, by their short names, forms already checked. */
export interface AnnotationReader {
  /** `null` where it is missing, empty or refused. */
  text(name: string): string | null;
  boolean(name: string): boolean | null;
  integer(name: string): number | null;
  /** Where the value stands, under the name (or alias) that was written. */
  field(name: string): FieldPath;
  /** Whether a value was written and refused. */
  refused(name: string): boolean;
  readonly problems: readonly Problem[];
  /** Set where a refused value makes the controller leave the whole Ingress out, or close its locations. */
  readonly consequence: OnInvalid | null;
}

/** How a controller reads annotations. `checks` is `--enable-annotation-validation`. */
export interface ReadingOptions {
  readonly prefix: string;
  readonly checks: 'checked' | 'unchecked';
  readonly snippets: 'taken' | 'dropped';
}

/** Checks all annotations of an Ingress against the rules. */
export function createReader(
  ingress: IngressObject,
  rules: AnnotationRules,
  { prefix, checks, snippets }: ReadingOptions,
): AnnotationReader {
  const values = new Map<string, { readonly value: string; readonly field: FieldPath }>();
  const refused = new Map<string, OnInvalid>();
  const problems: Problem[] = [];
  const fieldOf = (name: string): FieldPath => ['metadata', 'annotations', `${prefix}/${name}`];
  const written = new Map<string, string>();
  for (const [name, value] of Object.entries(ingress.metadata.annotations)) {
    if (name.startsWith(`${prefix}/`)) written.set(name.slice(prefix.length + 1), value);
  }
  const taken = new Set<string>();
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.kind !== 'modelled') continue;
    const names = [name, ...rule.aliases];
    for (const known of names) taken.add(known);
    const used = names.find((known) => (written.get(known) ?? '') !== '');
    const value = used === undefined ? undefined : written.get(used);
    if (used === undefined || value === undefined) continue;
    if (checks === 'checked' && !rule.form(value)) {
      refused.set(name, rule.onInvalid);
      problems.push(invalidValue(ingress, used, value, rule.onInvalid, fieldOf(used)));
    } else values.set(name, { value, field: fieldOf(used) });
  }
  for (const [name, value] of written) {
    if (taken.has(name) || value === '') continue;
    const rule = rules[name];
    if (rule === undefined) problems.push(unknownName(ingress, name, Object.keys(rules), fieldOf(name)));
    else if (rule.kind === 'snippet') problems.push(snippetHere(ingress, name, snippets, fieldOf(name)));
    else if (rule.kind === 'notModelled') {
      if (checks === 'checked' && !rule.form(value)) {
        refused.set(name, rule.onInvalid);
        problems.push(invalidValue(ingress, name, value, rule.onInvalid, fieldOf(name)));
      }
      problems.push(notModelledHere(ingress, name, rule.why, fieldOf(name)));
    }
  }
  const text = (name: string): string | null => values.get(name)?.value ?? null;
  const consequences = [...refused.values()];
  return {
    text,
    boolean: (name) => readBoolean(text(name) ?? ''),
    integer: (name) => readInteger(text(name)),
    field: (name) => values.get(name)?.field ?? fieldOf(name),
    refused: (name) => refused.has(name),
    problems,
    consequence: consequences.includes('leaveOut') ? 'leaveOut' : consequences.includes('close') ? 'close' : null,
  };
}

function readInteger(value: string | null): number | null {
  return value !== null && /^[+-]?\d{1,18}$/.test(value) ? Number(value) : null;
}

function invalidValue(
  ingress: IngressObject,
  name: string,
  value: string,
  onInvalid: OnInvalid,
  field: FieldPath,
): Problem {
  const then = {
    leaveOut: 'the controller leaves the whole Ingress out',
    fallBack: 'the controller uses its default',
    close: 'the controller answers 503 for its paths',
  }[onInvalid];
  return problem('InvalidAnnotation', 'error', `"${value}" is no valid value of ${name}; ${then}.`, {
    object: refText(ingress.ref),
    field,
  });
}

function notModelledHere(ingress: IngressObject, name: string, why: string, field: FieldPath): Problem {
  return problem('NotModelledAnnotation', 'warning', `The annotation ${name} is not modelled: ${why}.`, {
    object: refText(ingress.ref),
    field,
  });
}

function unknownName(ingress: IngressObject, name: string, known: readonly string[], field: FieldPath): Problem {
  return problem('UnknownAnnotation', 'warning', `ingress-nginx knows no annotation ${name}; it changes nothing.`, {
    object: refText(ingress.ref),
    field,
    nearest: nearestWords(name, known),
  });
}

function snippetHere(
  ingress: IngressObject,
  name: string,
  snippets: ReadingOptions['snippets'],
  field: FieldPath,
): Problem {
  const place = { object: refText(ingress.ref), field };
  return snippets === 'taken'
    ? problem(
        'NotModelledAnnotation',
        'warning',
        `The text of ${name} goes into nginx.conf and is not read here.`,
        place,
      )
    : problem(
        'SnippetDropped',
        'warning',
        `The controller drops ${name}: snippets are off (allow-snippet-annotations, annotations-risk-level).`,
        place,
      );
}
