import { type Problem, readCommand, type Request, requestOf } from '#engine';
import { type Arguments, UsageError } from './arguments.ts';
import { problemText } from './open-file.ts';

const WAYS = ['http', 'connect', 'dns'] as const;

/** A request that was not saved, and what of its command no request can state. */
export interface AdHocRequest {
  readonly request: Request;
  readonly left: readonly string[];
}

/** The request that the options of `trace` describe, without a saved one. Throws a UsageError. */
export function adHocRequest(given: Arguments): AdHocRequest {
  const from = given.options.get('from') ?? null;
  const ways = WAYS.filter((way) => given.options.has(way));
  if (given.rest !== null) {
    if (ways.length > 0) throw new UsageError(`Give --${ways[0]} or a command after --, not both.`);
    return readable(readCommand('request', given.rest, from));
  }
  const [way, second] = ways;
  if (second !== undefined) throw new UsageError(`Give one of --${way} and --${second}.`);
  if (way === undefined)
    throw new UsageError('Say what is sent: --request NAME, --http URL, --connect HOST:PORT, --dns NAME or -- curl ….');
  if (from === null)
    throw new UsageError(`--${way} needs --from REF: client, pod/NS/NAME, deployment/NS/NAME or node/NAME.`);
  const value = given.options.get(way) ?? '';
  return { request: readable(requestOf({ name: `${way} ${value}`, from, ...targetOf(way, value) })), left: [] };
}

function targetOf(way: (typeof WAYS)[number], value: string): { readonly method: string; readonly target: string } {
  switch (way) {
    case 'http':
      return { method: 'GET', target: value };
    case 'dns':
      return { method: 'DNS', target: value };
    case 'connect': {
      const [, protocol = 'tcp', target = ''] = /^(?:(tcp|udp|sctp):\/\/)?(.*)$/i.exec(value) ?? [];
      return { method: protocol.toUpperCase(), target };
    }
  }
}

function readable<Read extends object>(read: Read | Problem): Read {
  if ('code' in read) throw new UsageError(problemText(read));
  return read;
}
