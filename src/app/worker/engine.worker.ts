import type { Message, Reply } from './protocol.ts';
import { createServer } from './server.ts';

const serve = createServer();

addEventListener('message', (event: MessageEvent<Message>) => {
  const { run, question } = event.data;
  postMessage(answer(run, question));
});

function answer(run: number, question: Message['question']): Reply {
  try {
    return { run, kind: 'answered', value: serve(question) };
  } catch (thrown) {
    return {
      run,
      kind: 'crashed',
      message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  }
}
