import type { Answer, Changes, OtherAnswer } from '#view';
import type { Asked } from './asked.ts';

/** A run beside the one that is shown: the same request before the last change, another request, another setting. */
export type OtherRun =
  | { readonly kind: 'before' }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'setting'; readonly setting: string; readonly choice: string };

/** The rest of the scenario with a setting stated, or why that cannot be. */
export type Stated =
  | { readonly kind: 'edited'; readonly rest: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What can be asked of runs beside the one that is shown. */
export type OthersQuestion =
  /** Requests that end otherwise than before. `now`: forget what was before first. */
  | { readonly kind: 'changes'; readonly asked: Asked | null; readonly since: 'edit' | 'now' }
  /** What a request comes to under another value of a setting. */
  | { readonly kind: 'other'; readonly asked: Asked; readonly setting: string; readonly choice: string }
  /** A run to lay beside the one that is shown. */
  | { readonly kind: 'run'; readonly asked: Asked; readonly other: OtherRun }
  /** A setting stated in the scenario: a choice by its id, a number, `null` to leave it to be assumed. */
  | {
      readonly kind: 'state';
      readonly rest: string;
      readonly setting: string;
      readonly to: string | number | null;
    };

/** `null`: there is no such request, run or value. */
export interface OthersAnswers {
  readonly changes: Changes;
  readonly other: OtherAnswer | null;
  readonly run: Answer | null;
  readonly state: Stated;
}
