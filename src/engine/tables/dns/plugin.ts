import type { Ip } from '#net';
import type { Asking, Question } from './asking.ts';

/** What a plugin may ask of the server it stands in. */
export interface Context {
  /** Addresses of the machine or pod that the server runs in. */
  readonly serverIps: readonly Ip[];
  /** The plugins after this one. */
  next(question: Question): Asking;
  /** The whole server again, as for a new question: for targets of aliases. */
  lookup(question: Question): Asking;
}

/** One plugin of a server block, ready to answer. */
export interface Plugin {
  readonly name: string;
  handle(question: Question, context: Context): Asking;
}
