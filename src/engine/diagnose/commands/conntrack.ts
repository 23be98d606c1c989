import { parseIp } from '#net';
import type { Command } from './command.ts';
import { notWalked } from './command.ts';

/** What an option compares, as the entry writes it; `at` counts from 0 where it stands in both tuples. */
interface Field {
  readonly key: string;
  readonly at: 0 | 1;
}

const FILTERS: ReadonlyMap<string, Field> = new Map(
  Object.entries<Field>({
    '-s': { key: 'src', at: 0 },
    '--src': { key: 'src', at: 0 },
    '--orig-src': { key: 'src', at: 0 },
    '-d': { key: 'dst', at: 0 },
    '--dst': { key: 'dst', at: 0 },
    '--orig-dst': { key: 'dst', at: 0 },
    '-r': { key: 'src', at: 1 },
    '--reply-src': { key: 'src', at: 1 },
    '-q': { key: 'dst', at: 1 },
    '--reply-dst': { key: 'dst', at: 1 },
    '--sport': { key: 'sport', at: 0 },
    '--orig-port-src': { key: 'sport', at: 0 },
    '--dport': { key: 'dport', at: 0 },
    '--orig-port-dst': { key: 'dport', at: 0 },
  }),
);

/**
 * `conntrack -L` on a node, with addresses, ports (`-s`, `-d`, `-r`, `-q`, `--sport`, `--dport`), translation (`-n`,
 * `-g`, `-j`), `-p` and `-f`: what the scenario's requests leave there, all at once, each of a `count` on its own. Not
 * modelled: connections that no request makes, time that passes; of very many connections a comment says which are shown.
 */
export const conntrack: Command = {
  name: 'conntrack',
  print(words, place, world) {
    const lists = words.findIndex((word) => word === '-L' || word === '--dump');
    // eBPF programs keep connections in maps of their own.
    if (place.kind !== 'node' || lists < 0 || world.cluster.settings.serviceProxy.mode === 'ebpf') return null;
    const rest = words.filter((word, index) => index !== lists && !(index === lists + 1 && word === 'conntrack'));
    const tests = testsOf(rest);
    if (tests === null) return null;
    const left = world.leftBehind(place.node.name);
    const lines = left.conntrack.filter((line) => tests.every((test) => test(line)));
    return `${notWalked(left)}${[...lines, `conntrack v1.4.7 (conntrack-tools): ${lines.length} flow entries have been shown.`].join('\n')}\n`;
  },
};

type Test = (line: string) => boolean;

/** What each pair of option and value asks of an entry; `null` for an option that is not modelled. IPv4 unless told otherwise. */
function testsOf(words: readonly string[]): readonly Test[] | null {
  const tests: Test[] = [];
  let family: Test | null = null;
  for (let at = 0; at < words.length; at++) {
    const option = words[at] ?? '';
    const nat = TRANSLATED.get(option);
    if (nat !== undefined) {
      tests.push(nat);
      continue;
    }
    const value = words[++at];
    if (value === undefined) return null;
    const filter = FILTERS.get(option);
    if (filter !== undefined) tests.push(fieldTest(filter, value));
    else if (option === '-p' || option === '--proto') tests.push((line) => line.startsWith(`${value.toLowerCase()} `));
    else if (option === '-f' || option === '--family') family = ofFamily(value);
    else return null;
  }
  const isSix = words.some((word) => word.includes(':') && parseIp(word) !== null);
  return [family ?? ofFamily(isSix ? 'ipv6' : 'ipv4'), ...tests];
}

/** Entries whose reply has another source or destination than the original turned round. Not modelled: their values. */
const TRANSLATED: ReadonlyMap<string, Test> = new Map(
  Object.entries<Test>({
    '-n': hasNewSource,
    '--src-nat': hasNewSource,
    '-g': hasNewDestination,
    '--dst-nat': hasNewDestination,
    '-j': (line) => hasNewSource(line) || hasNewDestination(line),
    '--any-nat': (line) => hasNewSource(line) || hasNewDestination(line),
  }),
);

function hasNewSource(line: string): boolean {
  return fieldOf(line, 'src', 0) !== fieldOf(line, 'dst', 1);
}

function hasNewDestination(line: string): boolean {
  return fieldOf(line, 'dst', 0) !== fieldOf(line, 'src', 1);
}

function fieldTest({ key, at }: Field, value: string): Test {
  const wanted = parseIp(value) ?? value;
  return (line) => fieldOf(line, key, at) === wanted;
}

function fieldOf(line: string, key: string, at: 0 | 1): string | undefined {
  return [...line.matchAll(new RegExp(` ${key}=(\\S+)`, 'g'))][at]?.[1];
}

function ofFamily(name: string): Test {
  return (line) => (name === 'ipv6') === / src=\S*:/.test(line);
}
