import type { Answers, Question, Result } from './protocol.ts';

/** The engine as the page sees it. A question never throws; newer questions of a kind supersede older ones of that kind. */
export interface EngineClient {
  ask<K extends Question['kind']>(question: Extract<Question, { readonly kind: K }>): Promise<Result<Answers[K]>>;
  /** Gives up the question in progress if it is one that may take long. */
  stopLong(): void;
}
