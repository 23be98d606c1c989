import type { FieldPath } from '#source';
import { fromBase64, toBase64 } from './redact-base64.ts';
import { isNoSecret, isPlainWord, isSecretHeader, isSecretName, isSessionHeader, REMOVED } from './redact-names.ts';
import { looksRandom } from './redact-random.ts';
import { cookieWithout, credentialsWithout, isNameOfSecret, type SecretKind } from './redact-text.ts';

/** Where a scalar stands: what decides whether its whole value is a secret, whatever it looks like. */
export interface Surroundings {
  /** The kind of the object around it, empty if it has none. */
  readonly kind: string;
  /** From the root of that object. */
  readonly path: FieldPath;
  /** The `name` beside it in a list of names and values, or the option before it in a list of arguments. */
  readonly named: string | null;
}

/** A value without its secret. */
export interface Instead {
  readonly text: string;
  readonly what: SecretKind;
}

/** What takes the place of a scalar because of where it stands; `null` if its place says nothing. */
export function insteadOf(value: string, place: Surroundings): Instead | null {
  const key = String(place.path.at(-1) ?? '');
  const inSecret = secretPath(place);
  // Whatever it looks like: in a Secret it is one.
  const where = inSecret === null ? null : secretField(inSecret);
  if (where !== null) return value.trim() === '' || value.trim() === REMOVED ? null : secretValue(value, key, where);
  if (isNoSecret(value)) return null;
  if (place.kind === 'Config' && isKubeconfigCredential(place.path)) return removed('kubeconfig credential');
  if (isRegistryLogin(key, place.path)) return removed('registry login');
  const name = place.named ?? key;
  if (isSecretHeader(name) && !isSelection(place.path)) return header(name, value);
  return isNamedSecret(name, value, place) ? removed('value with the name of a secret') : null;
}

function removed(what: SecretKind): Instead {
  return { text: REMOVED, what };
}

const SECRET_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable', 'status', 'name', 'namespace']);

/** The path from a Secret's root, also where it is one of a SecretList, whose items name no kind. */
function secretPath({ kind, path }: Surroundings): FieldPath | null {
  if (kind === 'Secret') return path;
  return kind === 'SecretList' && path[0] === 'items' ? path.slice(2) : null;
}

/** Values of `data` and `stringData`; of a Secret that lost its indentation, whatever is no field of its own. */
function secretField(path: FieldPath): 'data' | 'stringData' | null {
  const [first, ...rest] = path;
  if (first === 'data' || first === 'stringData') return first;
  return rest.length === 0 && !SECRET_FIELDS.has(String(first)) ? 'data' : null;
}

/** Certificates are public, and users of an htpasswd file decide who is let in: they stay. All else goes. */
function secretValue(value: string, key: string, where: 'data' | 'stringData'): Instead | null {
  const decoded = where === 'data' ? fromBase64(value) : null;
  const plain = decoded ?? value;
  if (isCertificateOnly(plain)) return null;
  const users = key === 'auth' ? usersOnly(plain) : null;
  if (users === plain) return null;
  const text = users ?? REMOVED;
  return { text: decoded === null ? text : toBase64(text), what: users === null ? 'Secret value' : 'password hash' };
}

function isCertificateOnly(text: string): boolean {
  return /^\s*(?:-----BEGIN CERTIFICATE-----[\w\s+/=]+-----END CERTIFICATE-----\s*)+$/.test(text);
}

/** An htpasswd file without its hashes; `null` if it is none. */
function usersOnly(text: string): string | null {
  const lines = text.split('\n');
  if (!lines.every((line) => line.trim() === '' || /^(?:#.*|[^:\s]+:\S+)\s*$/.test(line))) return null;
  return lines.map((line) => line.replace(/^([^#:\s][^:]*):\S+/, `$1:${REMOVED}`)).join('\n');
}

const KUBECONFIG_CREDENTIALS =
  /^(?:token|password|client-key-data|client-certificate-data|certificate-authority-data|id-token|refresh-token|access-token|client-secret)$/;

function isKubeconfigCredential(path: FieldPath): boolean {
  return KUBECONFIG_CREDENTIALS.test(String(path.at(-1) ?? ''));
}

/** `auths` of a `.dockerconfigjson`. */
function isRegistryLogin(key: string, path: FieldPath): boolean {
  return (
    (key === 'auth' || key === 'identitytoken' || key === 'registrytoken') && path.length >= 2 && path.includes('auths')
  );
}

function header(name: string, value: string): Instead | null {
  if (/cookie$/i.test(name)) {
    const text = !value.includes('=') && looksRandom(value) ? REMOVED : cookieWithout(value);
    return text === value ? null : { text, what: 'cookie' };
  }
  if (isSessionHeader(name) && isPlainWord(value)) return null;
  const [, scheme = '', rest = value] = /^([\w-]+\s+)(.*)$/s.exec(value.trim()) ?? [];
  return isNoSecret(rest) ? null : { text: `${scheme}${credentialsWithout(scheme, rest)}`, what: 'header' };
}

const NAMES_ONLY = /^(?:labels|matchLabels|selector|podSelector|nodeSelector|namespaceSelector|matchExpressions)$/;

/** Labels choose and hold no secrets, and taking one away would change who is chosen. */
function isSelection(path: FieldPath): boolean {
  return path.some((step) => typeof step === 'string' && NAMES_ONLY.test(step));
}

/** Ingress annotations with such a name say which Secret, cookie or header is meant. */
function isNamedSecret(name: string, value: string, { path }: Surroundings): boolean {
  if (!isSecretName(name) || isSelection(path) || isNameOfSecret(name, value)) return false;
  return !/^(?:[\w-]+\.)*(?:ingress\.kubernetes\.io|cert-manager\.io)\//.test(name);
}
