import type { LanguageAnswers, LanguageQuestion } from '#worker';
import type { Environment } from './environment.ts';

/** What the editor asks of the engine. */
export interface LanguageActions {
  /** `null`: the engine gave no answer, or a newer text has overtaken the question. */
  readonly askEngine: <K extends LanguageQuestion['kind']>(
    question: Extract<LanguageQuestion, { readonly kind: K }>,
  ) => Promise<LanguageAnswers[K] | null>;
}

export function createLanguageActions({ client }: Pick<Environment, 'client'>): LanguageActions {
  return {
    async askEngine(question) {
      const result = await client.ask(question);
      return result.kind === 'done' ? result.value : null;
    },
  };
}
