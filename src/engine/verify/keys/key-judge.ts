import type { Expect } from '#document';
import type { Odds } from '#trace';
import type { Failure } from '../failure.ts';

/** Judges one key of `expect`: what is asked for, against every way the request can end. */
export type KeyJudge<K extends keyof Expect> = (wanted: NonNullable<Expect[K]>, odds: Odds) => readonly Failure[];
