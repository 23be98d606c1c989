import { type DocId, isJsonObject, problem } from '#source';
import { splitDocuments } from './documents.ts';
import type { ManifestObject, Manifests } from './model.ts';
import { keyOf, refText } from './object.ts';
import { type DocumentValue, parseDocuments } from './parse-documents.ts';
import type { Paste, PasteReader, ReadText } from './paste-reader.ts';
import { type About, type PlacedAbout, ProblemList } from './problem-list.ts';
import { type DocumentReading, readDocument, type Standing } from './read-document.ts';
import { staleFinder } from './stale.ts';
import { splitUnits, type Unit, unitText } from './units.ts';

const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_UNITS = 400_000;

/** What is remembered of one unit's text: its value, and its objects where they stood last. */
interface Remembered {
  readonly value: DocumentValue;
  reading: { readonly standing: Standing; readonly reading: DocumentReading } | null;
}

/** Units of the last texts by their text, newest first; each generation keeps one whole text alive. */
let generations: readonly { readonly documents: ReadonlyMap<string, Remembered>; readonly characters: number }[] = [];

/**
 * Reads a manifests text as kubectl would; `pastes` is asked about documents that do not read as objects. It never throws:
 * what is wrong becomes problems with their place, and the rest goes on. With `previous`, a document that does not parse
 * now keeps the objects it had, marked stale.
 */
export function readManifests(text: string, previous: Manifests | undefined, pastes: PasteReader): Manifests {
  if (text.length > MAX_CHARACTERS)
    return refused(
      text,
      'TextTooLarge',
      `The text has more than ${MAX_CHARACTERS / 1024 / 1024} million characters; it is not read.`,
    );
  const plain = splitUnits(text);
  if (plain.length > MAX_UNITS)
    return refused(text, 'TooManyDocuments', `The text has more than ${MAX_UNITS} documents; it is not read.`);
  const asWritten = remember(text, plain);
  const paste = pasteOf(text, asWritten, pastes);
  const read: ReadText = paste?.read ?? { text, cuts: [] };
  const units = paste === null ? plain : splitUnits(read.text, read.cuts);
  const remembered = paste === null ? asWritten : remember(read.text, units);
  const objects: ManifestObject[] = [];
  const problems = new ProblemList(read.text, units);
  if (paste !== null) reportPaste(paste, problems);
  const stale = previous === undefined ? null : staleFinder(read.text, units, previous);
  for (const [index, { unit, body, memory }] of remembered.entries()) {
    const standing = { doc: String(unit.document) as DocId, prefix: unit.prefix, firstOrder: objects.length };
    const lost = lostIndentation(memory, body, pastes) ? pastes.contentSpan(unit, body) : null;
    if (lost !== null) problems.addAt(lost, LOST);
    if (lost !== null || memory.value.kind === 'broken') {
      if (lost === null && memory.value.kind === 'broken') {
        if (pastes.isProse(body)) problems.addAt(pastes.contentSpan(unit, body), PROSE);
        else problems.addFault(unit, memory.value.fault);
      }
      for (const object of stale === null ? [] : stale(index, standing)) objects.push(object);
    } else {
      const reading = readingOf(memory, body, standing);
      for (const object of reading.objects) objects.push(object);
      for (const finding of reading.findings) problems.add(unit, finding);
      problems.addUncollected(reading.more);
    }
  }
  const latest = latestOfEach(objects, problems);
  reportEqualPriorities(latest, problems);
  const documents = (units.at(-1)?.document ?? -1) + 1;
  return { text, read, objects: latest, problems: problems.finish(), documents };
}

/** What stands around the YAML of a text; only documents that are no objects as they are written are asked about. */
function pasteOf(
  text: string,
  remembered: readonly { readonly unit: Unit; readonly memory: Remembered }[],
  pastes: PasteReader,
) {
  const suspects = new Set(remembered.filter(({ memory }) => isSuspect(memory.value)).map(({ unit }) => unit.document));
  if (suspects.size === 0) return null;
  const slices = splitDocuments(text);
  const asked = [...suspects].flatMap((document) => slices[document] ?? []);
  return pastes.recognise(text, asked, suspects.size < slices.length ? 'besideObjects' : 'alone');
}

/** No object with apiVersion and kind, one that sets a key twice, or one with a sentence for a key: `As follows:`. */
function isSuspect(value: DocumentValue): boolean {
  if (value.kind === 'broken' || value.repeats) return true;
  if (value.value === null) return false;
  return (
    !isJsonObject(value.value) ||
    Object.keys(value.value).some((key) => /\s/.test(key)) ||
    typeof value.value.kind !== 'string' ||
    (value.value.apiVersion === undefined && value.value.items === undefined)
  );
}

const PROSE: PlacedAbout = {
  code: 'NotAnObject',
  severity: 'error',
  sentence: 'This is text and no YAML: expected an object with apiVersion and kind.',
};

const LOST: PlacedAbout = {
  code: 'LostIndentation',
  severity: 'error',
  sentence:
    'This document has lost its indentation on the way here: what belongs below a key stands beside it. It is left out until it is indented again.',
};

