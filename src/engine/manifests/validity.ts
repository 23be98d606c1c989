import { type FieldPath, fieldText, type Reader } from '#source';
import { cidrCovers, isPort, parseCidr } from '#net';

/** What the API server calls the ways in which a field can be wrong. */
export type Refusal = 'InvalidValue' | 'RequiredValue' | 'Forbidden' | 'DuplicateValue';

/** Reports a field that the API server would refuse. The object is kept and judged by what it says. */
export function refuse(object: Reader, code: Refusal, more: FieldPath, what: string): void {
  const path = object.path(...more);
  object.report(code, 'error', path, `${fieldText(path)}: ${what} The API server refuses this object.`);
}

const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** A DNS-1123 subdomain: labels in small letters, parted by dots, at most 253 characters. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** A DNS-1123 label. */
export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

/** A label's key: an optional prefix that is a DNS subdomain, a slash, and a name of at most 63 characters. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return NAME.test(key);
  const prefix = key.slice(0, slash);
  return isSubdomain(prefix) && NAME.test(key.slice(slash + 1));
}

/** A label's value: empty, or letters, digits, `-`, `_` and `.` between a letter or digit at both ends, at most 63. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

/** Reports a block that is none, by its own text: an address alone is no block here. */
export function checkCidr(object: Reader, more: FieldPath, text: string): void {
  if (!text.includes('/') || parseCidr(text) === null)
    refuse(object, 'InvalidValue', more, `"${text}" is no block of addresses, as 10.0.0.0/8 is.`);
}

/** Whether one block lies in another and is smaller; `false` if either is none. */
export function isStrictSubset(inner: string, outer: string): boolean {
  const a = parseCidr(inner);
  const b = parseCidr(outer);
  return a !== null && b !== null && a !== b && cidrCovers(b, a);
}

/** Reports a number that is no port. */
export function checkPortNumber(object: Reader, key: string): void {
  const number = object.value(key);
  if (typeof number === 'number' && !isPort(number))
    refuse(object, 'InvalidValue', [key], `${number} is not between 1 and 65535.`);
}

/** Reports a port's name that is none. */
export function checkPortName(object: Reader, key: string): void {
  const name = object.value(key);
  if (typeof name !== 'string' || name === '' || isPortName(name)) return;
  const what = `"${name}" is no port name: at most 15 lower-case letters, digits and hyphens, with a letter.`;
  refuse(object, 'InvalidValue', [key], what);
}

/** Reports every entry of a list that says what an entry before it says; `null` is not compared. */
export function checkDuplicates(entries: readonly Reader[], key: string, told: (entry: Reader) => string | null): void {
  const before = new Set<string>();
  for (const entry of entries) {
    const own = told(entry);
    if (own === null) continue;
    if (before.has(own)) refuse(entry, 'DuplicateValue', [key], `${own} stands in an entry before this one.`);
    before.add(own);
  }
}

/** A port's name (IANA service name): at most 15 lower-case letters, digits and single inner hyphens, with a letter. */
export function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
