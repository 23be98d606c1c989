import { goBoolean } from '#cluster';
import type { IngressObject } from '#manifests';
import { refText } from '#manifests';
import type { FieldPath, Problem } from '#source';
import { nearestWords, problem } from '#source';
import type { AnnotationRules, OnInvalid } from './rule.ts';

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
  for (const [name, value] of written) {
    if (value === '') continue;
    const known = canonical(rules).get(name);
    const rule = known === undefined ? undefined : rules[known];
    if (known === undefined || rule === undefined) {
      problems.push(unknownName(ingress, name, Object.keys(rules), fieldOf(name)));
    } else if (rule.kind === 'snippet') problems.push(snippetHere(ingress, name, snippets, fieldOf(name)));
    else if (rule.kind !== 'noEffect') {
      if (name !== known && (written.get(known) ?? '') !== '') continue;
      const isRefused = checks === 'checked' && !rule.form(value);
      if (isRefused) {
        refused.set(known, rule.onInvalid);
        problems.push(invalidValue(ingress, name, value, rule.onInvalid, fieldOf(name)));
      }
      if (rule.kind === 'notModelled' && !isRefused)
        problems.push(notModelledHere(ingress, name, rule.why, fieldOf(name)));
      else if (rule.kind === 'modelled' && !isRefused) values.set(known, { value, field: fieldOf(name) });
    }
  }
  const text = (name: string): string | null => values.get(name)?.value ?? null;
  const consequences = [...refused.values()];
  return {
    text,
    boolean: (name) => goBoolean(text(name) ?? ''),
    integer: (name) => readInteger(text(name)),
    field: (name) => values.get(name)?.field ?? fieldOf(name),
    refused: (name) => refused.has(name),
    problems,
    consequence: consequences.includes('leaveOut') ? 'leaveOut' : consequences.includes('close') ? 'close' : null,
  };
}

const canonicalNames = new WeakMap<AnnotationRules, ReadonlyMap<string, string>>();

/** The name under which an annotation is listed, by each name it has. */
function canonical(rules: AnnotationRules): ReadonlyMap<string, string> {
  let names = canonicalNames.get(rules);
  if (names === undefined) {
    names = new Map(
      Object.entries(rules).flatMap(([name, rule]) =>
        [name, ...(rule.kind === 'modelled' ? rule.aliases : [])].map((alias): [string, string] => [alias, name]),
      ),
    );
    canonicalNames.set(rules, names);
  }
  return names;
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
