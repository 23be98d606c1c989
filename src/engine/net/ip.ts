declare const ipBrand: unique symbol;
declare const cidrBrand: unique symbol;

/** An IPv4 or IPv6 address in canonical text (RFC 5952 for IPv6: lower case, longest run of zeros compressed). */
export type Ip = string & { readonly [ipBrand]: true };

/** A block of addresses, `ADDRESS/LENGTH`, host bits cleared. */
export type Cidr = string & { readonly [cidrBrand]: true };

export type Family = 'IPv4' | 'IPv6';

/** Parses an address as Go's `netutils.ParseIPSloppy` does: leading zeros of IPv4 octets are tolerated (decimal), blanks around it too. `null` if it is none. */
export function parseIp(text: string): Ip | null {
  const trimmed = text.trim();
  if (trimmed.includes(':')) {
    const value = ipv6Value(trimmed);
    if (value === null) return null;
    return (value >> 32n === 0xffffn ? ipv4Text(Number(value & 0xffffffffn)) : ipv6Text(value)) as Ip;
  }
  const value = ipv4Value(trimmed);
  return value === null ? null : (ipv4Text(value) as Ip);
}

/** The address written in code. Throws on a text that is no address: a bug, never for a user's input. */
export function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (parsed === null) throw new RangeError(`not an address: ${text}`);
  return parsed;
}

export function familyOf(address: Ip): Family {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** 127.0.0.0/8 and ::1: addresses that never leave the kernel they are used in. */
export function isLoopback(address: Ip): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** The number an address stands for: 32 bits for IPv4, 128 for IPv6. */
export function ipValue(address: Ip): bigint {
  return familyOf(address) === 'IPv4' ? BigInt(ipv4Value(address) ?? 0) : (ipv6Value(address) ?? 0n);
}

/** The address of that number in that family; wraps around nothing, out of range is a bug and throws. */
export function ipFromValue(value: bigint, family: Family): Ip {
  const limit = family === 'IPv4' ? 1n << 32n : 1n << 128n;
  if (value < 0n || value >= limit) throw new RangeError(`no ${family} address has the number ${value}`);
  return (family === 'IPv4' ? ipv4Text(Number(value)) : ipv6Text(value)) as Ip;
}

/** Parses `ADDRESS/LENGTH`, clearing host bits; a bare address is its single-address block. `null` if it is neither. */
export function parseCidr(text: string): Cidr | null {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const address = parseIp(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (address === null) return null;
  const width = widthOf(address);
  if (slash < 0) return `${address}/${width}` as Cidr;
  const lengthText = trimmed.slice(slash + 1);
  if (!/^\d{1,3}$/.test(lengthText)) return null;
  const length = Number(lengthText);
  if (length > width) return null;
  const host = BigInt(width - length);
  const network = (ipValue(address) >> host) << host;
  return `${ipFromValue(network, familyOf(address))}/${length}` as Cidr;
}

/** The block written in code. Throws on a text that is none. */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === null) throw new RangeError(`not a CIDR: ${text}`);
  return parsed;
}

/** First and last address of a block, as numbers of its family. */
export interface CidrRange {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  readonly length: number;
}

const ranges = new Map<Cidr, CidrRange>();

export function cidrRange(block: Cidr): CidrRange {
  const known = ranges.get(block);
  if (known !== undefined) return known;
  const slash = block.indexOf('/');
  const address = block.slice(0, slash) as Ip;
  const length = Number(block.slice(slash + 1));
  const first = ipValue(address);
  const range = {
    family: familyOf(address),
    first,
    last: first + (1n << BigInt(widthOf(address) - length)) - 1n,
    length,
  };
  if (ranges.size > 50_000) ranges.clear();
  ranges.set(block, range);
  return range;
}

export function cidrContains(block: Cidr, address: Ip): boolean {
  const range = cidrRange(block);
  if (range.family !== familyOf(address)) return false;
  const value = ipValue(address);
  return range.first <= value && value <= range.last;
}

/** Whether every address of `inner` lies in `outer` (equal blocks count). */
export function cidrCovers(outer: Cidr, inner: Cidr): boolean {
  const a = cidrRange(outer);
  const b = cidrRange(inner);
  return a.family === b.family && a.first <= b.first && b.last <= a.last;
}

/** `ADDRESS:PORT`, IPv6 in brackets. */
export function hostPort(address: Ip, port: number | null): string {
  const host = familyOf(address) === 'IPv6' ? `[${address}]` : address;
  return port === null ? address : `${host}:${port}`;
}

function widthOf(address: Ip): 32 | 128 {
  return familyOf(address) === 'IPv4' ? 32 : 128;
}

function ipv4Value(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,8}$/.test(part)) return null;
    const octet = Number(part);
    if (octet > 255) return null;
    value = value * 256 + octet;
  }
  return value;
}

function ipv4Text(value: number): string {
  return `${Math.floor(value / 0x1000000)}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

function ipv6Value(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function groups(text: string): number[] | null {
  if (text === '') return [];
  const result: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const value = index === parts.length - 1 ? ipv4Value(part) : null;
      if (value === null) return null;
      result.push(Math.floor(value / 65536), value % 65536);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      result.push(Number.parseInt(part, 16));
    } else return null;
  }
  return result;
}

function ipv6Text(value: bigint): string {
  const parts: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) parts.push(((value >> shift) & 0xffffn).toString(16));
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && parts[at + length] === '0') length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return parts.join(':');
  return `${parts.slice(0, best.at).join(':')}::${parts.slice(best.at + best.length).join(':')}`;
}
