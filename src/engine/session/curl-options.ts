/** What a curl option does to a request here. `ignored`: it changes nothing on the way; with a value, that is passed over too. */
export type CurlOption =
  | { readonly kind: 'ignored'; readonly takes: 'value' | 'nothing' }
  | { readonly kind: 'flag'; readonly does: 'insecure' | 'follow' | 'head' | 'http2' | 'http1' | 'get' }
  | {
      readonly kind: 'value';
      readonly does: 'header' | 'method' | 'data' | 'resolve' | 'connectTo' | 'url' | 'agent' | 'cookie' | 'referer';
    };

type Row = readonly [names: string, option: CurlOption];

const IGNORED: CurlOption = { kind: 'ignored', takes: 'nothing' };
const IGNORED_VALUE: CurlOption = { kind: 'ignored', takes: 'value' };

const ROWS: readonly Row[] = [
  ['-H --header', { kind: 'value', does: 'header' }],
  ['-X --request', { kind: 'value', does: 'method' }],
  ['-d --data --data-raw --data-binary --data-ascii --json', { kind: 'value', does: 'data' }],
  ['--resolve', { kind: 'value', does: 'resolve' }],
  ['--connect-to', { kind: 'value', does: 'connectTo' }],
  ['--url', { kind: 'value', does: 'url' }],
  ['-A --user-agent', { kind: 'value', does: 'agent' }],
  ['-b --cookie', { kind: 'value', does: 'cookie' }],
  ['-e --referer', { kind: 'value', does: 'referer' }],
  ['-k --insecure', { kind: 'flag', does: 'insecure' }],
  ['-L --location', { kind: 'flag', does: 'follow' }],
  ['-I --head', { kind: 'flag', does: 'head' }],
  ['--http2 --http2-prior-knowledge', { kind: 'flag', does: 'http2' }],
  ['-0 --http1.0 --http1.1', { kind: 'flag', does: 'http1' }],
  [
    '-s --silent -S --show-error -v --verbose -i --include --show-headers -f --fail --fail-with-body -g --globoff -N --no-buffer -# --progress-bar -4 --ipv4 --compressed --no-progress-meter',
    IGNORED,
  ],
  [
    '-o --output -w --write-out -m --max-time --connect-timeout --retry --retry-delay --retry-max-time --cacert --capath -D --dump-header --trace --trace-ascii --stderr --max-redirs',
    IGNORED_VALUE,
  ],
];

/** Options of curl by each of their names. */
export const CURL_OPTIONS: ReadonlyMap<string, CurlOption> = new Map(
  ROWS.flatMap(([names, option]) => names.split(' ').map((name): [string, CurlOption] => [name, option])),
);
