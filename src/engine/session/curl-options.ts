import { optionTable } from './shell-options.ts';

/** What an option of curl (manual of curl 8) does to a request. */
export type CurlWord =
  | 'agent'
  | 'connectTo'
  | 'cookie'
  | 'data'
  | 'follow'
  | 'form'
  | 'get'
  | 'head'
  | 'header'
  | 'http1'
  | 'http2'
  | 'insecure'
  | 'method'
  | 'referer'
  | 'resolve'
  | 'upload'
  | 'url';

/** Options of curl by each of their names. */
export const CURL_OPTIONS = optionTable<CurlWord>([
  ['-H --header', 'header', 'value'],
  ['-X --request', 'method', 'value'],
  ['-d --data --data-raw --data-binary --data-ascii --data-urlencode --json', 'data', 'value'],
  ['-F --form --form-string', 'form', 'value'],
  ['-T --upload-file', 'upload', 'value'],
  ['--resolve', 'resolve', 'value'],
  ['--connect-to', 'connectTo', 'value'],
  ['--url', 'url', 'value'],
  ['-A --user-agent', 'agent', 'value'],
  ['-b --cookie', 'cookie', 'value'],
  ['-e --referer', 'referer', 'value'],
  ['-k --insecure', 'insecure', 'flag'],
  ['-L --location --location-trusted', 'follow', 'flag'],
  ['-I --head', 'head', 'flag'],
  ['-G --get', 'get', 'flag'],
  ['--http2 --http2-prior-knowledge', 'http2', 'flag'],
  ['-0 --http1.0 --http1.1', 'http1', 'flag'],
  [
    '-s --silent -S --show-error -v --verbose -i --include --show-headers -f --fail --fail-with-body -g --globoff -N --no-buffer -# --progress-bar -4 --ipv4 --compressed --no-progress-meter --no-keepalive -J --remote-header-name -O --remote-name --path-as-is --tcp-nodelay --retry-connrefused --retry-all-errors --tlsv1.2 --tlsv1.3 -q --disable --basic --raw --tr-encoding',
    'nothing',
    'flag',
  ],
  [
    '-o --output -w --write-out -m --max-time --connect-timeout --retry --retry-delay --retry-max-time --cacert --capath -D --dump-header --trace --trace-ascii --stderr --max-redirs -c --cookie-jar --noproxy --proto --proto-default --tls-max --keepalive-time --max-filesize --limit-rate --create-file-mode --output-dir',
    'nothing',
    'value',
  ],
  [
    '-u --user -x --proxy --proxy-user --socks5 --socks5-hostname --preproxy -E --cert --key --cert-type --key-type --unix-socket --abstract-unix-socket --interface --local-port --dns-servers --dns-interface --doh-url -r --range --oauth2-bearer --aws-sigv4 -K --config -z --time-cond',
    'left',
    'value',
  ],
  [
    '-6 --ipv6 --http3 --http3-only --haproxy-protocol -n --netrc --digest --ntlm --negotiate --anyauth',
    'left',
    'flag',
  ],
]);
