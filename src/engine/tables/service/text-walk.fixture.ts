import type { Ip } from '#net';
import { cidrContains, parseCidr, parseIp } from '#net';
import type { FilterHook, Seen } from './verdict.ts';

/** What printed rules make of a packet: endpoints with their chance and whether they are reached masqueraded, or a refusal. */
export interface Walked {
  readonly endpoints: ReadonlyMap<string, { readonly chance: number; readonly marked: boolean }>;
  readonly refusal: 'reject' | 'drop' | null;
}

/** The node that the rules are of, as a rule can ask about it. */
export interface Machine {
  readonly isLocal: (address: Ip) => boolean;
}

/** Reads rules as netfilter does, for the first packet of a client that was never seen: a second opinion, from the text alone. */
export function walkSaved(text: string, packet: Seen, hook: FilterHook, machine: Machine): Walked {
  const tables = new Map(text.split('*').map((part) => [part.split('\n')[0] ?? '', chainsOf(part)]));
  const rules = (table: string): Rules => ({
    isHairpin: () => false,
    of: (chain) => (tables.get(table)?.get(chain) ?? []).map((line) => savedRule(line, packet, machine)),
  });
  const nat = walk(rules('nat'), hook === 'output' ? 'OUTPUT' : 'PREROUTING');
  return nat.endpoints.size > 0 ? nat : walk(rules('filter'), hook.toUpperCase());
}

/** The same for `nft list table`. */
export function walkListed(text: string, packet: Seen, hook: FilterHook, machine: Machine): Walked {
  const blocks = new Map(
    [...text.matchAll(/^\t(?:chain|map|set) (\S+) \{\n([\s\S]*?)^\t\}/gm)].map(([, name = '', body = '']) => [
      name,
      body,
    ]),
  );
  const hairpins = blocks.get('hairpin-connections') ?? '';
  const rules: Rules = {
    isHairpin: (to) =>
      to.startsWith(`${packet.src}:`) &&
      hairpins.includes(`${packet.src} . ${packet.src} . ${packet.protocol.toLowerCase()}`),
    of: (chain) =>
      (blocks.get(chain) ?? '').split('\n').map((line) => listedRule(line.trim(), blocks, packet, machine)),
  };
  const chains =
    hook === 'output' ? ['filter-output-pre-dnat', 'nat-output'] : ['filter-prerouting-pre-dnat', 'nat-prerouting'];
  for (const chain of [...chains, `filter-${hook}`]) {
    const walked = walk(rules, chain);
    if (walked.endpoints.size > 0 || walked.refusal !== null) return walked;
  }
  return NOTHING;
}

const NOTHING: Walked = { endpoints: new Map(), refusal: null };

interface Rules {
  /** Whether the sender is that endpoint, by a set that only postrouting asks. */
  readonly isHairpin: (to: string) => boolean;
  of(chain: string): readonly WalkedRule[];
}

type Action =
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }
  | { readonly kind: 'choose'; readonly chains: readonly string[] }
  | { readonly kind: 'dnatOneOf'; readonly to: readonly string[] }
  | { readonly kind: 'dnat'; readonly to: string }
  | { readonly kind: 'mark' | 'return' | 'accept' | 'reject' | 'drop' | 'none' };

interface WalkedRule {
  /** 0 or 1, or a chance. */
  readonly matches: number;
  readonly action: Action;
}

