import { isJsonObject, isList, type Json, readYaml, type YamlFault } from '#source';

/** The value of one document's text, or why it has none. */
export type DocumentValue =
  | { readonly kind: 'read'; readonly value: Json; readonly repeats: boolean }
  | { readonly kind: 'broken'; readonly fault: YamlFault };

/** The parser costs a fixed sum per call, so many small documents go in together; a chunk with an error goes one by one. */
const CHUNK_CHARACTERS = 256 * 1024;
const MAX_JSON_DEPTH = 100;

/** Parses texts of one document each; the results are in the order of the texts. */
export function parseDocuments(texts: readonly string[]): readonly DocumentValue[] {
  const values: DocumentValue[] = [];
  let chunk: string[] = [];
  let size = 0;
  const flush = () => {
    if (chunk.length > 0) values.push(...parseChunk(chunk));
    chunk = [];
    size = 0;
  };
  for (const text of texts) {
    const content = contentStart(text);
    const json = text[content] === '{' ? parseJson(text.slice(content)) : null;
    if (json !== null || text[content] === '%' || size + text.length > CHUNK_CHARACTERS) flush();
    if (json !== null) values.push(json);
    else if (text[content] === '%') values.push(parseOne(text));
    else {
      chunk.push(text);
      size += text.length;
    }
  }
  flush();
  return values;
}

function parseChunk(texts: readonly string[]): readonly DocumentValue[] {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return [parseOne(only)];
  const joined = texts
    .map((text) => `${text.startsWith('---') ? '' : '---\n'}${text}${/[\r\n]$/.test(text) ? '' : '\n'}`)
    .join('');
  const reading = readYaml(joined);
  if (reading.kind === 'broken' || reading.repeatsKeys || reading.values.length !== texts.length)
    return texts.map(parseOne);
  return reading.values.map((value) => ({ kind: 'read', value, repeats: false }));
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
