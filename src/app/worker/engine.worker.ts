import { openPlainModel } from '#first';
import type { Answers, Message, Question, Reply } from './protocol.ts';
import { joinScenario } from './scenario-text.ts';
import type { Drawn, Server } from './server.ts';

let drawn: Drawn | null = null;
let server: Server | null = null;

addEventListener('message', (event: MessageEvent<Message>) => {
  const { run, question } = event.data;
  answer(question).then(
    (value) => post({ run, kind: 'answered', value }),
    (thrown: unknown) => post({ run, kind: 'crashed', message: stackOf(thrown) }),
  );
});

/** The first picture of plain YAML needs a part of the engine only; the rest is fetched when the next question comes. */
async function answer(question: Question): Promise<Answers[Question['kind']]> {
  if (question.kind === 'draw' && server === null) {
    const text = joinScenario(question.document);
    const model = openPlainModel(text);
    drawn = model ? { text, model } : null;
    if (model) return model.loaded;
  }
  server ??= (await import('./server.ts')).createServer(drawn);
  return server(question);
}

function post(reply: Reply): void {
  postMessage(reply);
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
