import type { HttpInput } from '#document';
import { defaultPort, parseIp, parseWebUrl } from '#net';
import type { Problem } from '#source';
import { CURL_OPTIONS, type CurlWord } from './curl-options.ts';
import { brokenCommand, type CommandLine, has, leftOver, readOptions, valuesOf } from './shell-options.ts';

type Line = CommandLine<CurlWord>;

/** A request over HTTP that a command makes, and what of the command it cannot state. */
export interface HttpCommand {
  readonly http: HttpInput;
  readonly left: readonly string[];
}

/**
 * Reads the words after `curl` (manual of curl 8) as a request. Not modelled: anything that reads a file, several URLs,
 * `-u`, proxies and client certificates; each is named as left over.
 */
export function readCurl(words: readonly string[]): HttpCommand | Problem {
  const line = readOptions('curl', words, CURL_OPTIONS);
  if ('code' in line) return line;
  const [url, second] = [...valuesOf(line, 'url'), ...line.words];
  if (url === undefined) return brokenCommand('The curl command has no URL.');
  if (second !== undefined) return brokenCommand(`The curl command has a second URL, ${second}; one request has one.`);
  const parsed = parseWebUrl(url);
  if (parsed === null) return brokenCommand(`${url} is no URL that can be requested.`);
  const to = connectToOf(line, parsed.host, parsed.port ?? defaultPort(parsed.scheme));
  if (to !== null && typeof to !== 'string') return to;
  const body = bodyOf(line);
  return {
    http: {
      url: withQuery(/^[a-z]+:\/\//i.test(url) ? url : `http://${url}`, body.query),
      ...methodOf(line, body),
      ...headersOf(line, body),
      ...(has(line, 'insecure') ? { insecure: true } : {}),
      ...(has(line, 'follow') ? { follow: true } : {}),
      ...(has(line, 'http2') ? { version: '2' as const } : {}),
      ...(to === null ? {} : { connectTo: to }),
    },
    left: [...leftOver(line), ...body.files],
  };
}

/** What is sent behind the headers: a text of known length, something of unknown length, or nothing. */
interface Body {
  readonly kind: 'none' | 'form' | 'json' | 'multipart' | 'upload';
  /** `null`: read from a file. */
  readonly text: string | null;
  /** With `-G` the data stand in the URL. */
  readonly query: string;
  readonly files: readonly string[];
}

function bodyOf(line: Line): Body {
  const parts = line.given.filter(({ does }) => does === 'data');
  const fromFile = ({ name, value }: (typeof parts)[number]): boolean => name !== '--data-raw' && value.startsWith('@');
  const files = [
    ...parts.filter(fromFile),
    ...line.given.filter(({ does }) => does === 'form' || does === 'upload'),
  ].map(({ name, value }) => `the length of ${name} ${value}`);
  const text = parts
    .filter((one) => !fromFile(one))
    .map(({ value }) => value)
    .join('&');
  if (has(line, 'get')) return { kind: 'none', text: '', query: text, files };
  if (has(line, 'upload')) return { kind: 'upload', text: null, query: '', files };
  if (has(line, 'form')) return { kind: 'multipart', text: null, query: '', files };
  if (parts.length === 0) return { kind: 'none', text: '', query: '', files };
  const kind = parts.some(({ name }) => name === '--json') ? 'json' : 'form';
  return { kind, text: parts.some(fromFile) ? null : text, query: '', files };
}

function withQuery(url: string, query: string): string {
  if (query === '') return url;
  const [whole = url, fragment] = url.split('#');
  return `${whole}${whole.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

function methodOf(line: Line, body: Body): Pick<HttpInput, 'method' | 'bodyBytes'> {
  const byBody = { none: undefined, form: 'POST', json: 'POST', multipart: 'POST', upload: 'PUT' }[body.kind];
  const method = valuesOf(line, 'method').at(-1) ?? (has(line, 'head') ? 'HEAD' : byBody);
  const known = body.kind !== 'none' && body.text !== null;
  return {
    ...(method === undefined ? {} : { method }),
    ...(known && body.text !== null ? { bodyBytes: bytesOf(body.text) } : {}),
  };
}

const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json', multipart: 'multipart/form-data' };

function headersOf(line: Line, { kind }: Body): Pick<HttpInput, 'headers'> {
  const headers: Record<string, string> = {
    ...(kind === 'none' || kind === 'upload' ? {} : { 'content-type': TYPES[kind] }),
    ...lastAs('user-agent', valuesOf(line, 'agent')),
    ...lastAs('cookie', valuesOf(line, 'cookie')),
    ...lastAs('referer', valuesOf(line, 'referer')),
    ...headerLines(valuesOf(line, 'header')),
  };
  return statedHeaders(headers);
}

/** Headers as a request states them: those that were removed are gone, none at all is no field. */
export function statedHeaders(headers: Readonly<Record<string, string>>): Pick<HttpInput, 'headers'> {
  const stated = Object.entries(headers).filter(([, value]) => value !== REMOVED);
  return stated.length === 0 ? {} : { headers: Object.fromEntries(stated) };
}

/** `Name:` with nothing behind it removes a header. */
const REMOVED = '\n';

/** `Name: value` lines by their name in small letters. */
export function headerLines(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name = '', sign, value = ''] = /^([^:;]+)([:;])\s*(.*)$/.exec(line) ?? [];
      if (name === '') return [];
      return [[name.trim().toLowerCase(), value === '' && sign === ':' ? REMOVED : value.trim()]];
    }),
  );
}

function lastAs(name: string, values: readonly string[]): Record<string, string> {
  const value = values.at(-1);
  return value === undefined ? {} : { [name]: value };
}

/** Where the connection goes instead: `--resolve HOST:PORT:ADDRESS`, `--connect-to HOST:PORT:ADDRESS:PORT`, as far as host and port fit. */
function connectToOf(line: Line, host: string, port: number): string | null | Problem {
  for (const entry of valuesOf(line, 'resolve')) {
    const [, name = '', at = '', rest = ''] = /^\+?([^:]+|\*):(\d+):(.+)$/.exec(entry) ?? [];
    if ((name.toLowerCase() !== host && name !== '*') || Number(at) !== port) continue;
    const [first = ''] = rest.split(',');
    const address = parseIp(first.replace(/^\[|\]$/g, ''));
    return address === null ? brokenCommand(`--resolve ${entry}: ${first} is no address.`) : withPort(address, port);
  }
  for (const entry of valuesOf(line, 'connectTo')) {
    const match = /^([^:]*):(\d*):(\[[^\]]*\]|[^:]*):(\d*)$/.exec(entry);
    if (match === null) return brokenCommand(`--connect-to ${entry}: write HOST1:PORT1:HOST2:PORT2.`);
    const [, name = '', at = '', target = '', targetPort = ''] = match;
    if ((name !== '' && name.toLowerCase() !== host) || (at !== '' && Number(at) !== port)) continue;
    const address = parseIp(target.replace(/^\[|\]$/g, ''));
    if (address === null)
      return brokenCommand(`--connect-to ${entry}: only an address can stand in place of the host, ${target} is none.`);
    return withPort(address, targetPort === '' ? port : Number(targetPort));
  }
  return null;
}

function withPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Length in UTF-8. */
export function bytesOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}
