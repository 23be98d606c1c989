import { loadAll, type LoadOptions, YAMLException } from 'js-yaml';
import { isJsonObject, isList, type Json } from './json.ts';
import { openBracket } from './open-bracket.ts';
import { type Dialect, keysSetTwice, schemaOf } from './yaml-schema.ts';

/** Why a YAML text could not be read: an offset into it and a sentence without the place. */
export interface YamlFault {
  readonly code: 'BrokenYaml' | 'TabIndentation' | 'TooManyAliases' | 'TooDeep';
  readonly offset: number;
  readonly sentence: string;
}

export type YamlReading =
  | { readonly kind: 'read'; readonly values: readonly Json[]; readonly repeatsKeys: boolean }
  | { readonly kind: 'broken'; readonly fault: YamlFault };

const MAX_ALIASES = 2_000;
const MAX_DEPTH = 100;
const MAX_DEPTH_THROUGH_ALIASES = 500;

/**
 * Reads all documents of a YAML text, unless told otherwise as Go would. A key set twice keeps its last value, and is told by `repeatsKeys`
 * (which a merged key that is overridden also sets). Aliases that would blow the text up are refused.
 */
export function readYaml(text: string, dialect: Dialect = 'go'): YamlReading {
  const before = keysSetTwice();
  const options: LoadOptions = {
    schema: schemaOf(dialect),
    json: true,
    maxAliases: MAX_ALIASES,
    maxDepth: MAX_DEPTH,
    maxTotalMergeKeys: 100_000,
  };
  try {
    const values = loadAll(text, options) as Json[];
    if (text.includes('*') && !fitsBudget(values, 100_000 + 10 * text.length)) {
      const sentence = 'Aliases make this text many times larger than it is; it is refused.';
      return { kind: 'broken', fault: { code: 'TooManyAliases', offset: Math.max(0, text.indexOf('*')), sentence } };
    }
    return { kind: 'read', values, repeatsKeys: keysSetTwice() > before };
  } catch (error) {
    if (error instanceof YAMLException) return { kind: 'broken', fault: explain(text, error) };
    if (error instanceof RangeError) {
      const sentence = 'The text nests too deeply to be read.';
      return { kind: 'broken', fault: { code: 'TooDeep', offset: 0, sentence } };
    }
    throw error;
  }
}

/** Whether a value, each alias counted as often as it is used, has at most this many nodes and ends at all. */
function fitsBudget(value: Json, budget: number): boolean {
  let left = budget;
  const walk = (node: Json, depth: number): boolean => {
    if (--left < 0 || depth > MAX_DEPTH_THROUGH_ALIASES) return false;
    if (isList(node)) return node.every((item) => walk(item, depth + 1));
    return isJsonObject(node) ? Object.values(node).every((item) => walk(item, depth + 1)) : true;
  };
  return walk(value, 0);
}

function explain(text: string, error: YAMLException): YamlFault {
  const offset = error.mark?.position ?? 0;
  const reason = String(error.reason);
  if (reason.includes('maxAliases') || reason.includes('maxTotalMergeKeys'))
    return {
      code: 'TooManyAliases',
      offset,
      sentence: `More than ${MAX_ALIASES} aliases in one document; it is refused.`,
    };
  if (reason.includes('maxDepth'))
    return { code: 'TooDeep', offset, sentence: `Nested deeper than ${MAX_DEPTH} levels; it is refused.` };
  if (reason.startsWith('tab characters'))
    return { code: 'TabIndentation', offset, sentence: 'A tab indents this line; YAML takes only blanks.' };
  const open = MAY_BE_OPEN.test(reason) ? openBracket(text, offset) : null;
  if (open !== null && !lineAround(text, open).includes('{{'))
    return { code: 'BrokenYaml', offset: open, sentence: 'A bracket or brace is opened here and never closed.' };
  const sentence = lineAround(text, offset).includes('{{') ? TEMPLATE : sentenceOf(reason);
  return { code: 'BrokenYaml', offset, sentence };
}

/** Reasons that the parser gives where it stopped, lines behind a bracket that nobody closed. */
const MAY_BE_OPEN = /^(?:deficient indentation|unexpected end of the stream within a flow|end of the stream or)/;

/** The parser's reasons, said for somebody who writes manifests; those not listed are quoted. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ['bad indentation of a mapping entry', 'This line is indented differently from the keys it belongs to.'],
  ['bad indentation of a sequence entry', 'This list entry is indented differently from the entries before it.'],
  ['deficient indentation', 'This line is indented less than what it belongs to.'],
  ["expected ':' after a mapping key", 'A key has no colon after it.'],
  ['can not read a block mapping entry; a multiline key', 'A key has no colon after it.'],
  ['can not read an implicit mapping pair', 'A key has no colon after it.'],
  ['a whitespace character is expected after the key-value separator', 'A colon after a key needs a blank behind it.'],
  ['unexpected end of the stream within a double quoted', 'A text in double quotes is never closed.'],
  ['unexpected end of the stream within a single quoted', 'A text in single quotes is never closed.'],
  ['unexpected end of the document within a', 'A text in quotes is not closed before the document ends.'],
  ['unexpected end of the stream within a flow collection', 'A bracket or brace is opened and never closed.'],
  ['missed comma between flow collection entries', 'A comma is missing between two entries.'],
  ['unknown escape sequence', 'A backslash in double quotes begins no known escape.'],
  ['unidentified alias', 'An alias names an anchor that does not exist before it.'],
  ['cannot merge mappings', 'What `<<` merges is no object.'],
  ['the stream contains non-printable characters', 'The text holds characters that YAML does not allow.'],
  ['null byte is not allowed', 'The text holds characters that YAML does not allow.'],
  [
    'end of the stream or a document separator is expected',
    'This line belongs to nothing before it; is it indented too little, or a colon missing above?',
  ],
];

function sentenceOf(reason: string): string {
  const known = SENTENCES.find(([start]) => reason.startsWith(start));
  return known?.[1] ?? `This is no YAML: ${reason}.`;
}

/** What the parser says of a template is none of its author's doing. */
const TEMPLATE = 'Template expressions ({{ … }}) must be rendered first, with `helm template` for a chart.';

function lineAround(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 500);
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? offset + 500 : Math.min(end, offset + 500));
}
