import { exactly, readClass, readEscape } from './read-characters.ts';
import type { Apart, CharacterSet, Greed, Node, Place } from './tree.ts';

/** Whose syntax it is: `pcre` as nginx has it, `go` as CoreDNS does (RE2). */
export type Dialect = 'pcre' | 'go';

/** Switches that an expression may set for what follows: any case, a dot that takes line feeds, ends of lines. */
interface Switches {
  readonly letters: CharacterSet['letters'];
  readonly dotTakesAll: boolean;
  readonly lines: 'one' | 'each';
}

export interface Tree {
  readonly root: Node;
  readonly groups: number;
}

const DEEPEST = 100;
const LONGEST = 4_000;
const MOST_TIMES = 1_000;
const NOTHING: Node = { kind: 'sequence', items: [] };

/**
 * Reads an expression. `null`: it is wrong, or has what is not modelled: back references, looking behind, conditions,
 * recursion, properties of Unicode.
 */
export function readTree(text: string, dialect: Dialect, letters: CharacterSet['letters']): Tree | null {
  if (text.length > LONGEST) return null;
  const reading = new Reading(text, dialect);
  const root = reading.either({ letters, dotTakesAll: false, lines: 'one' }, 0);
  return root === null || !reading.isAtEnd ? null : { root, groups: reading.groups };
}

class Reading {
  groups = 0;
  private at = 0;
  private readonly text: string;
  private readonly dialect: Dialect;

  constructor(text: string, dialect: Dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** Options up to the bracket that closes them, or to the end. */
  either(switches: Switches, depth: number): Node | null {
    if (depth > DEEPEST) return null;
    const options: Node[] = [];
    let items: Node[] = [];
    let now = switches;
    const close = (): void => {
      options.push(items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items });
      items = [];
    };
    while (!this.isAtEnd && this.text[this.at] !== ')') {
      if (this.takes('|')) {
        close();
        continue;
      }
      const changed = this.switched(now);
      if (changed !== null) {
        now = changed;
        continue;
      }
      const atom = this.atom(now, depth);
      const item = atom === null ? null : this.repeated(atom);
      if (item === null) return null;
      items.push(item);
    }
    close();
    return options.length === 1 ? (options[0] ?? null) : { kind: 'either', options };
  }

  private takes(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private taken(shape: RegExp, longest: number): RegExpExecArray | null {
    const found = shape.exec(this.text.slice(this.at, this.at + longest));
    if (found !== null) this.at += found[0].length;
    return found;
  }

  private switched(now: Switches): Switches | null {
    const found = this.taken(/^\(\?([ims]*)(?:-([ims]+))?\)/, 12);
    return found === null ? null : withSwitches(now, found[1] ?? '', found[2] ?? '');
  }

  private atom(switches: Switches, depth: number): Node | null {
    const letter = this.text[this.at] ?? '';
    switch (letter) {
      case '(':
        return this.bracket(switches, depth);
      case '[': {
        const read = readClass(this.text, this.at);
        return read === null ? null : this.characters(read.ranges, read.next, switches, read.isNegated);
      }
      case '.':
        return this.characters(switches.dotTakesAll ? [] : exactly(10), this.at + 1, switches, true);
      case '^':
        return this.place(switches.lines === 'each' ? 'lineStart' : 'start', 1);
      case '$':
        return this.place(switches.lines === 'each' ? 'lineEnd' : this.dialect === 'pcre' ? 'lastLine' : 'end', 1);
      case '\\':
        return this.escape(switches);
      case '*':
      case '+':
      case '?':
        return null;
      default:
        return this.characters(exactly(letter.charCodeAt(0)), this.at + 1, switches, false);
    }
  }

  private escape(switches: Switches): Node | null {
    const place = PLACES[this.text[this.at + 1] ?? ''];
    if (place !== undefined) return place === 'lastLine' && this.dialect === 'go' ? null : this.place(place, 2);
    const read = readEscape(this.text, this.at);
    return read === null ? null : this.characters(read.ranges, read.next, switches, false);
  }

  private place(place: Place, length: number): Node {
    this.at += length;
    return { kind: 'place', place };
  }

  private characters(ranges: CharacterSet['ranges'], next: number, { letters }: Switches, isNegated: boolean): Node {
    this.at = next;
    return { kind: 'characters', set: { ranges, isNegated, letters } };
  }

  private bracket(switches: Switches, depth: number): Node | null {
    this.at += 1;
    if (!this.takes('?')) return this.group(switches, depth);
    if (this.taken(/^(?:P?<|')[A-Za-z_]\w{0,31}[>']/, 40) !== null) return this.group(switches, depth);
    const apart = this.dialect === 'pcre' ? APART.find(([sign]) => this.takes(sign))?.[1] : undefined;
    if (apart !== undefined) {
      const item = this.inside(switches, depth);
      return item === null ? null : { kind: 'apart', how: apart, item };
    }
    const found = this.taken(/^([ims]*)(?:-([ims]+))?:/, 12);
    return found === null ? null : this.inside(withSwitches(switches, found[1] ?? '', found[2] ?? ''), depth);
  }

  private group(switches: Switches, depth: number): Node | null {
    this.groups += 1;
    const index = this.groups;
    const item = this.inside(switches, depth);
    return item === null ? null : { kind: 'group', index, item };
  }

  private inside(switches: Switches, depth: number): Node | null {
    const item = this.either(switches, depth + 1);
    return item !== null && this.takes(')') ? item : null;
  }

  /** A brace that says no number of times is a character. */
  private repeated(item: Node): Node | null {
    const times = this.taken(/^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/, 16);
    if (times === null) return item;
    const [sign, low, comma, high] = times;
    const min = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
    const most = high === undefined || high === '' ? Infinity : Number(high);
    const max = low === undefined ? (sign === '?' ? 1 : Infinity) : comma === undefined ? min : most;
    if (min > MOST_TIMES || (max !== Infinity && max > MOST_TIMES) || max < min) return null;
    const greed: Greed = this.takes('?')
      ? 'least'
      : this.dialect === 'pcre' && this.takes('+')
        ? 'allOrNothing'
        : 'most';
    if (/^[*+?]/.test(this.text.slice(this.at, this.at + 1))) return null;
    return max === 0 ? NOTHING : { kind: 'repeat', item, min, max, greed };
  }
}

const PLACES: Readonly<Record<string, Place>> = {
  b: 'wordEdge',
  B: 'noWordEdge',
  A: 'start',
  z: 'end',
  Z: 'lastLine',
};

const APART: readonly (readonly [sign: string, how: Apart])[] = [
  ['=', 'ahead'],
  ['!', 'notAhead'],
  ['>', 'atomic'],
];

function withSwitches(now: Switches, on: string, off: string): Switches {
  const pick = <T>(letter: string, yes: T, no: T, kept: T): T =>
    off.includes(letter) ? no : on.includes(letter) ? yes : kept;
  return {
    letters: pick('i', 'anyCase', 'exact', now.letters),
    dotTakesAll: pick('s', true, false, now.dotTakesAll),
    lines: pick('m', 'each', 'one', now.lines),
  };
}
