import { PORT_NAMES } from './iptables-list-ports.data.ts';

/** How `iptables -L` is asked to print. */
export interface ListStyle {
  /** `-n`: numbers instead of names. */
  readonly names: 'numeric' | 'named';
  /** `-v` counts packets and shows interfaces, `-x` widens the counters. */
  readonly counters: 'none' | 'short' | 'exact';
  readonly lineNumbers: 'shown' | 'none';
}

/** One rule of `iptables-save`, read apart. */
export interface SavedRule {
  readonly chain: string;
  readonly target: string;
  readonly columns: Columns;
  /** Matches and the target's options, as `-L` words them. */
  readonly details: readonly Detail[];
}

type Columns = Readonly<Record<'protocol' | 'incoming' | 'outgoing' | 'source' | 'destination', string>>;

/** A finished word, or a port whose name depends on the style. */
type Detail = string | { readonly protocol: string; readonly dport: string };

/** Reads a line of `iptables-save` that begins with `-A`; words that are not known stay as they are. */
export function readSaved(line: string): SavedRule {
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  const columns = { protocol: '', incoming: '', outgoing: '', source: '', destination: '' };
  const details: Detail[] = [];
  let chain = '';
  let target = '';
  let not = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    const column = COLUMNS[word];
    if (word === '!') {
      not = '!';
      continue;
    }
    if (column !== undefined) columns[column] = `${not}${value}`;
    else if (word === '-A') chain = value;
    else if (word === '-j') target = value;
    if (column !== undefined || word === '-A' || word === '-j') at += 1;
    else {
      const read = word === '-m' ? readMatch(value, words, at + 2) : readOption(target, word, value);
      details.push(...read.details);
      at += read.words - 1;
    }
    not = '';
  }
  return { chain, target, columns, details };
}

const COLUMNS: Readonly<Record<string, keyof Columns>> = {
  '-s': 'source',
  '-d': 'destination',
  '-i': 'incoming',
  '-o': 'outgoing',
  '-p': 'protocol',
};

interface Read {
  readonly details: readonly Detail[];
  /** How many words were read, from `-m` or the option on. */
  readonly words: number;
}

/** What stands behind `-m NAME`; `from` is the place of its first option. */
function readMatch(name: string, words: readonly string[], from: number): Read {
  const isNegated = words[from] === '!';
  const not = isNegated ? '! ' : '';
  const first = isNegated ? from + 1 : from;
  const value = words[first + 1] ?? '';
  const two = (detail: string): Read => ({ details: [detail], words: isNegated ? 5 : 4 });
  switch (name) {
    case 'comment':
      return two(`/* ${value.replace(/^"|"$/g, '')} */`);
    case 'conntrack':
      return two(`${not}ctstate ${value}`);
    case 'mark':
      return two(`mark match ${not}${value}`);
    case 'addrtype':
      return readAddressType(words, first, isNegated);
    case 'physdev':
      return { details: [`PHYSDEV match ${not}${words[first]}`], words: isNegated ? 4 : 3 };
    case 'ipvs':
      return { details: [`vproto ${value} vaddr ${words[first + 3]} vport ${words[first + 5]}`], words: 8 };
    case 'set':
      return { details: [`${not}match-set ${value} ${words[first + 2]}`], words: isNegated ? 6 : 5 };
    case 'statistic':
      return { details: [`statistic mode ${value} probability ${words[first + 3]}`], words: 6 };
    case 'recent':
      return readRecent(words, first);
    default:
      return words[first] === '--dport'
        ? { details: [name, { protocol: name, dport: value }], words: 4 }
        : { details: [name], words: 2 };
  }
}

function readAddressType(words: readonly string[], first: number, isNegated: boolean): Read {
  const limit = ADDRESS_LIMITS[words[first + 2] ?? ''];
  const detail = `ADDRTYPE match ${words[first]?.slice(2)} ${isNegated ? '!' : ''}${words[first + 1]}`;
  const read = isNegated ? 5 : 4;
  return limit === undefined
    ? { details: [detail], words: read }
    : { details: [`${detail} ${limit}`], words: read + 1 };
}

const ADDRESS_LIMITS: Readonly<Record<string, string>> = {
  '--limit-iface-out': 'limit-out',
  '--limit-iface-in': 'limit-in',
};

/** `--rcheck --seconds N --reap --name X --mask M --rsource`, or `--set --name X --mask M --rsource`. */
function readRecent(words: readonly string[], from: number): Read {
  const end = words.indexOf('--rsource', from);
  const after = (option: string): string => words[words.indexOf(option, from) + 1] ?? '';
  const check = words[from] === '--set' ? 'SET' : `CHECK seconds: ${after('--seconds')} reap`;
  const detail = `recent: ${check} name: ${after('--name')} side: source mask: ${after('--mask')}`;
  return { details: [detail], words: end - from + 3 };
}

