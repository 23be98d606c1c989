/** What of a text was looked at last, so that one editor goes on where the other was. */
export interface Looked {
  /** First visible line, and the line of the caret. */
  readonly top: number;
  readonly caret: number;
}

const looked = new Map<string, Looked>();
let jumped = 0;

export function keepPlace(text: string, place: Looked): void {
  looked.set(text, place);
}

export function placeKept(text: string): Looked | null {
  return looked.get(text) ?? null;
}

/** Whether a jump is still to be made; each is made once, by whichever editor is there first. */
export function takeJump(jump: { readonly turn: number } | null): boolean {
  if (!jump || jump.turn <= jumped) return false;
  jumped = jump.turn;
  return true;
}