/** A flat document parses, or not; either way what it says is not what was meant. */
function lostIndentation({ value }: Remembered, body: string, pastes: PasteReader): boolean {
  if (value.kind === 'broken') return pastes.isFlat(body) || pastes.hasLostDashes(body);
  return isJsonObject(value.value) && (value.repeats || value.value.metadata === null) && pastes.isFlat(body);
}

function reportPaste({ foreign, joined }: Paste, problems: ProblemList): void {
  for (const { sentence, ...slice } of foreign) problems.addAt(slice, { code: 'SetAside', severity: 'info', sentence });
  const sentence =
    'Another object begins here without --- before it. It is read as a document of its own; kubectl would take both for one.';
  for (const slice of joined) problems.addAt(slice, { code: 'MissingSeparator', severity: 'warning', sentence });
}

/** Of two objects with one key the later wins, as after `kubectl apply`; one that is stale gives way to any that is not. */
function latestOfEach(objects: readonly ManifestObject[], problems: ProblemList): readonly ManifestObject[] {
  const winners = new Map<string, ManifestObject>();
  let repeated = false;
  for (const object of objects) {
    const key = refText(object.ref);
    const before = winners.get(key);
    if (before !== undefined) {
      repeated = true;
      if (object.stale) continue;
      if (!before.stale) problems.addAbout(object, ['metadata', 'name'], (place) => repeat(object, place), before);
    }
    winners.set(key, object);
  }
  return repeated ? objects.filter((object) => winners.get(refText(object.ref)) === object) : objects;
}

function repeat({ ref }: ManifestObject, place: string): About {
  const sentence = `${ref.kind} ${keyOf(ref)} stands twice: here and ${place}. The later one is used.`;
  return { code: 'DuplicateObject', sentence };
}

/** Two policies of one tier and priority: the API takes them, and says nothing of which is judged first. */
function reportEqualPriorities(objects: readonly ManifestObject[], problems: ProblemList): void {
  const seen = new Map<string, ManifestObject>();
  for (const object of objects) {
    if (object.kind !== 'AdminNetworkPolicy' && object.kind !== 'ClusterNetworkPolicy') continue;
    const key = `${object.tier} ${object.priority}`;
    const other = seen.get(key);
    seen.set(key, other ?? object);
    if (other === undefined) continue;
    const about = (place: string): About => ({
      code: 'EqualPriority',
      sentence: `Priority ${object.priority} is also that of ${other.ref.name} ${place}: which of both is judged first is not specified.`,
    });
    problems.addAbout(object, ['spec', 'priority'], about, other);
  }
}

function refused(text: string, code: string, sentence: string): Manifests {
  const start = { line: 1, column: 1 };
  const place = { source: 'manifests', range: { start, end: start } };
  const read = { text: '', cuts: [] };
  return { text, read, objects: [], problems: [problem(code, 'error', sentence, { place })], documents: 0 };
}

function remember(
  text: string,
  units: readonly Unit[],
): readonly { readonly unit: Unit; readonly body: string; readonly memory: Remembered }[] {
  const bodies = units.map((unit) => unitText(text, unit));
  const documents = new Map<string, Remembered>();
  const unknown: string[] = [];
  for (const body of bodies) {
    if (documents.has(body)) continue;
    const known = generations.find((generation) => generation.documents.has(body))?.documents.get(body);
    if (known !== undefined) documents.set(body, known);
    else unknown.push(body);
  }
  const values = parseDocuments(unknown);
  for (const [index, body] of unknown.entries()) {
    const value = values[index];
    if (value !== undefined) documents.set(body, { value, reading: null });
  }
  keep(documents, text.length);
  return units.flatMap((unit, index) => {
    const body = bodies[index] ?? '';
    const memory = documents.get(body);
    return memory === undefined ? [] : [{ unit, body, memory }];
  });
}

/** At most four texts are kept, and of more than one only 64 million characters together. */
function keep(documents: ReadonlyMap<string, Remembered>, characters: number): void {
  let sum = 0;
  generations = [{ documents, characters }, ...generations.slice(0, 3)].filter((generation, index) => {
    sum += generation.characters;
    return index === 0 || sum <= MAX_CHARACTERS;
  });
}

function readingOf(memory: Remembered, body: string, standing: Standing): DocumentReading {
  const { value, reading } = memory;
  if (value.kind === 'broken') return { objects: [], findings: [], more: 0 };
  if (reading === null) {
    const first = readDocument(body, value.value, value.repeats, standing);
    memory.reading = { standing, reading: first };
    return first;
  }
  if (isSameStanding(reading.standing, standing)) return reading.reading;
  const depth = reading.standing.prefix.length;
  const objects = reading.reading.objects.map((object, index) => ({
    ...object,
    doc: standing.doc,
    order: standing.firstOrder + index,
    prefix: [...standing.prefix, ...object.prefix.slice(depth)],
  }));
  const moved = { ...reading.reading, objects };
  memory.reading = { standing, reading: moved };
  return moved;
}

function isSameStanding(a: Standing, b: Standing): boolean {
  return a.doc === b.doc && a.firstOrder === b.firstOrder && a.prefix.join() === b.prefix.join();
}
