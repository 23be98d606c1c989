import type { EngineClient } from './client.ts';
import type { Answers, Question, Reply, Result } from './protocol.ts';
import { Queue } from './queue.ts';

const LIMIT_MS = 10_000;
const LONG_MS = 3000;
const HELD_UP_MS = 3000;

/**
 * The engine in a worker of its own, which starts loading at once. What somebody waits for has ten seconds: a run past them
 * ends the worker, and a new one takes its place. Any other question may take longer: `onLong` is told which (`null`: none
 * any more), and it is given up when it is stopped or holds up something urgent.
 */
export function createWorkerClient(onLong: (kind: Question['kind'] | null) => void): EngineClient {
  let limit: ReturnType<typeof setTimeout> | undefined;
  let heldUp: ReturnType<typeof setTimeout> | undefined;
  let told: 'nothing' | 'long' = 'nothing';

  const tell = (kind: Question['kind'] | null) => {
    if (kind === null && told === 'nothing') return;
    told = kind === null ? 'nothing' : 'long';
    onLong(kind);
  };
  const rest = () => {
    clearTimeout(limit);
    clearTimeout(heldUp);
    heldUp = undefined;
    tell(null);
  };
  const hurry = () => {
    if (queue.isHeldUp) heldUp ??= setTimeout(() => queue.interrupt('overtaken'), HELD_UP_MS);
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });
    started.addEventListener('message', (event: MessageEvent<Reply>) => {
      rest();
      // A bug of the engine: the stack belongs into the report, the page says a sentence.
      if (event.data.kind === 'crashed') reportError(new Error(event.data.message));
      queue.reply(event.data);
    });
    started.addEventListener('error', (event) => {
      event.preventDefault();
      rest();
      queue.interrupt('crash');
    });
    return started;
  };

  const queue: Queue = new Queue({
    post(message) {
      worker ??= start();
      rest();
      const { long } = queue;
      limit =
        long === null ? setTimeout(() => queue.interrupt('limit'), LIMIT_MS) : setTimeout(() => tell(long), LONG_MS);
      hurry();
      worker.postMessage(message);
    },
    restart() {
      rest();
      worker?.terminate();
      worker = null;
    },
  });

  let worker: Worker | null = start();

  return {
    ask<K extends Question['kind']>(question: Extract<Question, { readonly kind: K }>) {
      return new Promise<Result<Answers[K]>>((resolve) => {
        queue.add(question, (result) => resolve(result as Result<Answers[K]>));
        hurry();
      });
    },
    stopLong() {
      if (queue.long !== null) queue.interrupt('stopped');
    },
  };
}
