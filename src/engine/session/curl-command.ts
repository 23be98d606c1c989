import type { HttpInput } from '#document';
import { defaultPort, parseIp, parseWebUrl } from '#net';
import type { Problem } from '#source';
import { nearestWords, problem } from '#source';
import { CURL_OPTIONS, type CurlOption } from './curl-options.ts';

type Given = { readonly option: CurlOption; readonly name: string; readonly value: string };

/**
 * Reads the words after `curl` (manual of curl 8) as a request. Not modelled: anything that reads a file, several URLs,
 * `-u`, `-F`, `-T`, proxies and client certificates; each is named in the problem.
 */
export function readCurl(words: readonly string[]): HttpInput | Problem {
  const given = readOptions(words);
  if ('code' in given) return given;
  const [url, second] = given.flatMap(({ option, value }) =>
    option.kind === 'value' && option.does === 'url' ? [value] : [],
  );
  if (url === undefined) return broken('The curl command has no URL.');
  if (second !== undefined) return broken(`The curl command has a second URL, ${second}; one request has one.`);
  const parsed = parseWebUrl(url);
  if (parsed === null) return broken(`${url} is no URL that can be requested.`);
  const body = bodyOf(given);
  if (body !== null && typeof body !== 'string') return body;
  const to = connectToOf(given, parsed.host, parsed.port ?? defaultPort(parsed.scheme));
  if (to !== null && typeof to !== 'string') return to;
  return {
    url: /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`,
    ...methodOf(given, body),
    ...headersOf(given, body),
    ...restOf(given, to),
  };
}

function readOptions(words: readonly string[]): readonly Given[] | Problem {
  const given: Given[] = [];
  const url: CurlOption = { kind: 'value', does: 'url' };
  const queue = words.flatMap(unbundled);
  for (let at = 0; at < queue.length; at++) {
    const word = queue[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      given.push({ option: url, name: '--url', value: word });
      continue;
    }
    const option = CURL_OPTIONS.get(word);
    if (option === undefined) {
      const nearest = nearestWords(word, [...CURL_OPTIONS.keys()]);
      return { ...broken(`The curl option ${word} is not understood here.`), nearest };
    }
    const takesValue = option.kind === 'value' || (option.kind === 'ignored' && option.takes === 'value');
    const value = takesValue ? queue[++at] : '';
    if (value === undefined) return broken(`The curl option ${word} needs a value.`);
    given.push({ option, name: word, value });
  }
  return given;
}

/** `-sSL` as `-s -S -L`, `-XPOST` as `-X POST`, `--header=a: b` as curl does not read it, so not at all. */
function unbundled(word: string): readonly string[] {
  if (!/^-[^-]./.test(word)) return [word];
  const first = `-${word.charAt(1)}`;
  const option = CURL_OPTIONS.get(first);
  if (option === undefined) return [word];
  const takesValue = option.kind === 'value' || (option.kind === 'ignored' && option.takes === 'value');
  return takesValue ? [first, word.slice(2)] : [first, ...unbundled(`-${word.slice(2)}`)];
}

function valuesOf(given: readonly Given[], does: string): readonly string[] {
  return given.flatMap(({ option, value }) => (option.kind === 'value' && option.does === does ? [value] : []));
}

function has(given: readonly Given[], does: string): boolean {
  return given.some(({ option }) => option.kind === 'flag' && option.does === does);
}

function bodyOf(given: readonly Given[]): string | null | Problem {
  const parts = given.filter(({ option }) => option.kind === 'value' && option.does === 'data');
  const file = parts.find(({ name, value }) => name !== '--data-raw' && value.startsWith('@'));
  if (file !== undefined) return broken(`${file.name} ${file.value} reads a file; write the body itself.`);
  return parts.length === 0 ? null : parts.map(({ value }) => value).join('&');
}

function methodOf(given: readonly Given[], body: string | null): Pick<HttpInput, 'method' | 'bodyBytes'> {
  const stated = valuesOf(given, 'method').at(-1);
  const method = stated ?? (has(given, 'head') ? 'HEAD' : body === null ? undefined : 'POST');
  return { ...(method === undefined ? {} : { method }), ...(body === null ? {} : { bodyBytes: bytesOf(body) }) };
}

function headersOf(given: readonly Given[], body: string | null): Pick<HttpInput, 'headers'> {
  const isJson = given.some(({ name }) => name === '--json');
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  const headers: Record<string, string> = {
    ...(body === null ? {} : { 'content-type': type }),
    ...lastAs('user-agent', valuesOf(given, 'agent')),
    ...lastAs('cookie', valuesOf(given, 'cookie')),
    ...lastAs('referer', valuesOf(given, 'referer')),
  };
  for (const line of valuesOf(given, 'header')) {
    const [, name = '', sign, value = ''] = /^([^:;]+)([:;])\s*(.*)$/.exec(line) ?? [];
    if (name === '') continue;
    if (value !== '' || sign === ';') headers[name.trim().toLowerCase()] = value.trim();
    else delete headers[name.trim().toLowerCase()];
  }
  return Object.keys(headers).length === 0 ? {} : { headers };
}

function lastAs(name: string, values: readonly string[]): Record<string, string> {
  const value = values.at(-1);
  return value === undefined ? {} : { [name]: value };
}

function restOf(given: readonly Given[], connectTo: string | null): Partial<HttpInput> {
  return {
    ...(has(given, 'insecure') ? { insecure: true } : {}),
    ...(has(given, 'follow') ? { follow: true } : {}),
    ...(has(given, 'http2') ? { version: '2' as const } : {}),
    ...(connectTo === null ? {} : { connectTo }),
  };
}

/** Where the connection goes instead: `--resolve HOST:PORT:ADDRESS`, `--connect-to HOST:PORT:ADDRESS:PORT`, as far as host and port fit. */
function connectToOf(given: readonly Given[], host: string, port: number): string | null | Problem {
  for (const entry of valuesOf(given, 'resolve')) {
    const [, name = '', at = '', rest = ''] = /^\+?([^:]+|\*):(\d+):(.+)$/.exec(entry) ?? [];
    if ((name.toLowerCase() !== host && name !== '*') || Number(at) !== port) continue;
    const [first = ''] = rest.split(',');
    const address = parseIp(first.replace(/^\[|\]$/g, ''));
    return address === null ? broken(`--resolve ${entry}: ${first} is no address.`) : withPort(address, port);
  }
  for (const entry of valuesOf(given, 'connectTo')) {
    const match = /^([^:]*):(\d*):(\[[^\]]*\]|[^:]*):(\d*)$/.exec(entry);
    if (match === null) return broken(`--connect-to ${entry}: write HOST1:PORT1:HOST2:PORT2.`);
    const [, name = '', at = '', target = '', targetPort = ''] = match;
    if ((name !== '' && name.toLowerCase() !== host) || (at !== '' && Number(at) !== port)) continue;
    const address = parseIp(target.replace(/^\[|\]$/g, ''));
    if (address === null)
      return broken(`--connect-to ${entry}: only an address can stand in place of the host, ${target} is none.`);
    return withPort(address, targetPort === '' ? port : Number(targetPort));
  }
  return null;
}

function withPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Length in UTF-8. */
function bytesOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}

function broken(sentence: string): Problem {
  return problem('InvalidCommand', 'error', sentence);
}