/** An option of the target. */
function readOption(target: string, word: string, value: string): Read {
  switch (word) {
    case '--set-xmark': {
      const [mark = '', mask] = value.split('/');
      return { details: [`${target} ${mask === '0x0' ? 'xor' : 'or'} ${mark}`], words: 2 };
    }
    case '--restore-mark':
      return { details: [`${target} restore`], words: 1 };
    case '--nfmask':
      return { details: [`mask ${value}`], words: 2 };
    case '--ctmask':
      return { details: [], words: 2 };
    case '--to-source':
    case '--to-destination':
      return { details: [`to:${value}`], words: 2 };
    case '--reject-with':
      return { details: [`reject-with ${value}`], words: 2 };
    case '--random-fully':
      return { details: ['random-fully'], words: 1 };
    default:
      return { details: [word], words: 1 };
  }
}

/** The line above the rules of a chain. */
export function listHead({ lineNumbers, counters }: ListStyle): string {
  const number = lineNumbers === 'shown' ? 'num  ' : '';
  if (counters === 'none') return `${number}target     prot opt source               destination         `;
  const counted = counters === 'exact' ? '    pkts      bytes ' : ' pkts bytes ';
  return `${number}${counted}target     prot opt in     out     source               destination         `;
}

/** A rule as a line of `iptables -L`; counters are 0. */
export function listRow(
  { target, columns, details }: SavedRule,
  number: number,
  every: string,
  style: ListStyle,
): string {
  const { names, counters, lineNumbers } = style;
  const any = names === 'numeric' ? '*' : 'any';
  const zero = { none: '', short: '    0     0 ', exact: '       0        0 ' }[counters];
  const ways = counters === 'none' ? '' : ` ${pad(columns.incoming || any, 6)} ${pad(columns.outgoing || any, 6)} `;
  const ends = [columns.source, columns.destination].map((block) => shownBlock(block, every, names)).join(' ');
  const said = details.map((detail) => ` ${shownDetail(detail, names)}`).join('');
  return [
    lineNumbers === 'shown' ? pad(String(number), 5) : '',
    zero,
    `${pad(target, 9)}  `,
    `${pad(shownProtocol(columns.protocol, names), 4)} -- `,
    `${ways}${ends} `,
    said,
  ].join('');
}

const PROTOCOLS: Readonly<Record<string, string>> = { '': '0', tcp: '6', udp: '17', sctp: '132' };

function shownProtocol(protocol: string, names: ListStyle['names']): string {
  return names === 'numeric' ? (PROTOCOLS[protocol] ?? protocol) : protocol || 'all';
}

/** With the sign of a negation in front of it, a blank where there is none. */
function shownBlock(block: string, every: string, names: ListStyle['names']): string {
  const sign = block.startsWith('!') ? '!' : ' ';
  const bare = block.replace(/^!/, '').replace(/(?<=\..*)\/32$|\/128$/, '');
  const shown = names === 'named' ? (NAMED_BLOCKS[bare] ?? bare) : bare || every;
  return `${sign}${pad(shown, 19)}`;
}

/** `/etc/networks` and `/etc/hosts` of Debian; other addresses have no name that a node could look up. */
const NAMED_BLOCKS: Readonly<Record<string, string>> = {
  '': 'anywhere',
  '127.0.0.0/8': 'loopback/8',
  '127.0.0.1': 'localhost',
};

function shownDetail(detail: Detail, names: ListStyle['names']): string {
  if (typeof detail === 'string') return detail;
  return `dpt:${names === 'named' ? (portName(detail) ?? detail.dport) : detail.dport}`;
}

function portName({ protocol, dport }: { readonly protocol: string; readonly dport: string }): string | undefined {
  const own = protocol === 'tcp' ? named.tcp : protocol === 'udp' ? named.udp : undefined;
  return own?.get(dport) ?? (protocol === 'sctp' ? undefined : named.both.get(dport));
}

/** Names by port; the first of several counts, as in the file that is searched. */
function namesIn(text: string): ReadonlyMap<string, string> {
  const entries = text.split(/\s+/).map((entry): [string, string] => {
    const [port = '', name = ''] = entry.split('=', 2);
    return [port, name];
  });
  return new Map(entries.reverse());
}

const named = { tcp: namesIn(PORT_NAMES.tcp), udp: namesIn(PORT_NAMES.udp), both: namesIn(PORT_NAMES.both) };

function pad(text: string, width: number): string {
  return text.padEnd(width);
}
