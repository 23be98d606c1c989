import { isJsonObject, isList, type Json, readYaml, type YamlFault } from '#source';

/** The value of one document's text, or why it has none. */
export type DocumentValue =
  | { readonly kind: 'read'; readonly value: Json; readonly repeats: boolean }
  | { readonly kind: 'broken'; readonly fault: YamlFault };

/** The parser costs a sum per call and grows slower with every call, so documents go in together as far as memory allows. */
const CHUNK_CHARACTERS = 16 * 1024 * 1024;
/** A chunk with an error is halved; after so many errors documents go in one by one. */
const MAX_HALVINGS = 64;
const MAX_JSON_DEPTH = 100;

/** Parses texts of one document each; the results are in the order of the texts. */
export function parseDocuments(texts: readonly string[]): readonly DocumentValue[] {
  const values: DocumentValue[] = [];
  const errors = { left: MAX_HALVINGS };
  let chunk: string[] = [];
  let size = 0;
  const flush = () => {
    if (chunk.length > 0) parseChunk(chunk, errors, values);
    chunk = [];
    size = 0;
  };
  for (const text of texts) {
    const content = contentStart(text);
    const json = text[content] === '{' ? parseJson(text.slice(content)) : null;
    const alone = json !== null || text[content] === '%';
    if (alone || size + text.length > CHUNK_CHARACTERS) flush();
    if (alone) values.push(json ?? parseOne(text));
    else {
      chunk.push(text);
      size += text.length;
    }
  }
  flush();
  return values;
}

function parseChunk(texts: readonly string[], errors: { left: number }, values: DocumentValue[]): void {
  if (texts.length === 1 || errors.left === 0) {
    for (const text of texts) values.push(parseOne(text));
    return;
  }
  const joined = texts
    .map((text) => `${text.startsWith('---') ? '' : '---\n'}${text}${/[\r\n]$/.test(text) ? '' : '\n'}`)
    .join('');
  const reading = readYaml(joined);
  if (reading.kind === 'read' && !reading.repeatsKeys && reading.values.length === texts.length) {
    for (const value of reading.values) values.push({ kind: 'read', value, repeats: false });
    return;
  }
  errors.left--;
  const half = texts.length >> 1;
  parseChunk(texts.slice(0, half), errors, values);
  parseChunk(texts.slice(half), errors, values);
}

function parseOne(text: string): DocumentValue {
  const reading = readYaml(text);
  if (reading.kind === 'broken') return reading;
  return { kind: 'read', value: reading.values[0] ?? null, repeats: reading.repeatsKeys };
}

/** `null` where it is no JSON: then it may still be YAML in braces. */
function parseJson(text: string): DocumentValue | null {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  if (depthFits(value, MAX_JSON_DEPTH)) return { kind: 'read', value, repeats: false };
  const sentence = `Nested deeper than ${MAX_JSON_DEPTH} levels; it is refused.`;
  return { kind: 'broken', fault: { code: 'TooDeep', offset: 0, sentence } };
}

function depthFits(value: Json, left: number): boolean {
  if (isList(value)) return left > 0 && value.every((item) => depthFits(item, left - 1));
  return !isJsonObject(value) || (left > 0 && Object.values(value).every((item) => depthFits(item, left - 1)));
}

function contentStart(text: string): number {
  const lead = /^(?:---(?=[ \t\r\n]|$)|[ \t\r\n]+|#[^\r\n]*)*/.exec(text);
  return lead?.[0].length ?? 0;
}
