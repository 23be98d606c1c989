import { readYaml } from '#source';
import { printYaml } from './print-yaml.ts';

/**
 * A scenario whose keys stand in braces or in quotes, as in JSON, with each key on a line of its own; any other text as it
 * is. Comments between braces are lost.
 */
export function inBlockForm(text: string): string {
  if (/^hopscope:/m.test(text)) return text;
  const reading = readYaml(text, 'core');
  const value = reading.kind === 'read' ? reading.values[0] : undefined;
  return value === undefined ? text : printYaml(value);
}
