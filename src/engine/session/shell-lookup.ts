import type { DnsInput } from '#document';
import { parseIp } from '#net';
import type { Problem } from '#source';
import { brokenCommand, has, leftOver, optionTable, readOptions, valuesOf } from './shell-options.ts';

/** A lookup that a command makes, and what of the command it cannot state. */
export interface DnsCommand {
  readonly dns: DnsInput;
  readonly left: readonly string[];
}

const NSLOOKUP = optionTable<'type' | 'tcp' | 'exact'>([
  ['-type -query -querytype -q --type', 'type', 'value'],
  ['-vc', 'tcp', 'flag'],
  ['-nosearch', 'exact', 'flag'],
  ['-debug -d2 -novc -search', 'nothing', 'flag'],
  ['-timeout -retry -domain -srchlist', 'nothing', 'value'],
  ['-port', 'left', 'value'],
]);

/** Reads the words after `nslookup`: it goes through the search list. */
export function readNslookup(words: readonly string[]): DnsCommand | Problem {
  const line = readOptions('nslookup', words, NSLOOKUP);
  if ('code' in line) return line;
  const [name, server, ...more] = line.words;
  if (name === undefined || more.length > 0) return brokenCommand('nslookup needs a name, and perhaps a server.');
  return withServer(server, {
    dns: {
      name,
      ...typeOf(valuesOf(line, 'type').at(-1)),
      ...(has(line, 'exact') ? { search: false } : {}),
      ...(has(line, 'tcp') ? { transport: 'tcp' as const } : {}),
    },
    left: leftOver(line),
  });
}

const DIG = optionTable<'type' | 'name'>([
  ['-t', 'type', 'value'],
  ['-q', 'name', 'value'],
  ['-4 -m -v', 'nothing', 'flag'],
  ['-b -p -k -y -c -f -x', 'left', 'value'],
  ['-6', 'left', 'flag'],
]);

/** Reads the words after `dig`: `@SERVER`, a name, a type, `+search` and `+tcp`. Without `+search` the name is asked as it is. */
export function readDig(words: readonly string[]): DnsCommand | Problem {
  const line = readOptions('dig', words, DIG);
  if ('code' in line) return line;
  const plain = line.words.filter((word) => !/^[@+]/.test(word) && !/^IN$/i.test(word));
  const names = [...valuesOf(line, 'name'), ...plain.filter((word) => !isType(word) || plain.length === 1)];
  const [name, second] = names;
  if (name === undefined) return brokenCommand('dig needs a name.');
  if (second !== undefined) return brokenCommand(`dig asks for a second name, ${second}; one request has one.`);
  const type = valuesOf(line, 'type').at(-1) ?? plain.find((word) => word !== name && isType(word));
  const flags = line.words.filter((word) => word.startsWith('+'));
  return withServer(line.words.find((word) => word.startsWith('@'))?.slice(1), {
    dns: {
      name,
      ...typeOf(type),
      search: flags.includes('+search'),
      ...(flags.includes('+tcp') || flags.includes('+vc') ? { transport: 'tcp' as const } : {}),
    },
    left: leftOver(line),
  });
}

/** Reads the words after `getent hosts` or `getent ahosts`. */
export function readGetent(words: readonly string[]): DnsCommand | Problem {
  const [database, name, ...more] = words;
  if (!/^a?hosts(?:v4)?$/.test(database ?? '') || name === undefined || more.length > 0)
    return brokenCommand('Of getent, getent hosts NAME sends something.');
  return { dns: { name }, left: [] };
}

/** Reads the words after `host`. */
export function readHost(words: readonly string[]): DnsCommand | Problem {
  const line = readOptions('host', words, HOST);
  if ('code' in line) return line;
  const [name, server, ...more] = line.words;
  if (name === undefined || more.length > 0) return brokenCommand('host needs a name, and perhaps a server.');
  return withServer(server, {
    dns: {
      name,
      ...typeOf(valuesOf(line, 'type').at(-1)),
      ...(has(line, 'tcp') ? { transport: 'tcp' as const } : {}),
    },
    left: leftOver(line),
  });
}

const HOST = optionTable<'type' | 'tcp'>([
  ['-t', 'type', 'value'],
  ['-T', 'tcp', 'flag'],
  ['-4 -v -d', 'nothing', 'flag'],
  ['-W -R -N', 'nothing', 'value'],
  ['-6 -a -r', 'left', 'flag'],
]);

function isType(word: string): boolean {
  return /^(?:A|AAAA|CNAME|SRV|PTR|TXT|MX|NS|SOA|ANY)$/i.test(word);
}

function typeOf(type: string | undefined): Pick<DnsInput, 'type'> {
  return type === undefined ? {} : { type: type.toUpperCase() };
}

function withServer(server: string | undefined, { dns, left }: DnsCommand): DnsCommand {
  if (server === undefined) return { dns, left };
  const address = parseIp(server);
  return address === null
    ? { dns, left: [...left, `the server ${server}, which only an address can name`] }
    : { dns: { ...dns, server: address }, left };
}