function walk(rules: Rules, start: string): Walked {
  const endpoints = new Map<string, { chance: number; marked: boolean }>();
  let refusal: Walked['refusal'] = null;
  /** Gives the weight that comes back out of the chain, and whether it is marked then. */
  const follow = (chain: string, given: Weighed): Weighed => {
    let { weight, marked } = given;
    let returned = 0;
    for (const { matches, action } of rules.of(chain)) {
      const taken = weight * matches;
      if (taken === 0) continue;
      if (action.kind === 'none') continue;
      if (action.kind === 'mark') {
        marked = true;
        continue;
      }
      weight -= taken;
      switch (action.kind) {
        case 'dnat':
          add(action.to, taken, marked || rules.isHairpin(action.to));
          break;
        case 'reject':
        case 'drop':
          refusal = action.kind;
          break;
        case 'return':
          returned += taken;
          break;
        case 'accept':
          break;
        case 'jump': {
          const back = follow(action.chain, { weight: taken, marked });
          weight += back.weight;
          if (back.weight > 0) marked = back.marked;
          break;
        }
        case 'goto':
          returned += follow(action.chain, { weight: taken, marked }).weight;
          break;
        case 'dnatOneOf':
          for (const to of action.to) add(to, taken / action.to.length, marked || rules.isHairpin(to));
          break;
        case 'choose':
          for (const one of action.chains) follow(one, { weight: taken / action.chains.length, marked });
      }
    }
    return { weight: weight + returned, marked };
  };
  const add = (to: string, chance: number, marked: boolean): void => {
    endpoints.set(to, { chance: (endpoints.get(to)?.chance ?? 0) + chance, marked });
  };
  follow(start, { weight: 1, marked: false });
  return { endpoints, refusal };
}

interface Weighed {
  readonly weight: number;
  readonly marked: boolean;
}

function chainsOf(part: string): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, string[]>();
  for (const line of part.split('\n')) {
    const [, chain, rest] = /^-A (\S+) (.*)$/.exec(line) ?? [];
    if (chain !== undefined) chains.set(chain, [...(chains.get(chain) ?? []), rest ?? '']);
  }
  return chains;
}

function savedRule(line: string, packet: Seen, machine: Machine): WalkedRule {
  const rule = line.replace(/--comment "[^"]*"/g, '');
  const says = (pattern: RegExp): string | undefined => pattern.exec(rule)?.[1];
  const within = (option: string, address: Ip): boolean => {
    const block = says(new RegExp(`(?:^| )${option} (\\S+)`));
    if (block === undefined) return true;
    const isNegated = new RegExp(`! ${option} `).test(rule);
    return holds(block, address) !== isNegated;
  };
  const state = says(/--ctstate (\S+)/);
  const fits = [
    within('-s', packet.src),
    within('-d', packet.dst),
    [undefined, packet.protocol.toLowerCase()].includes(says(/(?:^| )-p (\S+)/)),
    [undefined, `${packet.dport}`].includes(says(/--dport (\d+)/)),
    !rule.includes('--src-type LOCAL') || machine.isLocal(packet.src),
    !rule.includes('--dst-type LOCAL') || machine.isLocal(packet.dst),
    !rule.includes('--rcheck') && !/(?<!! )--mark /.test(rule),
    state === undefined || state.split(',').includes('NEW') !== rule.includes('! --ctstate'),
  ];
  const chance = Number(says(/--probability (\S+)/) ?? 1);
  const to = says(/--to-destination (\S+)/);
  const target = says(/(?:^| )-j (\S+)/);
  return { matches: fits.every(Boolean) ? chance : 0, action: savedAction(target, to) };
}

function savedAction(target: string | undefined, to: string | undefined): Action {
  if (to !== undefined) return { kind: 'dnat', to };
  switch (target) {
    case undefined:
    case 'MASQUERADE':
      return { kind: 'none' };
    case 'MARK':
      return { kind: 'mark' };
    case 'RETURN':
      return { kind: 'return' };
    case 'ACCEPT':
      return { kind: 'accept' };
    case 'REJECT':
      return { kind: 'reject' };
    case 'DROP':
      return { kind: 'drop' };
    default:
      return { kind: 'jump', chain: target };
  }
}

