import { isUrgent, mayTakeLong } from './patience.ts';
import type { Answers, Message, Question, Reply, Result } from './protocol.ts';
import { isScenarioUnreadable } from './unreadable.ts';

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

/** Why a run was ended from outside. `overtaken`: an urgent question waited for one that takes long. */
export type Interruption = 'limit' | 'crash' | 'overtaken' | 'stopped';

const SENTENCES: Readonly<Record<Interruption, string>> = {
  limit:
    'The engine took longer than its limit and was started again. Your text is unchanged; the picture is the last one that was finished.',
  crash:
    'The engine met a fault of its own and was started again. Your text is unchanged; the picture is the last one that was finished.',
  overtaken: 'It took long and was given up for what was asked after it.',
  stopped: 'It was stopped before it was finished.',
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
 * After a restart the document that the page shows is loaded again before anything is asked about it.
 */
export class Queue {
  readonly #runner: Runner;
  #run = 0;
  #current: Waiting | null = null;
  #waiting: Waiting[] = [];
  /** The load of the document that is shown, as it is shown; `null` where another is on its way or none came of it. */
  #lastGood: Load | null = null;
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

  /** Kind of the run in progress, if it is one that may take long. */
  get long(): Question['kind'] | null {
    const kind = this.#current?.message.question.kind ?? null;
    return kind !== null && mayTakeLong(kind) ? kind : null;
  }

  /** Whether something urgent waits for a run that may take long. */
  get isHeldUp(): boolean {
    return this.long !== null && this.#waiting.some(({ message }) => isUrgent(message.question.kind));
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
    const overtaken =
      NEWEST_WINS.has(question.kind) && this.#waiting.some((one) => one.message.question.kind === question.kind);
    if (question.kind === 'load') {
      this.#empty = false;
      if (!overtaken && isShown(question, reply.value as Answers['load'])) this.#lastGood = question;
    }
    current.settle(overtaken ? { kind: 'superseded' } : { kind: 'done', value: reply.value });
    this.#next();
  }

  interrupt(why: Interruption): void {
    const current = this.#current;
    if (!current) return;
    this.#current = null;
    this.#runner.restart();
    // What could not be loaded again would not be the next time either.
    if (current.message.question === this.#lastGood) this.#lastGood = null;
    this.#empty = this.#lastGood !== null;
    current.settle({ kind: 'failed', sentence: SENTENCES[why] });
    this.#next();
  }

  #next(): void {
    if (this.#current) return;
    const next = this.#waiting.find(({ message }) => !IDLE.has(message.question.kind)) ?? this.#waiting[0];
    if (!next) return;
    const { question } = next.message;
    if (this.#empty && this.#lastGood && needsDocument(question)) {
      this.#empty = false;
      this.#run += 1;
      this.#current = { message: { run: this.#run, question: this.#lastGood }, settle: () => undefined };
    } else {
      // What is opened now is another document: nothing of the one before is asked for again.
      if (question.kind === 'load' && question.after === 'opening') this.#lastGood = null;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#current = next;
    }
    this.#runner.post(this.#current.message);
  }
}

type Load = Extract<Question, { readonly kind: 'load' }>;

/** A scenario that cannot be read leaves what was loaded before it. */
function isShown(load: Load, { problems }: Answers['load']): boolean {
  return load.after === 'opening' || !isScenarioUnreadable(problems);
}

/** An edit needs the document before it too, to say what changed. */
function needsDocument(question: Question): boolean {
  switch (question.kind) {
    case 'load':
      return question.after === 'edit';
    case 'draw':
    case 'open':
    case 'open-files':
    case 'decode':
    case 'command':
      return false;
    default:
      return true;
  }
}
