import { openSession } from '#engine';
import { answerEditor } from './answer.ts';
import type { Cursor, LanguageAnswers, LanguageQuestion } from './language.ts';

/** The cursor where a text has a bar. */
export function cursorAt(marked: string, text: Cursor['text'] = 'manifests'): Cursor {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const lines = marked.replace('|', '').split('\n');
  return { text, lines, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

/** The answer to a question about these manifests. */
export function ask<K extends LanguageQuestion['kind']>(
  question: Extract<LanguageQuestion, { readonly kind: K }>,
  manifests = '',
): LanguageAnswers[K] {
  return answerEditor(question, manifests === '' ? null : openSession(manifests)) as LanguageAnswers[K];
}
