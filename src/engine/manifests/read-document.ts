import {
  describe,
  type DocId,
  type FieldPath,
  isJsonObject,
  isList,
  type Json,
  type JsonObject,
  Reader,
  type ReaderHost,
  repeatedKeys,
} from '#source';
import { FindingList, type Finding } from './finding.ts';
import { groupOf, type Identity, identify, refKind } from './identify.ts';
import type { KindReader } from './kind.ts';
import { LABEL_RULE, type NameRule, nameRule } from './name-rule.ts';
import { readMetadata } from './metadata.ts';
import type { ManifestObject } from './model.ts';
import { type ManifestBase, type ObjectRef, refText } from './object.ts';

/** What one unit of a text holds, with places counted from its own start. */
export interface DocumentReading {
  readonly objects: readonly ManifestObject[];
  readonly findings: readonly Finding[];
  /** Findings beyond the thousand that are kept. */
  readonly more: number;
}

/** Where the objects of a document stand among all: they carry it, so that they need no copy. */
export interface Standing {
  readonly doc: DocId;
  /** Where the text that is read stands in its document. */
  readonly prefix: FieldPath;
  readonly firstOrder: number;
}

interface Item {
  readonly value: Json;
  readonly prefix: FieldPath;
  /** apiVersion and kind for items of a typed list, which may leave them out. */
  readonly defaults: { readonly apiVersion: Json | undefined; readonly kind: string } | null;
}

/** Turns the value of one unit into objects. Lists are taken apart; what is no object is reported. */
export function readDocument(text: string, value: Json, repeats: boolean, standing: Standing): DocumentReading {
  const findings = new FindingList(text);
  const objects: ManifestObject[] = [];
  for (const item of itemsOf({ value, prefix: [], defaults: null })) {
    const object = readItem(item, { ...standing, firstOrder: standing.firstOrder + objects.length }, findings);
    if (object !== null) objects.push(object);
  }
  if (repeats) reportRepeats(findings, objects, standing.prefix.length, text.length);
  return { objects, findings: findings.found, more: findings.more };
}

function itemsOf(item: Item): readonly Item[] {
  const { value, prefix } = item;
  if (!isJsonObject(value) || !isList(value.items) || typeof value.kind !== 'string' || !value.kind.endsWith('List'))
    return [item];
  const kind = value.kind.slice(0, -'List'.length);
  const defaults = kind === '' ? null : { apiVersion: value.apiVersion, kind };
  return value.items.flatMap((inner, index) =>
    itemsOf({ value: inner, prefix: [...prefix, 'items', index], defaults }),
  );
}

function readItem(item: Item, standing: Standing, findings: FindingList): ManifestObject | null {
  const { prefix } = item;
  const fail = (code: string, path: FieldPath, sentence: string, nearest: readonly string[] = []) => {
    const field = path.length === 0 ? null : path;
    findings.add({ path: [...prefix, ...path] }, { code, severity: 'error', object: null, field, sentence, nearest });
    return null;
  };
  if (item.value === null && prefix.length === 0) return null;
  if (!isJsonObject(item.value))
    return fail('NotAnObject', [], `Expected an object with apiVersion and kind, found ${describe(item.value)}.`);
  const raw = withDefaults(item.value, item.defaults);
  const { apiVersion, kind, metadata } = raw;
  if (typeof kind !== 'string' || kind === '')
    return fail(
      'MissingKind',
      'kind' in raw ? ['kind'] : [],
      'This document has no kind, so it is no Kubernetes object.',
    );
  if (typeof apiVersion !== 'string' || apiVersion === '')
    return fail('MissingApiVersion', ['apiVersion' in raw ? 'apiVersion' : 'kind'], `This ${kind} has no apiVersion.`);
  const identity = identify(apiVersion, kind);
  const host: ReaderHost = {
    report: (code, severity, field, sentence, nearest = []) =>
      findings.add({ path: [...prefix, ...field] }, { code, severity, object: null, field, sentence, nearest }),
    spelling: (path) => findings.spelling([...prefix, ...path]),
  };
  const name = isJsonObject(metadata)
    ? (new Reader(metadata, host, new Reader(raw, host), ['metadata']).text('name') ?? '')
    : '';
  if (name === '' && !needsNoName(identity)) {
    const made = isJsonObject(metadata) && metadata.generateName !== undefined;
    const sentence = made
      ? `This ${kind} has only a generateName; kubectl apply wants a name.`
      : `This ${kind} has no metadata.name.`;
    return fail(
      'MissingName',
      made ? ['metadata', 'generateName'] : isJsonObject(metadata) ? ['metadata'] : ['kind'],
      sentence,
    );
  }
  return readObject(raw, { apiVersion, kind, name, identity }, prefix, standing, findings);
}

/** Configuration files, as kube-proxy's, are read from a ConfigMap or a file and never applied. */
function needsNoName(identity: Identity): boolean {
  if (identity.kind === 'typed') return identity.reader.fields === null;
  return identity.kind !== 'mistaken' && identity.configuration;
}

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly identity: Identity;
}