function listedRule(line: string, blocks: ReadonlyMap<string, string>, packet: Seen, machine: Machine): WalkedRule {
  const rule = line.replace(/ comment "[^"]*"$/, '');
  const inSet = (name: string, address: string): boolean =>
    (/elements = \{([\s\S]*)\}/.exec(blocks.get(name) ?? '')?.[1] ?? '')
      .split(',')
      .some((one) => one.trim() === address);
  const within = (field: 'saddr' | 'daddr', address: Ip): boolean => {
    const [, not = '', value = ''] =
      new RegExp(`ip6? ${field} (!= )?(\\{[^}]*\\}|[@\\d]\\S*|[\\da-f:]+\\S*)`).exec(rule) ?? [];
    if (value === '' || value === '}') return true;
    const blocksIn = value
      .replace(/[{}]/g, '')
      .split(',')
      .map((one) => one.trim());
    const isIn = value.startsWith('@') ? inSet(value.slice(1), address) : blocksIn.some((one) => holds(one, address));
    return isIn !== (not !== '');
  };
  const isUpdate = rule.startsWith('update ');
  const protocol = /meta l4proto (tcp|udp|sctp)/.exec(rule)?.[1];
  const fits = [
    isUpdate || within('saddr', packet.src),
    / daddr \. meta/.test(rule) || within('daddr', packet.dst),
    protocol === undefined || protocol === packet.protocol.toLowerCase(),
    !rule.includes('fib saddr type local') || machine.isLocal(packet.src),
    !rule.includes('fib daddr type local') || machine.isLocal(packet.dst),
  ];
  const action = isUpdate ? ({ kind: 'none' } as const) : listedAction(rule, blocks, packet);
  return { matches: fits.every(Boolean) ? 1 : 0, action };
}

function listedAction(rule: string, blocks: ReadonlyMap<string, string>, { dst, dport, protocol }: Seen): Action {
  const map = /vmap @(\S+)/.exec(rule)?.[1];
  if (map !== undefined) {
    const port = `${protocol.toLowerCase()} . ${dport}`;
    const key = rule.includes('daddr . meta') ? `${dst} . ${port}` : port;
    const entry = (blocks.get(map) ?? '').split('\n').find((line) =>
      line
        .replace(/^.*\{ /, '')
        .trim()
        .startsWith(`${key} `),
    );
    return entry === undefined ? { kind: 'none' } : verdict(entry.replace(/^.* : /, '').replace(/,$| \}$/, ''));
  }
  const chosen = [...rule.matchAll(/\d+ : goto ([^ ,]+)/g)].map(([, chain = '']) => chain);
  if (chosen.length > 0) return { kind: 'choose', chains: chosen };
  const to = /dnat to (\S+)/.exec(rule)?.[1];
  if (to !== undefined) return { kind: 'dnat', to };
  const oneOf = [...rule.matchAll(/\d+ : (\S+) \. (\d+)/g)].map(([, ip, port]) => `${ip}:${port}`);
  if (oneOf.length > 0) return { kind: 'dnatOneOf', to: oneOf };
  if (rule.includes('meta mark set meta mark |')) return { kind: 'mark' };
  return verdict(/(?:(?:jump|goto) \S+|drop|reject|return)$/.exec(rule)?.[0] ?? '');
}

function verdict(text: string): Action {
  const [kind, chain = ''] = text.split(' ');
  if (kind === 'jump' || kind === 'goto') return { kind, chain };
  return kind === 'drop' || kind === 'reject' || kind === 'return' ? { kind } : { kind: 'none' };
}

function holds(text: string, address: Ip): boolean {
  const [first = '', last] = text.split('-');
  const from = parseIp(first);
  const to = last === undefined ? null : parseIp(last);
  const block = parseCidr(text);
  if (block !== null) return cidrContains(block, address);
  return from !== null && to !== null && inRange(address, from, to);
}

function inRange(address: Ip, from: Ip, to: Ip): boolean {
  const number = (one: Ip): number => one.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return number(address) >= number(from) && number(address) <= number(to);
}
