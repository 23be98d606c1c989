import type { EngineClient } from './client.ts';
import type { Answers, Question, Result } from './protocol.ts';
import { createServer } from './server.ts';

/** The engine in the caller's own thread, for tests: same questions, same answers, no worker. */
export function createInProcessClient(): EngineClient {
  const server = createServer();
  return {
    ask<K extends Question['kind']>(question: Extract<Question, { readonly kind: K }>) {
      return Promise.resolve(server(question)).then(
        (value): Result<Answers[K]> => ({ kind: 'done', value: value as Answers[K] }),
      );
    },
    stopLong: () => undefined,
  };
}