function readObject(
  raw: JsonObject,
  { apiVersion, kind, name, identity }: Named,
  prefix: FieldPath,
  standing: Standing,
  findings: FindingList,
): ManifestObject {
  const group = groupOf(apiVersion);
  let object: string | null = null;
  const reader = new Reader(raw, {
    report: (code, severity, path, sentence, nearest = []) =>
      findings.add({ path: [...prefix, ...path] }, { code, severity, object, field: path, sentence, nearest }),
    spelling: (path) => findings.spelling([...prefix, ...path]),
  });
  const namespace = namespaceOf(identity, reader.in('metadata').text('namespace') || null);
  const ref = { kind: refKind(group, kind), namespace, name };
  object = refText(ref);
  checkNames(reader, ref, identity);
  const base: ManifestBase = {
    apiVersion,
    ref,
    metadata: readMetadata(reader, name, namespace),
    order: standing.firstOrder,
    doc: standing.doc,
    prefix: [...standing.prefix, ...prefix],
    stale: false,
    raw,
  };
  if (identity.kind === 'typed') {
    checkFields(reader, identity.reader);
    return identity.reader.read(reader, base);
  }
  reportUntyped(reader, identity, kind);
  return { ...base, kind: 'Other', actualKind: kind, group };
}

/** A name that the API server refuses is an error, and the object is kept under it. */
function checkNames(object: Reader, { kind, namespace, name }: ObjectRef, identity: Identity): void {
  const check = (rule: NameRule | null, value: string, field: string, what: string) => {
    if (rule === null || rule.fits(value)) return;
    const sentence = `${describe(value)} is no name for ${what}: ${rule.sentence}.`;
    object.report('InvalidName', 'error', ['metadata', field], sentence);
  };
  if (name !== '') check(nameRule(identity), name, 'name', `a ${kind}`);
  if (namespace !== null && identity.kind !== 'foreign') check(LABEL_RULE, namespace, 'namespace', 'a namespace');
}

function namespaceOf(identity: Identity, written: string | null): string | null {
  if (identity.kind === 'typed' || identity.kind === 'known') {
    const scope = identity.kind === 'typed' ? identity.reader.scope : identity.known.scope;
    return scope === 'cluster' ? null : (written ?? 'default');
  }
  return written;
}

function checkFields(object: Reader, kind: KindReader<ManifestObject>): void {
  if (kind.fields !== null)
    object.onlyKeys(['apiVersion', 'kind', 'metadata', 'status', ...kind.fields], 'warning', 'UnknownField');
  if (kind.specFields !== null) object.object('spec')?.onlyKeys(kind.specFields, 'warning', 'UnknownField');
}

function reportUntyped(object: Reader, identity: Exclude<Identity, { kind: 'typed' }>, kind: string): void {
  switch (identity.kind) {
    case 'known':
      if (identity.known.bearing === 'later')
        object.report('NotModelledYet', 'info', ['kind'], `${kind} is kept, but it decides nothing here yet.`);
      return;
    case 'foreign': {
      const meant = identity.nearest[0] === undefined ? '' : ` Did you mean ${identity.nearest[0]}?`;
      object.report(
        'UnknownKind',
        'info',
        ['kind'],
        `${kind} is no kind that is known here; it is kept and decides nothing.${meant}`,
        identity.nearest,
      );
      return;
    }
    case 'mistaken': {
      const code = identity.field === 'kind' ? 'UnknownKind' : 'WrongApiVersion';
      object.report(code, 'error', [identity.field], `${identity.sentence} The object is left out.`, identity.nearest);
    }
  }
}

/** In a document too large to place every node at once, repeated keys are told as one. */
const MAX_PLACED_CHARACTERS = 4 * 1024 * 1024;

function reportRepeats(findings: FindingList, objects: readonly ManifestObject[], depth: number, size: number): void {
  if (size > MAX_PLACED_CHARACTERS) {
    const sentence = 'Keys stand twice in one object of this document; the last values are used.';
    findings.add(
      { path: [] },
      { code: 'DuplicateKey', severity: 'error', object: null, field: null, sentence, nearest: [] },
    );
    return;
  }
  const root = findings.root();
  if (root === null) return;
  for (const { path, span } of repeatedKeys(root)) {
    const owner = objects.find(({ prefix }) => prefix.slice(depth).every((step, index) => path[index] === step));
    const field = owner === undefined ? path : path.slice(owner.prefix.length - depth);
    findings.add(
      { span },
      {
        code: 'DuplicateKey',
        severity: 'error',
        object: owner === undefined ? null : refText(owner.ref),
        field,
        sentence: `The key ${String(path.at(-1))} stands twice in this object; the value here is used.`,
        nearest: [],
      },
    );
  }
}

function withDefaults(value: JsonObject, defaults: Item['defaults']): JsonObject {
  if (defaults === null || value.kind !== undefined) return value;
  const { apiVersion = defaults.apiVersion ?? null } = value;
  return { ...value, apiVersion, kind: defaults.kind };
}
