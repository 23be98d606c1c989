/** What stands where a secret was. No longer than needed, and no base64, so that nobody takes it for a value. */
export const REMOVED = 'REMOVED';

const LAST_WORDS = wordSet(
  'password passwd pwd pass passphrase passcode secret token jwt credential credentials apikey privatekey secretkey',
  'accesskey authkey requirepass masterauth',
);

/** A key is a secret only by what it opens: `api-key` is, `sort-key` and `public-key` are none. */
const KEYS_THAT_OPEN = wordSet(
  'api app private secret access encryption signing client master ssh hmac account shared license ticket cookie auth',
  'deploy storage webhook session',
);

const GLUED = /(?:password|passwd|passphrase|apikey|secretkey|privatekey|accesskey|token|secret)$/;

/** `proxy_pass` hands a request on; `ssl-passthrough` and the like do not end in one of the words. */
const HARMLESS = new Set(['proxypass', 'bypass', 'compass', 'continuetoken', 'nexttoken']);

/** Whether a value under this name is one that nobody should see: `DB_PASSWORD`, `clientSecret`, `api-key`, `PGPASSWORD`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const joined = words.join('');
  const last = words.at(-1);
  if (last === undefined || HARMLESS.has(joined)) return false;
  if (LAST_WORDS.has(last) || GLUED.test(last)) return true;
  if (last === 'key') return KEYS_THAT_OPEN.has(words.at(-2) ?? '');
  return last === 'data' && words.at(-2) === 'key';
}

/** Headers that carry a session: `X-Session`, `X-Shop-Session-Id`, `Session-Token`. */
export function isSessionHeader(name: string): boolean {
  return /^(?:x-(?:[\w-]+-)?(?:session(?:-?(?:id|key|token|data))?|sid|auth|jwt|assertion)|session-?(?:id|key|token))$/i.test(
    name,
  );
}

/** A word or a digit, as a canary or a class of users is chosen by: it lets nobody in. */
export function isPlainWord(value: string): boolean {
  return /^(?:\d|[a-z]+(?:-[a-z]+)*)$/.test(value.trim());
}

/** Headers whose value lets somebody in. */
export function isSecretHeader(name: string): boolean {
  const plain = name.toLowerCase();
  return (
    isSessionHeader(plain) ||
    /^(?:[\w-]+-)?authorization$/.test(plain) ||
    /^(?:cookie|set-cookie|x-amz-security-token|x-csrf-token|x-auth-key)$/.test(plain) ||
    (/^x-|-token$|^api-?key$/.test(plain) && isSecretName(plain))
  );
}

/** Whether a value only says where the secret is, or that there is none: a variable, a template, a path, a truth value. */
export function isNoSecret(value: string): boolean {
  const plain = value.trim();
  return (
    plain === '' ||
    plain === REMOVED ||
    /^(?:true|false|null|none|~|yes|no|enabled|disabled|optional|required|always|never)$/i.test(plain) ||
    /^\$(?:\([^)]*\)|\{[^}]*\}|[A-Z_][A-Z0-9_]*)$/.test(plain) ||
    /^\{\{[^}]*\}\}$|^<[^>]*>$|^\*+$|^x{3,}$|^\.{3}$|^…$/i.test(plain) ||
    /^(?:file:\/\/)?\/(?:var|etc|run|tmp|opt|mnt|home|usr|secrets?|vault|app|data|root)\/[\w./-]+$/.test(plain) ||
    /^(?:vault|secretref|ref\+\w+|sealed|ssm|arn):/i.test(plain)
  );
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/^.*\//, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[\W_]*\d*$/, '')
    .split(/[\W_]+/)
    .filter((word) => word !== '');
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
