import type { Family } from '#net';
import type { Command } from './command.ts';
import { hostPortsLeftOut, leftOut } from './iptables-left-out.ts';
import type { ListStyle } from './iptables-list-rows.ts';
import { listHead, listRow, readSaved } from './iptables-list-rows.ts';

/**
 * `iptables -t nat -L [CHAIN]` with `-n`, `-v`, `-x` and `--line-numbers`, and `iptables -t nat -S [CHAIN]`, on a node,
 * laid out as iptables 1.8.9 does from the very text that `iptables-save` prints; a last line behind POSTROUTING and FORWARD
 * tells of rules of the CNI that are left out. Not modelled: other verbs, the tables mangle and raw, counters (`-v` shows those of a node that has just started).
 */
export const iptables: Command = listOf('iptables', 'IPv4');

/** The same for IPv6. */
export const ip6tables: Command = listOf('ip6tables', 'IPv6');

function listOf(name: string, family: Family): Command {
  return {
    name,
    print(words, place, { tables }) {
      const asked = readWords(words);
      if (place.kind !== 'node' || asked === null) return null;
      const node = place.node.name;
      const chains = readChains(tables.rules.save(node, family, [asked.table]) ?? '');
      const wanted = chains.filter((one) => asked.chain === null || one.name === asked.chain);
      if (wanted.length === 0) return isOthers(asked.chain) ? null : `${name}: No chain/target/match by that name.\n`;
      const every = family === 'IPv4' ? '0.0.0.0/0' : '::/0';
      const text = asked.verb === 'rules' ? ruleSpecs(wanted) : listing(wanted, jumpsTo(chains), every, asked.style);
      const isShared = wanted.some(({ name: own }) => own === MET_BY_CNI[asked.table]);
      const others = isShared ? leftOut(tables, node, family, [asked.table]) : '';
      const meetsPortmap = wanted.some(({ name: own }) => MEET_PORTMAP.test(own));
      return `${text}${others}${meetsPortmap ? hostPortsLeftOut(tables, node, family, [asked.table]) : ''}`;
    },
  };
}

/** The kernel's chain of each table through which every CNI's rules are met. */
const MET_BY_CNI = { nat: 'POSTROUTING', filter: 'FORWARD' } as const;

/** The kernel's chains of the table nat that lead to the portmap plugin's. */
const MEET_PORTMAP = /^(?:PREROUTING|OUTPUT|POSTROUTING)$/;

/** Chains of programs that may have more than is printed: CNIs and their plugins, and ip-masq-agent. */
const OTHERS = /^(AWS-|cali-|CILIUM_|CNI-|DOCKER|FLANNEL-|IP-MASQ|KIND-|KUBE-ROUTER-|WEAVE)/;

function isOthers(chain: string | null): boolean {
  return chain !== null && OTHERS.test(chain);
}

interface Asked {
  readonly verb: 'list' | 'rules';
  readonly table: 'nat' | 'filter';
  readonly chain: string | null;
  readonly style: ListStyle;
}

/** `null` for words that are not modelled. Short options may stand together: `-nvL`. */
function readWords(words: readonly string[]): Asked | null {
  const single = words.flatMap((word) => (/^-[A-Za-z]{2,}$/.test(word) ? word.slice(1).split('').map(dashed) : [word]));
  const flags = new Set<string>();
  let verb: Asked['verb'] | null = null;
  let table = 'filter';
  let chain: string | null = null;
  for (let at = 0; at < single.length; at++) {
    const word = single[at] ?? '';
    const flag = FLAGS.get(word);
    if (flag !== undefined) flags.add(flag);
    else if (word === '-t' || word === '--table') table = single[++at] ?? '';
    else if (word.startsWith('--table=')) table = word.slice(8);
    else if (VERBS.has(word)) verb = VERBS.get(word) ?? null;
    else if (verb !== null && chain === null && !word.startsWith('-')) chain = word.replace(/^(['"])(.*)\1$/, '$2');
    else return null;
  }
  if (verb === null || (table !== 'nat' && table !== 'filter') || (verb === 'rules' && flags.size > 0)) return null;
  return { verb, table, chain, style: styleOf(flags) };
}

type Flag = 'numeric' | 'verbose' | 'exact' | 'numbered';

const FLAGS: ReadonlyMap<string, Flag> = new Map(
  Object.entries<Flag>({
    '-n': 'numeric',
    '--numeric': 'numeric',
    '-v': 'verbose',
    '--verbose': 'verbose',
    '-x': 'exact',
    '--exact': 'exact',
    '--line-numbers': 'numbered',
  }),
);

function styleOf(flags: ReadonlySet<string>): ListStyle {
  return {
    names: flags.has('numeric') ? 'numeric' : 'named',
    counters: !flags.has('verbose') ? 'none' : flags.has('exact') ? 'exact' : 'short',
    lineNumbers: flags.has('numbered') ? 'shown' : 'none',
  };
}

const VERBS: ReadonlyMap<string, Asked['verb']> = new Map(
  Object.entries<Asked['verb']>({
    '-L': 'list',
    '--list': 'list',
    '-S': 'rules',
    '--list-rules': 'rules',
  }),
);

function dashed(letter: string): string {
  return `-${letter}`;
}

interface Chain {
  readonly name: string;
  /** `ACCEPT`, or `-` for chains that others jump to. */
  readonly policy: string;
  readonly rules: readonly string[];
}

/** The chains of one table, in the order in which `iptables-save` names them. */
function readChains(saved: string): readonly Chain[] {
  const lines = saved.split('\n');
  const rules = new Map<string, string[]>();
  for (const line of lines) {
    const chain = /^-A (\S+)/.exec(line)?.[1];
    if (chain === undefined) continue;
    const known = rules.get(chain);
    if (known === undefined) rules.set(chain, [line]);
    else known.push(line);
  }
  return lines.flatMap((line) => {
    const [, name, policy = ''] = /^:(\S+) (\S+)/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, policy, rules: rules.get(name) ?? [] }];
  });
}

function ruleSpecs(chains: readonly Chain[]): string {
  const made = chains.map(({ name, policy }) => (policy === '-' ? `-N ${name}` : `-P ${name} ${policy}`));
  return [...made, ...chains.flatMap(({ rules }) => rules)].map((line) => `${line}\n`).join('');
}

function listing(
  wanted: readonly Chain[],
  jumps: ReadonlyMap<string, number>,
  every: string,
  style: ListStyle,
): string {
  return wanted.map((one) => listed(one, jumps.get(one.name) ?? 0, every, style)).join('\n');
}

/** `references`: how many rules jump to the chain. */
function listed({ name, policy, rules }: Chain, references: number, every: string, style: ListStyle): string {
  const counted = style.counters === 'none' ? '' : ' 0 packets, 0 bytes';
  const about = policy === '-' ? `${references} references` : `policy ${policy}${counted}`;
  const rows = rules.map((line, index) => listRow(readSaved(line), index + 1, every, style));
  return [`Chain ${name} (${about})`, listHead(style), ...rows].map((line) => `${line}\n`).join('');
}

function jumpsTo(chains: readonly Chain[]): ReadonlyMap<string, number> {
  const jumps = new Map<string, number>();
  for (const { rules } of chains) {
    for (const line of rules) {
      const target = /(?<= -j )\S+/.exec(line)?.[0];
      if (target !== undefined) jumps.set(target, (jumps.get(target) ?? 0) + 1);
    }
  }
  return jumps;
}
