import { type DocId, problem } from '#source';
import { type DocumentSlice, splitDocuments } from './documents.ts';
import type { ManifestObject, Manifests } from './model.ts';
import { keyOf, refText } from './object.ts';
import { type DocumentValue, parseDocuments } from './parse-documents.ts';
import { type About, ProblemList } from './problem-list.ts';
import { type DocumentReading, readDocument, type Standing } from './read-document.ts';
import { staleFinder } from './stale.ts';

const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_DOCUMENTS = 400_000;

/** What is remembered of one document's text: its value, and its objects where they stood last. */
interface Remembered {
  readonly value: DocumentValue;
  reading: { readonly standing: Standing; readonly reading: DocumentReading } | null;
}

/** Documents of the last texts by their text, newest first; each generation keeps one whole text alive. */
let generations: readonly { readonly documents: ReadonlyMap<string, Remembered>; readonly characters: number }[] = [];

/**
 * Reads a manifests text as kubectl would. It never throws: what is wrong becomes problems with their place, and the rest
 * goes on. With `previous`, a document that does not parse now keeps the objects it had, marked stale.
 */
export function loadManifests(text: string, previous?: Manifests): Manifests {
  if (text.length > MAX_CHARACTERS)
    return refused(
      text,
      'TextTooLarge',
      `The text has more than ${MAX_CHARACTERS / 1024 / 1024} million characters; it is not read.`,
    );
  const slices = splitDocuments(text);
  if (slices.length > MAX_DOCUMENTS)
    return refused(text, 'TooManyDocuments', `The text has more than ${MAX_DOCUMENTS} documents; it is not read.`);
  const objects: ManifestObject[] = [];
  const problems = new ProblemList(text);
  const stale = previous === undefined ? null : staleFinder(text, slices, previous);
  for (const [index, document] of remember(text, slices).entries()) {
    const slice = slices[index];
    if (slice === undefined) continue;
    const standing = { doc: String(index) as DocId, firstOrder: objects.length };
    if (document.value.kind === 'broken') {
      problems.addFault(slice, document.value.fault);
      for (const object of stale === null ? [] : stale(index, standing)) objects.push(object);
    } else {
      const reading = readingOf(document, text, slice, standing);
      for (const object of reading.objects) objects.push(object);
      for (const finding of reading.findings) problems.add(slice, finding);
      problems.addUncollected(reading.more);
    }
  }
  const latest = latestOfEach(objects, slices, problems);
  reportEqualPriorities(latest, slices, problems);
  return { text, objects: latest, problems: problems.finish(), documents: slices.length };
}

/** Of two objects with one key the later wins, as after `kubectl apply`; one that is stale gives way to any that is not. */
function latestOfEach(
  objects: readonly ManifestObject[],
  slices: readonly DocumentSlice[],
  problems: ProblemList,
): readonly ManifestObject[] {
  const winners = new Map<string, ManifestObject>();
  let repeated = false;
  for (const object of objects) {
    const key = refText(object.ref);
    const before = winners.get(key);
    if (before !== undefined) {
      repeated = true;
      if (object.stale) continue;
      if (!before.stale)
        problems.addAbout(slices, object, ['metadata', 'name'], (place) => repeat(object, place), before);
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
function reportEqualPriorities(
  objects: readonly ManifestObject[],
  slices: readonly DocumentSlice[],
  problems: ProblemList,
): void {
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
    problems.addAbout(slices, object, ['spec', 'priority'], about, other);
  }
}

function refused(text: string, code: string, sentence: string): Manifests {
  const start = { line: 1, column: 1 };
  const place = { source: 'manifests', range: { start, end: start } };
  return { text, objects: [], problems: [problem(code, 'error', sentence, { place })], documents: 0 };
}

function remember(text: string, slices: readonly DocumentSlice[]): readonly Remembered[] {
  const bodies = slices.map(({ start, end }) => text.slice(start, end));
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
  return bodies.flatMap((body) => documents.get(body) ?? []);
}

/** At most four texts are kept, and of more than one only 64 million characters together. */
function keep(documents: ReadonlyMap<string, Remembered>, characters: number): void {
  let sum = 0;
  generations = [{ documents, characters }, ...generations.slice(0, 3)].filter((generation, index) => {
    sum += generation.characters;
    return index === 0 || sum <= MAX_CHARACTERS;
  });
}

function readingOf(document: Remembered, text: string, slice: DocumentSlice, standing: Standing): DocumentReading {
  const { value, reading } = document;
  if (value.kind === 'broken') return { objects: [], findings: [], more: 0 };
  if (reading !== null) {
    const { doc, firstOrder } = reading.standing;
    if (doc === standing.doc && firstOrder === standing.firstOrder) return reading.reading;
    const objects = reading.reading.objects.map((object, index) => ({
      ...object,
      doc: standing.doc,
      order: standing.firstOrder + index,
    }));
    document.reading = { standing, reading: { ...reading.reading, objects } };
    return document.reading.reading;
  }
  document.reading = {
    standing,
    reading: readDocument(text.slice(slice.start, slice.end), value.value, value.repeats, standing),
  };
  return document.reading.reading;
}
