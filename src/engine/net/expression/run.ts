import type { Program } from './program.ts';
import { hasCharacter, WORD } from './tree.ts';
import type { Place } from './tree.ts';

/** What a run may still cost, shared by a program and those inside it. */
export interface Budget {
  left: number;
}

/** Where a program ended, and its marks: beginning and end of each group, -1 where it took no part. */
export interface Ran {
  readonly end: number;
  readonly marks: readonly number[];
}

interface Trying {
  readonly program: Program;
  readonly text: string;
  /** Instructions that were come to, by place in the text. */
  readonly seen: Uint8Array;
  readonly budget: Budget;
}

const WORD_SET = { ranges: WORD, isNegated: false, letters: 'exact' } as const;

/**
 * Tries a program at one place after another, the preferred way first, and comes to each instruction at each place of the
 * text once only: what failed there fails again. So a run is linear in the text, except for what is tried apart.
 * `null`: nothing fits, or the budget is spent (then it is below zero).
 */
export function search(program: Program, text: string, slots: number, budget: Budget): Ran | null {
  const seen = new Uint8Array(program.length * (text.length + 1));
  const trying: Trying = { program, text, seen, budget };
  const marks = Array.from({ length: slots }, () => -1);
  for (let start = 0; start <= text.length; start++) {
    const ran = runAt(trying, start, marks);
    if (ran !== null) return { end: ran.end, marks: [start, ran.end, ...ran.marks.slice(2)] };
    if (budget.left < 0) return null;
  }
  return null;
}

function runAt({ program, text, seen, budget }: Trying, start: number, before: readonly number[]): Ran | null {
  const marks = [...before];
  /** Ways not tried yet; those with a slot put a mark back. */
  const waiting: { readonly step: number; readonly at: number; readonly slot: number }[] = [
    { step: 0, at: start, slot: -1 },
  ];
  for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
    if (way.slot >= 0) {
      marks[way.slot] = way.at;
      continue;
    }
    let { step, at } = way;
    for (;;) {
      const place = step * (text.length + 1) + at;
      if (seen[place] === 1) break;
      seen[place] = 1;
      budget.left -= 1;
      if (budget.left < 0) return null;
      const instruction = program[step];
      if (instruction === undefined) break;
      if (instruction.op === 'done') return { end: at, marks };
      if (instruction.op === 'take') {
        if (at >= text.length || !hasCharacter(instruction.set, text.charCodeAt(at))) break;
        at += 1;
        step += 1;
      } else if (instruction.op === 'try') {
        waiting.push({ step: instruction.then, at, slot: -1 });
        step = instruction.first;
      } else if (instruction.op === 'go') {
        step = instruction.to;
      } else if (instruction.op === 'mark') {
        waiting.push({ step: 0, at: marks[instruction.slot] ?? -1, slot: instruction.slot });
        marks[instruction.slot] = at;
        step += 1;
      } else if (instruction.op === 'stand') {
        if (!standsAt(instruction.place, text, at)) break;
        step += 1;
      } else {
        const own = new Uint8Array(instruction.program.length * (text.length + 1));
        budget.left -= own.length >> 6;
        const ran = runAt({ program: instruction.program, text, seen: own, budget }, at, marks);
        if ((ran === null) !== (instruction.how === 'notAhead')) break;
        if (ran !== null) {
          for (const [slot, mark] of ran.marks.entries()) {
            if (mark === marks[slot]) continue;
            waiting.push({ step: 0, at: marks[slot] ?? -1, slot });
            marks[slot] = mark;
          }
          if (instruction.how === 'atomic') at = ran.end;
        }
        step += 1;
      }
    }
  }
  return null;
}

function standsAt(place: Place, text: string, at: number): boolean {
  switch (place) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'lastLine':
      return at === text.length || (at === text.length - 1 && text[at] === '\n');
    case 'lineStart':
      return at === 0 || text[at - 1] === '\n';
    case 'lineEnd':
      return at === text.length || text[at] === '\n';
    case 'wordEdge':
      return isWord(text, at - 1) !== isWord(text, at);
    case 'noWordEdge':
      return isWord(text, at - 1) === isWord(text, at);
  }
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && hasCharacter(WORD_SET, text.charCodeAt(at));
}
