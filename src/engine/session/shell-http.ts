import { parseWebUrl } from '#net';
import type { Problem } from '#source';
import { bytesOf, headerLines, type HttpCommand, statedHeaders } from './curl-command.ts';
import { brokenCommand, has, leftOver, optionTable, readOptions, valuesOf } from './shell-options.ts';

const WGET = optionTable<'agent' | 'body' | 'header' | 'insecure' | 'method' | 'spider'>([
  ['--header', 'header', 'value'],
  ['--method', 'method', 'value'],
  ['--post-data --body-data', 'body', 'value'],
  ['-U --user-agent', 'agent', 'value'],
  ['--spider', 'spider', 'flag'],
  ['--no-check-certificate', 'insecure', 'flag'],
  [
    '-q --quiet -S --server-response -v --verbose -nv --no-verbose -d --debug -4 --inet4-only --content-on-error -c --continue --no-dns-cache --no-cache',
    'nothing',
    'flag',
  ],
  [
    '-O --output-document -T --timeout --connect-timeout --read-timeout --dns-timeout -t --tries -o --output-file -P --directory-prefix -w --wait --max-redirect --ca-certificate',
    'nothing',
    'value',
  ],
  [
    '--user --password --post-file --body-file -e --execute --bind-address --certificate --private-key',
    'left',
    'value',
  ],
  ['-6 --inet6-only -r --recursive -m --mirror --no-proxy', 'left', 'flag'],
]);

/** Reads the words after `wget`, GNU's and busybox's; both follow redirects. */
export function readWget(words: readonly string[]): HttpCommand | Problem {
  const line = readOptions('wget', words, WGET);
  if ('code' in line) return line;
  const [url, second] = line.words;
  if (url === undefined) return brokenCommand('The wget command has no URL.');
  if (second !== undefined) return brokenCommand(`The wget command has a second URL, ${second}; one request has one.`);
  if (parseWebUrl(url) === null) return brokenCommand(`${url} is no URL that can be requested.`);
  const body = valuesOf(line, 'body').at(-1);
  const method =
    valuesOf(line, 'method').at(-1) ?? (has(line, 'spider') ? 'HEAD' : body === undefined ? 'GET' : 'POST');
  const agent = valuesOf(line, 'agent').at(-1);
  const headers = {
    ...(agent === undefined ? {} : { 'user-agent': agent }),
    ...headerLines(valuesOf(line, 'header')),
  };
  return {
    http: {
      url: /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`,
      ...(method === 'GET' ? {} : { method }),
      ...statedHeaders(headers),
      ...(body === undefined ? {} : { bodyBytes: bytesOf(body) }),
      ...(has(line, 'insecure') ? { insecure: true } : {}),
      follow: true,
    },
    left: leftOver(line),
  };
}
