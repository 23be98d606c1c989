import { describe, expect, it } from 'vitest';
import type { Answer } from '#view';
import { hopOver, opensNext } from './over.ts';

const run = (...passes: readonly string[]): Answer =>
  ({ trace: { hops: passes.map((pass) => ({ pass })) } }) as unknown as Answer;

const LOOKUP = run('request', 'request/lookup:db.', 'request/lookup:db.', 'request', 'request/upstream', 'request');

describe('a step over what opens', () => {
  it.each([
    ['goes past a lookup', LOOKUP, 0, 1, 3],
    ['goes past an upstream connection', LOOKUP, 3, 1, 5],
    ['inside a lookup goes on in it', LOOKUP, 1, 1, 2],
    ['leaves a lookup at its end', LOOKUP, 2, 1, 3],
    ['goes back past a lookup', LOOKUP, 3, -1, 0],
    ['stays at the end of the run', LOOKUP, 5, 1, 5],
    ['goes to the end where nothing comes back', run('request', 'request/upstream'), 0, 1, 1],
    ['takes a longer name for what it is, another pass', run('request/a', 'request/ab'), 0, 1, 1],
  ] as const)('%s', (_, answer, from, by, to) => {
    expect(hopOver(answer, from, by)).toBe(to);
  });

  it('is worth offering only before something opens', () => {
    expect([0, 1, 2, 3, 4].map((at) => opensNext(LOOKUP, at))).toEqual([true, false, false, true, false]);
    expect(opensNext(null, 0)).toBe(false);
  });
});
