import { base64Bytes } from './base64.ts';
import type { Ip } from './ip.ts';
import { ipFromValue } from './ip.ts';

/** What of an X.509 certificate (RFC 5280) a TLS client looks at. Times are `YYYYMMDDhhmmss` in UTC. */
export interface X509 {
  readonly commonName: string;
  /** dNSName entries of subjectAltName, lower case. */
  readonly dnsNames: readonly string[];
  readonly addresses: readonly Ip[];
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Reads the first certificate of a PEM text; `null` where there is none that can be read. Signatures are not checked. */
export function readCertificate(pem: string): X509 | null {
  const match = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(pem);
  const bytes = match === null ? null : base64Bytes(match[1] ?? '');
  if (bytes === null) return null;
  const certificate = elementAt(bytes, 0);
  const tbs = certificate === null ? undefined : children(certificate)[0];
  if (tbs === undefined) return null;
  const fields = children(tbs);
  const first = fields[0]?.tag === CONTEXT_0 ? 1 : 0;
  const validity = fields[first + 3];
  const subject = fields[first + 4];
  if (validity === undefined || subject === undefined) return null;
  const [from, to] = children(validity);
  if (from === undefined || to === undefined) return null;
  const extensions = fields.find(({ tag }) => tag === CONTEXT_3);
  const names = extensions === undefined ? [] : alternativeNames(extensions);
  return {
    commonName: commonName(subject),
    dnsNames: names.filter(({ tag }) => tag === DNS_NAME).map((name) => latin1(name.content).toLowerCase()),
    addresses: names.filter(({ tag }) => tag === IP_ADDRESS).flatMap((name) => addressOf(name.content)),
    notBefore: time(from),
    notAfter: time(to),
  };
}

/** Whether a name (or address) is covered by names of a certificate: a wildcard covers one left label (RFC 6125 6.4.3). */
export function nameCovers(pattern: string, name: string): boolean {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const offered = pattern.toLowerCase();
  if (!offered.startsWith('*.')) return offered === wanted;
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot + 1) === offered.slice(2);
}

const CONTEXT_0 = 0xa0;
const CONTEXT_3 = 0xa3;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Offset behind it, in the bytes it was read from. */
  readonly end: number;
}

/** One DER element; lengths above four bytes are refused. */
function elementAt(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) return null;
  let length = short;
  let start = at + 2;
  if (short >= 0x80) {
    const count = short & 0x7f;
    if (count === 0 || count > 4) return null;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0);
    start += count;
  }
  if (start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), end: start + length };
}

function children(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < element.content.length; ) {
    const child = elementAt(element.content, at);
    if (child === null) return found;
    found.push(child);
    at = child.end;
  }
  return found;
}

function commonName(subject: Element): string {
  for (const set of children(subject)) {
    for (const pair of children(set)) {
      const [oid, value] = children(pair);
      if (oid !== undefined && value !== undefined && hex(oid.content) === COMMON_NAME) return latin1(value.content);
    }
  }
  return '';
}

function alternativeNames(extensions: Element): readonly Element[] {
  const list = children(extensions)[0];
  if (list === undefined) return [];
  for (const extension of children(list)) {
    const parts = children(extension);
    const value = parts.at(-1);
    if (parts[0] === undefined || value === undefined || hex(parts[0].content) !== SUBJECT_ALT_NAME) continue;
    const names = elementAt(value.content, 0);
    return names === null ? [] : children(names);
  }
  return [];
}

function addressOf(bytes: Uint8Array): readonly Ip[] {
  if (bytes.length !== 4 && bytes.length !== 16) return [];
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return [ipFromValue(value, bytes.length === 4 ? 'IPv4' : 'IPv6')];
}

/** UTCTime has two digits of the year, 50 to 99 being 1950 to 1999. */
function time(element: Element): string {
  const text = latin1(element.content).replace(/Z$/, '');
  if (element.tag !== 0x17) return text;
  return `${Number(text.slice(0, 2)) >= 50 ? '19' : '20'}${text}`;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
