import type { EngineClient } from './client.ts';
import type { Answers, Question, Reply, Result } from './protocol.ts';
import { Queue } from './queue.ts';

const LIMIT_MS = 10_000;

/** The engine in a worker of its own, which starts loading at once. A run past ten seconds ends the worker; a new one takes its place. */
export function createWorkerClient(): EngineClient {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const start = (): Worker => {
    const started = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    started.addEventListener('message', (event: MessageEvent<Reply>) => {
      clearTimeout(timer);
      // A bug of the engine: the stack belongs into the report, the page says a sentence.
      if (event.data.kind === 'crashed') reportError(new Error(event.data.message));
      queue.reply(event.data);
    });
    started.addEventListener('error', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      queue.interrupt('crash');
    });
    return started;
  };

  const queue: Queue = new Queue({
    post(message) {
      worker ??= start();
      clearTimeout(timer);
      timer = setTimeout(() => queue.interrupt('limit'), LIMIT_MS);
      worker.postMessage(message);
    },
    restart() {
      worker?.terminate();
      worker = null;
    },
  });

  let worker: Worker | null = start();

  return {
    ask<K extends Question['kind']>(question: Extract<Question, { readonly kind: K }>) {
      return new Promise<Result<Answers[K]>>((resolve) => {
        queue.add(question, (result) => resolve(result as Result<Answers[K]>));
      });
    },
  };
}
