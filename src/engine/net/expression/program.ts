import type { Apart, CharacterSet, Node, Place } from './tree.ts';

/** One step of a program; places in it are indices. */
export type Instruction =
  | { readonly op: 'take'; readonly set: CharacterSet }
  | { readonly op: 'try'; readonly first: number; readonly then: number }
  | { readonly op: 'go'; readonly to: number }
  | { readonly op: 'mark'; readonly slot: number }
  | { readonly op: 'stand'; readonly place: Place }
  | { readonly op: 'apart'; readonly how: Apart; readonly program: Program }
  | { readonly op: 'done' };

export type Program = readonly Instruction[];

const LONGEST = 2_000;

/** The steps that try a tree; `null` where repetitions by number make them too many. */
export function programOf(root: Node): Program | null {
  const writing: Writing = { left: LONGEST };
  const program = whole(root, writing);
  return writing.left < 0 ? null : program;
}

interface Writing {
  left: number;
}

function whole(node: Node, writing: Writing): Program {
  const program: Instruction[] = [];
  write(node, program, writing);
  program.push({ op: 'done' });
  return program;
}

function write(node: Node, into: Instruction[], writing: Writing): void {
  writing.left -= 1;
  if (writing.left < 0) return;
  switch (node.kind) {
    case 'characters':
      into.push({ op: 'take', set: node.set });
      return;
    case 'place':
      into.push({ op: 'stand', place: node.place });
      return;
    case 'sequence':
      for (const item of node.items) write(item, into, writing);
      return;
    case 'group':
      into.push({ op: 'mark', slot: node.index * 2 });
      write(node.item, into, writing);
      into.push({ op: 'mark', slot: node.index * 2 + 1 });
      return;
    case 'apart':
      into.push({ op: 'apart', how: node.how, program: whole(node.item, writing) });
      return;
    case 'either':
      writeEither(node.options, into, writing);
      return;
    case 'repeat':
      if (node.greed === 'allOrNothing')
        into.push({ op: 'apart', how: 'atomic', program: whole({ ...node, greed: 'most' }, writing) });
      else writeRepeat(node, into, writing);
  }
}

function writeEither(options: readonly Node[], into: Instruction[], writing: Writing): void {
  const ends: number[] = [];
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      write(option, into, writing);
      continue;
    }
    const fork = into.length;
    into.push({ op: 'done' });
    write(option, into, writing);
    ends.push(into.length);
    into.push({ op: 'done' });
    into[fork] = { op: 'try', first: fork + 1, then: into.length };
  }
  for (const end of ends) into[end] = { op: 'go', to: into.length };
}

function writeRepeat(node: Node & { readonly kind: 'repeat' }, into: Instruction[], writing: Writing): void {
  const fork = (inside: number, outside: number): Instruction =>
    node.greed === 'least' ? { op: 'try', first: outside, then: inside } : { op: 'try', first: inside, then: outside };
  for (let times = 0; times < node.min && writing.left >= 0; times++) write(node.item, into, writing);
  if (node.max === Infinity) {
    const start = into.length;
    into.push({ op: 'done' });
    write(node.item, into, writing);
    into.push({ op: 'go', to: start });
    into[start] = fork(start + 1, into.length);
    return;
  }
  const forks: number[] = [];
  for (let times = node.min; times < node.max && writing.left >= 0; times++) {
    forks.push(into.length);
    into.push({ op: 'done' });
    write(node.item, into, writing);
  }
  for (const at of forks) into[at] = fork(at + 1, into.length);
}
