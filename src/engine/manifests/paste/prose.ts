import { isKeyLine, isSentence } from './foreign-line.ts';
import { isNeutral } from './lines.ts';

/** A text longer than this was not typed as a sentence or two. */
const MOST_LINES = 200;

/** Whether a document that is no YAML is nothing but sentences, a colon in them or not: no line has a key of a manifest. */
export function isProse(body: string): boolean {
  const lines = body.split(/\r\n|\r|\n/).filter((line) => !isNeutral(line));
  return lines.length > 0 && lines.length <= MOST_LINES && lines.every((line) => isSentence(line) && !isKeyLine(line));
}
