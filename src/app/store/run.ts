import type { Answer, Loaded, Problem, RequestChip } from '#view';
import type { Asked, Question, TypedRequest } from '#worker';

/** What can take the engine long. */
export type LongQuestion = Question['kind'];

/** What the engine said last. `loaded` and `answer` are the last good ones; `problems` are the newest text's. */
export interface RunSlice {
  readonly state: 'idle' | 'waiting' | 'loading' | 'asking';
  readonly loaded: Loaded | null;
  /** The document that the engine has loaded: an edit is one of that; `null` where another is on its way. */
  readonly of: string | null;
  readonly problems: readonly Problem[];
  readonly asked: Asked | null;
  readonly answer: Answer | null;
  /** What the request bar's fields hold. */
  readonly draft: TypedRequest;
  /** What the chips said before the last edit. */
  readonly before: readonly RequestChip[];
  /** Why the request that was typed last cannot be sent. */
  readonly refused: string | null;
  /** What was made otherwise of the request that was typed last than it was typed. */
  readonly said: string | null;
  /** A sentence about the program itself: the engine was started again, a link could not be read. */
  readonly notice: string | null;
  /** A question that the engine has been at for long, and that can be stopped. */
  readonly long: LongQuestion | null;
}

export const emptyRun: RunSlice = {
  state: 'idle',
  loaded: null,
  of: null,
  problems: [],
  asked: null,
  answer: null,
  draft: { from: 'client', method: 'GET', target: '' },
  before: [],
  refused: null,
  said: null,
  notice: null,
  long: null,
};
