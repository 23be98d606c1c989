import type { Question, Result } from '#worker';
import type { Environment } from './environment.ts';

/** An engine that answers one question after the other, and only while it is told to. */
export interface HeldEngine {
  readonly client: Environment['client'];
  /** Answers what is asked, in turn, until all of `done` have come to their end. */
  readonly answerUntil: (done: readonly Promise<unknown>[]) => Promise<void>;
}

/** `valueOf` is what it answers to a question, as the engine saw it when it was asked. */
export function heldEngine(valueOf: (question: Question) => unknown): HeldEngine {
  const waiting: (() => void)[] = [];
  let wake = (): void => undefined;
  const ask = (question: Question) =>
    new Promise<Result<never>>((resolve) => {
      const value = valueOf(question);
      waiting.push(() => resolve({ kind: 'done', value } as Result<never>));
      wake();
    });
  return {
    client: { ask } as unknown as Environment['client'],
    async answerUntil(done) {
      const open = new Set(done.map((one) => one.then(() => undefined)));
      for (const one of open) void one.finally(() => open.delete(one));
      while (open.size > 0) {
        // What an answer leads to is over when more is asked, or when one of them has ended.
        const asked = new Promise<void>((resolve) => {
          wake = resolve;
        });
        waiting.shift()?.();
        await Promise.race([asked, ...open]);
      }
    },
  };
}
