import type { Answers, Message, Question, Reply, Result } from './protocol.ts';

type Settle = (result: Result<Answers[Question['kind']]>) => void;
interface Waiting {
  readonly message: Message;
  readonly settle: Settle;
}

/** What the queue drives: one engine that takes one message at a time, and can be ended and started again. */
export interface Runner {
  post(message: Message): void;
  restart(): void;
}

/** Why a run was ended from outside. */
export type Interruption = 'limit' | 'crash';

const SENTENCES: Readonly<Record<Interruption, string>> = {
  limit:
    'The engine took longer than its limit and was started again. Your text is unchanged; the picture is the last one that was finished.',
  crash:
    'The engine met a fault of its own and was started again. Your text is unchanged; the picture is the last one that was finished.',
};

const NEWEST_WINS: ReadonlySet<Question['kind']> = new Set([
  'load',
  'ask',
  'reach',
  'changes',
  'other',
  'inside',
  'selects',
  'share',
  'find',
  'thing',
  'ways',
  'check-request',
  'twin',
]);

/** Asked by nobody: whatever else waits goes first. */
const IDLE: ReadonlySet<Question['kind']> = new Set(['other']);

/**
 * Numbers questions, hands them on one at a time and drops those that a newer one of the same kind has overtaken.
 * After a restart the last document that loaded is loaded again before anything else is asked.
 */
export class Queue {
  readonly #runner: Runner;
  #run = 0;
  #current: Waiting | null = null;
  #waiting: Waiting[] = [];
  #lastGood: Question | null = null;
  #empty = false;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  get busy(): boolean {
    return this.#current !== null;
  }

  /** Number of the run in progress, `null` between runs. */
  get running(): number | null {
    return this.#current?.message.run ?? null;
  }

  add(question: Question, settle: Settle): void {
    if (NEWEST_WINS.has(question.kind)) {
      const overtaken = this.#waiting.filter((one) => one.message.question.kind === question.kind);
      this.#waiting = this.#waiting.filter((one) => one.message.question.kind !== question.kind);
      for (const one of overtaken) one.settle({ kind: 'superseded' });
    }
    this.#run += 1;
    this.#waiting.push({ message: { run: this.#run, question }, settle });
    this.#next();
  }

  reply(reply: Reply): void {
    const current = this.#current;
    if (!current || reply.run !== current.message.run) return;
    if (reply.kind === 'crashed') {
      this.interrupt('crash');
      return;
    }
    this.#current = null;
    const { question } = current.message;
    if (question.kind === 'load') {
      this.#lastGood = question;
      this.#empty = false;
    }
    const overtaken =
      NEWEST_WINS.has(question.kind) && this.#waiting.some((one) => one.message.question.kind === question.kind);
    current.settle(overtaken ? { kind: 'superseded' } : { kind: 'done', value: reply.value });
    this.#next();
  }

  interrupt(why: Interruption): void {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    this.#runner.restart();
    this.#empty = this.#lastGood !== null;
    current.settle({ kind: 'failed', sentence: SENTENCES[why] });
    this.#next();
  }

  #next(): void {
    if (this.#current) return;
    const next = this.#waiting.find(({ message }) => !IDLE.has(message.question.kind)) ?? this.#waiting[0];
    if (!next) return;
    if (this.#empty && this.#lastGood && next.message.question.kind !== 'load') {
      this.#empty = false;
      this.#run += 1;
      this.#current = { message: { run: this.#run, question: this.#lastGood }, settle: () => undefined };
    } else {
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#current = next;
    }
    this.#runner.post(this.#current.message);
  }
}
