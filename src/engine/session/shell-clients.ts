import type { ConnectInput, GrpcInput } from '#document';
import { isPort, parseWebUrl } from '#net';
import type { Problem } from '#source';
import type { ConnectCommand } from './shell-connect.ts';
import { brokenCommand, leftOver, optionTable, readOptions, valuesOf } from './shell-options.ts';

/** A call that a command makes, and what of the command it cannot state. */
export interface GrpcCommand {
  readonly grpc: GrpcInput;
  readonly left: readonly string[];
}

const GRPCURL = optionTable<'plaintext' | 'insecure' | 'header' | 'sni'>([
  ['-plaintext --plaintext', 'plaintext', 'flag'],
  ['-insecure --insecure', 'insecure', 'flag'],
  ['-H --H -rpc-header --rpc-header', 'header', 'value'],
  ['-servername --servername', 'sni', 'value'],
  ['-v -vv -emit-defaults -use-reflection -allow-unknown-fields -format-error -msg-template', 'nothing', 'flag'],
  ['-d --d -format -max-time -connect-timeout -proto -import-path -protoset -reflect-header', 'nothing', 'value'],
  ['-max-msg-sz -keepalive-time -user-agent', 'nothing', 'value'],
  ['-authority --authority -cert -key -cacert', 'left', 'value'],
  ['-unix -alts', 'left', 'flag'],
]);

/** What `list` and `describe` call (https://github.com/fullstorydev/grpcurl, "Server Reflection"). */
const REFLECTION = { service: 'grpc.reflection.v1.ServerReflection', method: 'ServerReflectionInfo' } as const;

/** Reads the words after `grpcurl`: an address, and what is called: SERVICE/METHOD, SERVICE.METHOD, `list` or `describe`. */
export function readGrpcurl(words: readonly string[]): GrpcCommand | Problem {
  const line = readOptions('grpcurl', words, GRPCURL);
  if ('code' in line) return line;
  const [address, call] = line.words;
  if (address === undefined || call === undefined)
    return brokenCommand(
      'grpcurl needs an address and what is called: grpcurl -plaintext web.shop:50051 SERVICE/METHOD.',
    );
  const isPlain = line.given.some(({ does }) => does === 'plaintext');
  const url = `${isPlain ? 'http' : 'https'}://${address}`;
  if (parseWebUrl(url) === null) return brokenCommand(`${address} is no address: write HOST:PORT.`);
  const [, service, method] = /^([^/]+)[/.]([^/.]+)$/.exec(call) ?? [];
  const called = call === 'list' || call === 'describe' ? REFLECTION : { service, method };
  if (called.service === undefined || called.method === undefined)
    return brokenCommand(`${call} is nothing that can be called: write SERVICE/METHOD, list or describe.`);
  const headers = valuesOf(line, 'header').map((header): [string, string] => {
    const colon = header.indexOf(':');
    return colon < 0
      ? [header.toLowerCase(), '']
      : [header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim()];
  });
  const [sni] = valuesOf(line, 'sni');
  return {
    grpc: {
      url,
      service: called.service,
      method: called.method,
      ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
      ...(line.given.some(({ does }) => does === 'insecure') ? { insecure: true } : {}),
      ...(sni === undefined ? {} : { sni }),
    },
    left: leftOver(line),
  };
}

type Client = 'redis-cli' | 'psql' | 'mysql';

/** The port that each connects to where none is written, and an address whose scheme it takes for its own. */
const CLIENTS: Readonly<Record<Client, { readonly port: number; readonly scheme: RegExp }>> = {
  'redis-cli': { port: 6379, scheme: /^rediss?:\/\//i },
  psql: { port: 5432, scheme: /^postgres(?:ql)?:\/\//i },
  mysql: { port: 3306, scheme: /^mysqlx?:\/\//i },
};

/** Options that say where; what else stands there is for the server, or for the program itself. */
const HOST = { 'redis-cli': ['-h'], psql: ['-h', '--host'], mysql: ['-h', '--host'] } as const;
const PORT = { 'redis-cli': ['-p'], psql: ['-p', '--port'], mysql: ['-P', '--port'] } as const;

/**
 * Reads the words after a client of a database: the connection that it opens. What it says there is no part of a request
 * here, so that every other word is passed over.
 */
export function readClient(program: Client, words: readonly string[]): ConnectCommand | Problem {
  const { port: usual, scheme } = CLIENTS[program];
  const url = words.find((word) => scheme.test(word));
  const [, urlHost, urlPort] = /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^:/?]+)(?::(\d+))?/i.exec(url ?? '') ?? [];
  const stated = /(?:^|\s)host=(\S+)/.exec(words.join(' '))?.[1];
  const host = urlHost ?? valueOf(words, HOST[program]) ?? (program === 'psql' ? stated : undefined);
  if (host === undefined)
    return brokenCommand(`${program} without -h connects to its own machine: write ${program} -h HOST.`);
  const written = urlPort ?? valueOf(words, PORT[program]);
  const port = written === undefined ? usual : Number(written);
  if (!isPort(port)) return brokenCommand(`${written ?? port} is no port: one number from 1 to 65535.`);
  const connect: ConnectInput = { to: host.replace(/^\[|\]$/g, ''), port };
  const isTls = words.includes('--tls') || /^rediss:/i.test(url ?? '');
  return { connect, left: isTls ? ['the TLS inside of the connection'] : [] };
}

/** `-h HOST`, `-hHOST`, `--host HOST` or `--host=HOST`. */
function valueOf(words: readonly string[], names: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    const name = names.find((one) => word === one || word.startsWith(one.startsWith('--') ? `${one}=` : one));
    if (name === undefined || (word !== name && word.startsWith('--') && !name.startsWith('--'))) continue;
    if (word === name) return words[at + 1];
    return word.slice(name.length + (name.startsWith('--') ? 1 : 0));
  }
  return undefined;
}
