import type { Failure } from './failure.ts';

/** Chains whose rules of different Services may stand in any order, because kube-proxy walks a map to write them. */
const FREE_ORDER = ['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-EXTERNAL-SERVICES', 'KUBE-PROXY-FIREWALL'];
const SHOWN = 20;

/**
 * Compares two texts of iptables-save chain by chain (SCENARIO.md, objects and commands): rules in order within a chain,
 * except where kube-proxy's own order is free; the order of chains is free, `#` lines and counters count for nothing.
 */
export function compareRuleSets(expected: string, actual: string): readonly Failure[] {
  const wanted = chainsOf(expected);
  const found = chainsOf(actual);
  const names = [...new Set([...wanted.keys(), ...found.keys()])];
  return names.flatMap((name) => compareChains(name, wanted.get(name), found.get(name))).slice(0, SHOWN);
}

/** `TABLE CHAIN` -> its declaration and rules, in the order that is compared. */
function chainsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const chains = new Map<string, string[]>();
  let table = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line === 'COMMIT' || line.startsWith('#')) continue;
    if (line.startsWith('*')) table = line.slice(1);
    else if (line.startsWith(':')) {
      const [name = '', policy = ''] = line.slice(1).split(' ');
      chains.set(`${table} ${name}`, [`policy ${policy}`]);
    } else {
      const name = /^-A (\S+)/.exec(line)?.[1] ?? '';
      const key = `${table} ${name}`;
      const rules = chains.get(key);
      if (rules === undefined) chains.set(key, [line]);
      else rules.push(line);
    }
  }
  return new Map(
    [...chains].map(([name, rules]) => [
      name,
      FREE_ORDER.includes(name.split(' ')[1] ?? '') ? byService(rules) : rules,
    ]),
  );
}

/**
 * The rules of Services, up to the first rule of none, in order of the Service port that their comment names; behind them
 * the jumps for node port addresses, which come from a map too.
 */
function byService(rules: readonly string[]): readonly string[] {
  const [declaration = '', ...rest] = rules;
  const end = rest.findIndex((rule) => serviceOf(rule) === null);
  const named = end < 0 ? rest : rest.slice(0, end);
  const sorted = named
    .map((rule, at) => ({ rule, at, service: serviceOf(rule) ?? '' }))
    .sort((a, b) => (a.service < b.service ? -1 : a.service > b.service ? 1 : a.at - b.at))
    .map(({ rule }) => rule);
  return [declaration, ...sorted, ...rest.slice(named.length).sort()];
}

function serviceOf(rule: string): string | null {
  return /--comment "([^\s"/]+\/[^\s"]+)/.exec(rule)?.[1] ?? null;
}

function compareChains(
  name: string,
  wanted: readonly string[] | undefined,
  found: readonly string[] | undefined,
): readonly Failure[] {
  if (wanted === undefined)
    return [{ key: name, expected: 'no such chain', actual: `${(found ?? []).length - 1} rules` }];
  if (found === undefined) return [{ key: name, expected: `${wanted.length - 1} rules`, actual: 'no such chain' }];
  const length = Math.max(wanted.length, found.length);
  for (let at = 0; at < length; at++) {
    if (wanted[at] !== found[at]) {
      return [
        { key: `${name}, rule ${at}`, expected: wanted[at] ?? 'no more rules', actual: found[at] ?? 'no more rules' },
      ];
    }
  }
  return [];
}
