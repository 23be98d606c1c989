import { fromBase64, isReadable, toBase64 } from './redact-base64.ts';
import { isNoSecret, isPlainWord, isSecretName, isSessionHeader, REMOVED } from './redact-names.ts';
import { looksRandom } from './redact-random.ts';

/** What kind of secret was taken out, for the list beside a link. */
export type SecretKind =
  | 'Secret value'
  | 'password hash'
  | 'kubeconfig credential'
  | 'registry login'
  | 'private key'
  | 'signed token'
  | 'access token'
  | 'password in a URL'
  | 'header'
  | 'cookie'
  | 'token in a sentence'
  | 'password in .pgpass'
  | 'value with the name of a secret';

/** A text without its secrets, and where they began. */
export interface Scrubbed {
  readonly text: string;
  readonly finds: readonly { readonly offset: number; readonly what: SecretKind }[];
}

interface Pattern {
  readonly what: SecretKind;
  readonly shape: RegExp;
  /** What takes the place of a match; the match itself if it is no secret after all. */
  readonly put: (found: readonly string[]) => string;
}

const whole = (): string => REMOVED;

const PATTERNS: readonly Pattern[] = [
  {
    what: 'private key',
    shape:
      /-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?)-----((?:\s|\\[rn]){0,200})[^]*?(?:((?:\s|\\[rn]){0,200})-----END \1-----|$)/g,
    put: ([all = '', name = '', before = '', after]) =>
      /^-----[^-]*-----\s*REMOVED/.test(all)
        ? all
        : `-----BEGIN ${name}-----${before}${REMOVED}${after === undefined ? '' : `${after}-----END ${name}-----`}`,
  },
  { what: 'private key', shape: /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g, put: whole },
  {
    what: 'access token',
    shape: /(https:\/\/hooks\.slack\.com\/(?:services|workflows)\/)([\w/]+)/g,
    put: ([, host = '']) => `${host}${REMOVED}`,
  },
  {
    what: 'password in a URL',
    shape: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:'"]*:)([^\s/'"]+)@/gi,
    put: ([all = '', before = '', password = '']) =>
      isNoSecret(password) || /^\d+[?#]/.test(password) ? all : `${before}${REMOVED}@`,
  },
  {
    what: 'access token',
    shape: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)([\w-]{20,})@/gi,
    put: ([, scheme = '']) => `${scheme}${REMOVED}@`,
  },
  {
    what: 'access token',
    shape: /([?&](?:x-amz-signature|x-amz-credential|sig|signature|code|[\w-]+)=)([^&\s#'"]+)/gi,
    put: ([all = '', name = '', value = '']) =>
      (isSecretName(name.slice(1, -1)) || /^[?&](?:x-amz-sig|x-amz-cred|sig=|signature)/i.test(name)) &&
      !isNoSecret(value)
        ? `${name}${REMOVED}`
        : all,
  },
  {
    what: 'header',
    shape:
      /\b((?:proxy-)?authorization\b["']?(?:\s*[:=]\s*|\s+)["']?)((?:basic|bearer|token|digest|negotiate|apikey|aws4-hmac-sha256)\s+)([^"'\r\n;]+)/gi,
    put: ([all = '', name = '', scheme = '', value = '']) =>
      isNoSecret(value) ? all : `${name}${scheme}${credentialsWithout(scheme, value)}`,
  },
  {
    what: 'header',
    shape: /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)([\w+/=.:-]{8,})(?=["']?(?:\s*$|["';,]))/gim,
    put: ([all = '', name = '', value = '']) => (isNoSecret(value) ? all : `${name}${REMOVED}`),
  },
  {
    what: 'header',
    shape:
      /(?<![\w.-])((x-[\w-]{1,60}|session-?(?:id|key|token))["']?(?:[ \t]*[:=][ \t]*|[ \t]+)["']?)([^\s"',;&|})\]]+)/gi,
    put: ([all = '', before = '', name = '', value = '']) =>
      !isSessionHeader(name) || isNoSecret(value) || isPlainWord(value) || value.startsWith('$')
        ? all
        : `${before}${REMOVED}`,
  },
  {
    what: 'cookie',
    shape: /\b((?:set-)?cookie["']?(?:\s*[:=]\s*|[ \t]+)["']?)([^\s"'=;]+=[^"'\r\n]+)/gi,
    put: cookieInstead,
  },
  {
    what: 'cookie',
    shape: /((?:^|\s)(?:-b|--cookie)[ \t=]*["'])([^\s"'=;]+=[^"'\r\n]+)/g,
    put: cookieInstead,
  },
  { what: 'cookie', shape: /((?:^|\s)(?:-b|--cookie)[ \t=]+)([^\s"'=;]+=[^\s"']+)/g, put: cookieInstead },
  {
    what: 'cookie',
    shape: /(?<![\w.-])()((?:jsessionid|phpsessid|asp\.net_sessionid|connect\.sid|_?session_?id|sid)=[^\s;"'&,]{8,})/gi,
    put: cookieInstead,
  },
  {
    what: 'password in .pgpass',
    shape:
      /^([ \t#-]*(?:[\w.*-]|\\:|\[[\da-f:]+\])+:(?:\d{1,5}|\*):(?:[^:\s\\]|\\.)+:(?:[^:\s\\]|\\.)+:)((?:[^:\s\\]|\\.)+)(?=[ \t\r]*$)/gm,
    put: ([all = '', before = '', value = '']) => (isNoSecret(value) ? all : `${before}${REMOVED}`),
  },
  {
    what: 'token in a sentence',
    shape:
      /(\b(?:token|secret|password|passwd|passphrase|passcode|pin|api[ _-]?key|access[ _-]?key|credentials?|bearer)\b(?:[:=]?(?:[ \t]+[A-Za-z']{1,12}){1,4}[ \t]*[:=]?)?[ \t]+["'`(]?)([\w+/=~-]{12,}(?:\.[\w+/=~-]+)*)/gi,
    put: ([all = '', before = '', value = '']) => (looksRandom(value) ? `${before}${REMOVED}` : all),
  },
  {
    what: 'value with the name of a secret',
    shape: /((?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[^\s:"'=/]+:)([^\s"']+)/g,
    put: ([all = '', before = '', value = '']) =>
      isNoSecret(value) || /^\d+$/.test(value) ? all : `${before}${REMOVED}`,
  },
  {
    what: 'value with the name of a secret',
    shape:
      /(\b(?:mysql|mariadb)\w*[^\n|;&]{0,300}?\s-p|\bsshpass\s+-p\s*|\bredis-cli\b[^\n|;&]{0,300}?\s-a\s+)([^\s"']+)/g,
    put: ([all = '', before = '', value = '']) => (isNoSecret(value) ? all : `${before}${REMOVED}`),
  },
  {
    what: 'value with the name of a secret',
    shape:
      /((?<![\w.$/@-])-{0,2}([A-Za-z_][\w.-]{0,80})["']?[ \t]{0,20}[=:][ \t]{0,20})("""[^]{0,1000}?"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"',;&|})\]]+)/g,
    put: namedValue,
  },
  {
    what: 'value with the name of a secret',
    shape: /((?<!\S)--([A-Za-z][\w-]{0,80})[ \t]{1,20})("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s"',;&|})\]]+)/g,
    put: namedValue,
  },
  {
    what: 'value with the name of a secret',
    shape: /(^[ \t]*(?:requirepass|masterauth)[ \t]+["']?|\blogin[ \t]+\S{1,200}[ \t]+password[ \t]+)([^\s"']+)/gm,
    put: ([all = '', before = '', value = '']) => (isNoSecret(value) ? all : `${before}${REMOVED}`),
  },
  {
    what: 'value with the name of a secret',
    shape: /(<(?:[\w-]+:)?([A-Za-z][\w.-]{0,80})>)([^<]+)(?=<\/)/g,
    put: ([all = '', before = '', name = '', value = '']) =>
      !isSecretName(name) || isNoSecret(value) ? all : `${before}${REMOVED}`,
  },
  { what: 'signed token', shape: /\beyJ[\w-]{8,4000}\.[\w-]{8,8000}\.[\w-]*/g, put: whole },
  {
    what: 'access token',
    shape:
      /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt|ft)-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,}|npm_\w{30,}|hv[sbr]\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|dckr_pat_[\w-]{20,}|pypi-[\w-]{40,}|(?:sk|rk|pk)_(?:live|test)_\w{16,}|sk-(?:proj-|ant-)?[\w-]{24,}|do[opr]_v1_[0-9a-f]{40,}|SK[0-9a-f]{32}|ya29\.[\w-]{20,})/g,
    put: whole,
  },
  {
    what: 'private key',
    shape: /(?<![\w+/])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/=])/g,
    put: ([all = '']) => insideBase64(all),
  },
];

function cookieInstead([all = '', before = '', value = '']: readonly string[]): string {
  const without = cookieWithout(value);
  return without === value ? all : `${before}${without}`;
}

function namedValue([all = '', before = '', name = '', value = '']: readonly string[]): string {
  const quote = /^(?:"{3}(?=[^]*"{3}$)|["'])/.exec(value)?.[0] ?? '';
  const bare = quote === '' ? value : value.slice(quote.length, -quote.length);
  if (!isSecretName(name) || isNoSecret(bare) || bare.startsWith('//') || isNameOfSecret(name, bare)) return all;
  return `${before}${quote}${REMOVED}${quote}`;
}

/** Takes out of a text whatever has the shape of a secret, wherever it stands; lines and all else stay as they are. */
export function scrubText(text: string): Scrubbed {
  let edits = editsOf(text);
  if (edits.length === 0) return { text, finds: [] };
  const finds = edits.map(({ start, what }) => ({ offset: start, what }));
  let now = applied(text, edits);
  // What lay beside a match of another shape is seen in the next round.
  for (let round = 0; round < 3; round++) {
    edits = editsOf(now);
    if (edits.length === 0) break;
    for (const { start, what } of edits) finds.push({ offset: Math.min(start, text.length), what });
    now = applied(now, edits);
  }
  return { text: now, finds };
}

/** `Basic` keeps the user, who decides whether a controller lets the request in; only the password goes. */
export function credentialsWithout(scheme: string, value: string): string {
  if (!/^basic\s/i.test(scheme)) return REMOVED;
  const user = /^([^:]*):/.exec(fromBase64(value.trim()) ?? '')?.[1];
  return user === undefined || !isReadable(user) ? REMOVED : toBase64(`${user}:${REMOVED}`);
}

const COOKIE_ATTRIBUTES = /^(?:path|domain|expires|max-age|samesite|secure|httponly|partitioned)$/i;

/** A cookie's names and attributes stay, and plain words, as a canary is switched by; whatever could be a session goes. */
export function cookieWithout(value: string): string {
  return value.replaceAll(/([^\s=;]+)=([^;]*)/g, (all, name: string, content: string) =>
    COOKIE_ATTRIBUTES.test(name) || isNoSecret(content) || isPlainWord(content) ? all : `${name}=${REMOVED}`,
  );
}

/** `secret: shop-tls` names a Secret and holds none. */
export function isNameOfSecret(key: string, value: string): boolean {
  return /^[\w.-]*secret$/i.test(key) && !/(?:client|app|shared)[-_.]?secret$/i.test(key)
    ? /^(?:[a-z0-9-]+\/)?[a-z][a-z.]*(?:-[a-z0-9.]+)+$/.test(value)
    : false;
}

/** What is packed in base64 is looked at too, and packed again without its secrets. */
function insideBase64(letters: string): string {
  const inner = fromBase64(letters);
  if (inner === null || !/PRIVATE KEY-----|eyJ|client-key-data|"auths?"|password|token/i.test(inner)) return letters;
  if (!isReadable(inner)) return letters;
  const scrubbed = scrubText(inner);
  return scrubbed.finds.length === 0 ? letters : toBase64(scrubbed.text);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
  readonly what: SecretKind;
}

/** What each pattern would put, in order; of two that overlap the one listed first counts. */
function editsOf(text: string): readonly Edit[] {
  return PATTERNS.reduce<readonly Edit[]>((known, pattern) => withEdits(known, matchesOf(text, pattern)), []);
}

function matchesOf(text: string, { what, shape, put }: Pattern): readonly Edit[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const instead = put([...match]);
    const start = match.index;
    return instead === match[0] ? [] : [{ start, end: start + match[0].length, put: instead, what }];
  });
}

/** Both lists are in order, and nothing of one list overlaps another of it. */
function withEdits(known: readonly Edit[], more: readonly Edit[]): readonly Edit[] {
  if (more.length === 0) return known;
  const all: Edit[] = [];
  let next = 0;
  for (const edit of more) {
    for (let one = known[next]; one !== undefined && one.end <= edit.start; one = known[next]) {
      all.push(one);
      next += 1;
    }
    const after = known[next];
    if (after === undefined || after.start >= edit.end) all.push(edit);
  }
  return [...all, ...known.slice(next)];
}

function applied(text: string, edits: readonly Edit[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end, put } of edits) {
    parts.push(text.slice(from, start), put);
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}
