import type { Request, SendingProgram, Sends } from '#document';
import { commandPrefix, parseRef, SENDING_PROGRAMS } from '#document';
import type { Problem } from '#source';
import { problem } from '#source';
import { readCurl } from './curl-command.ts';
import { readClient, readGrpcurl } from './shell-clients.ts';
import { readNetcat, readPing } from './shell-connect.ts';
import { readKubectl } from './shell-exec.ts';
import { readWget } from './shell-http.ts';
import { readDig, readGetent, readHost, readNslookup } from './shell-lookup.ts';
import { brokenCommand } from './shell-options.ts';
import { firstCommand, type ShellLine } from './shell-words.ts';

/** A command as a request, and what of it no request can state, each in a few words. */
export interface CommandReading {
  readonly request: Request;
  readonly left: readonly string[];
}

/** As `readCommand`, for who needs the request alone. */
export function requestOfCommand(name: string, words: readonly string[], from: string | null): Request | Problem {
  const reading = readCommand(name, words, from);
  return 'code' in reading ? reading : reading.request;
}

/**
 * Reads curl, wget, nc, telnet, ping, nslookup, dig, host, getent, grpcurl, redis-cli, psql or mysql, alone or behind `kubectl exec … --`, already split
 * into words. kubectl says who sends; else it is `from`.
 */
export function readCommand(name: string, words: readonly string[], from: string | null): CommandReading | Problem {
  const placed = placedCommand(words, from);
  if ('code' in placed) return placed;
  const sent = sentBy(placed.words);
  if ('code' in sent) return sent;
  if (placed.from === null)
    return brokenCommand('Say who sends: client, pod/NS/NAME, deployment/NS/NAME or node/NAME.');
  const sender = parseRef(placed.from);
  if (sender === null)
    return problem(
      'InvalidReference',
      'error',
      `Nobody is called ${placed.from}: write client, pod/NS/NAME, deployment/NS/NAME or node/NAME.`,
    );
  return {
    request: {
      name,
      from: sender,
      sends: sent.sends,
      via: null,
      count: 1,
      sameConnection: false,
      then: [],
      expect: null,
      path: [],
    },
    left: [...placed.left, ...sent.left],
  };
}

/** A line as it was pasted: as `readCommand` for its first command, the rest of it left over. */
export function readCommandLine(name: string, line: string, from: string | null): CommandReading | Problem {
  const first = firstCommand(line.trim().replace(/^[$#%] +/, ''));
  const reading = readCommand(name, first.words, from);
  return 'code' in reading ? reading : { ...reading, left: [...reading.left, ...restOf(first)] };
}

function restOf({ rest }: ShellLine): readonly string[] {
  return rest === '' ? [] : [`what follows it, ${rest}`];
}

interface Placed {
  readonly from: string | null;
  readonly words: readonly string[];
  readonly left: readonly string[];
}

/** The command itself, without the words that say where it runs: kubectl, `sh -c`, `time`, `sudo`. */
function placedCommand(words: readonly string[], from: string | null): Placed | Problem {
  const [program = '', ...rest] = words;
  const name = baseName(program);
  const prefix = commandPrefix(name);
  if (prefix === 'kubectl') {
    const command = readKubectl(rest);
    if ('code' in command) return command;
    const inner = placedCommand(command.words, command.from ?? from);
    return 'code' in inner ? inner : { ...inner, left: [...command.left, ...inner.left] };
  }
  if (prefix === 'prefix') return placedCommand(rest, from);
  const script = prefix === 'shell' ? rest[rest.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1] : undefined;
  if (script === undefined) return { from, words, left: [] };
  const first = firstCommand(script);
  const inner = placedCommand(first.words, from);
  return 'code' in inner ? inner : { ...inner, left: [...inner.left, ...restOf(first)] };
}

type Sent = { readonly sends: Sends; readonly left: readonly string[] };

const PROGRAMS: Readonly<Record<SendingProgram, (words: readonly string[]) => Sent | Problem>> = {
  curl: (words) => http(readCurl(words)),
  wget: (words) => http(readWget(words)),
  nc: (words) => connect(readNetcat('nc', words)),
  ncat: (words) => connect(readNetcat('ncat', words)),
  netcat: (words) => connect(readNetcat('netcat', words)),
  telnet: (words) => connect(readNetcat('telnet', words)),
  ping: (words) => connect(readPing(words)),
  nslookup: (words) => dns(readNslookup(words)),
  dig: (words) => dns(readDig(words)),
  host: (words) => dns(readHost(words)),
  getent: (words) => dns(readGetent(words)),
  grpcurl: (words) => grpc(readGrpcurl(words)),
  'redis-cli': (words) => connect(readClient('redis-cli', words)),
  psql: (words) => connect(readClient('psql', words)),
  mysql: (words) => connect(readClient('mysql', words)),
};

function sentBy([program = '', ...rest]: readonly string[]): Sent | Problem {
  const name = baseName(program);
  const known = SENDING_PROGRAMS.find((one) => one === name);
  if (known !== undefined) return PROGRAMS[known](rest);
  return brokenCommand(
    `A command is ${SENDING_PROGRAMS.join(', ')}, alone or behind kubectl exec … --; ${program === '' ? 'nothing stands there' : `${program} is not understood`}.`,
  );
}

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

function http(read: ReturnType<typeof readCurl>): Sent | Problem {
  return 'code' in read ? read : { sends: { kind: 'http', http: read.http }, left: read.left };
}

function connect(read: ReturnType<typeof readPing>): Sent | Problem {
  return 'code' in read ? read : { sends: { kind: 'connect', connect: read.connect }, left: read.left };
}

function grpc(read: ReturnType<typeof readGrpcurl>): Sent | Problem {
  return 'code' in read ? read : { sends: { kind: 'grpc', grpc: read.grpc }, left: read.left };
}

function dns(read: ReturnType<typeof readDig>): Sent | Problem {
  return 'code' in read ? read : { sends: { kind: 'dns', dns: read.dns }, left: read.left };
}
