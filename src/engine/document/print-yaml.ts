import { dump } from 'js-yaml';
import { type FieldPath, isJsonObject, isList, type Json } from '#source';

/** A value as YAML in block style, every text quoted that YAML 1.1 or 1.2 could take for something else. */
export function printYaml(value: Json): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}

/** `json`: every text and key in double quotes, for texts that are JSON. */
export type Form = 'yaml' | 'json';

/** A value in braces and brackets, on one line. */
export function printFlow(value: Json, form: Form): string {
  if (isList(value)) return `[${value.map((item) => printFlow(item, form)).join(', ')}]`;
  if (typeof value === 'string') return printScalar(value, form);
  if (!isJsonObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, field]) => `${printScalar(key, form)}: ${printFlow(field, form)}`)
    .join(', ')}}`;
}

/** A scalar on one line, without quotes where no reader could take it for something else. */
export function printScalar(value: string | number | boolean, form: Form): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = form === 'yaml' && /^[A-Za-z/][A-Za-z0-9_./-]*$/.test(value) && printYaml(value).trim() === value;
  return isPlain ? value : printQuoted(value);
}

/** A value under a path: what has to be written where nothing of the path exists. */
export function nested(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}

/** Whether a literal block can hold a text: no other line break than `\n`, nothing that YAML wants escaped. */
function fitsBlock(text: string): boolean {
  for (const character of text) if (needsEscape(character.codePointAt(0) ?? 0)) return false;
  return true;
}

/** Control characters but tab and line feed, the line breaks of Unicode, lone surrogates and what is no character. */
function needsEscape(point: number): boolean {
  if (point < 0x20) return point !== 0x09 && point !== 0x0a;
  if (point < 0x7f) return false;
  if (point < 0xa0 || point === 0x2028 || point === 0x2029 || point === 0xfeff) return true;
  return (point >= 0xd800 && point < 0xe000) || point === 0xfffe || point === 0xffff;
}

/** `KEY: |` with the text under it, indented by two; a text that no block can hold stands in double quotes. */
export function printBlock(key: string, text: string): string {
  if (text.trim() === '' || !fitsBlock(text)) return `${key}: ${printQuoted(text)}\n`;
  const indented = text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
  const indicator = /^[ \n]/.test(text) ? '2' : '';
  if (!text.endsWith('\n')) return `${key}: |${indicator}-\n${indented}\n`;
  return `${key}: |${indicator}${text.endsWith('\n\n') ? '+' : ''}\n${indented}`;
}

/** A text in double quotes, on one line. */
export function printQuoted(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return needsEscape(code) && (code < 0xd800 || code > 0xdfff) ? `\\u${code.toString(16).padStart(4, '0')}` : unit;
  });
}
