import type { Ip } from '#net';
import { cidrRange, familyOf, ipFromValue, ipValue, parseCidr, parseIp } from '#net';

/** The name with its trailing dot, spelled as given; the root is `.`. */
export function absolute(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

/** Labels from left to right; none for the root. */
export function labelsOf(name: string): readonly string[] {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return bare === '' ? [] : bare.split('.');
}

export function sameName(a: string, b: string): boolean {
  return absolute(a).toLowerCase() === absolute(b).toLowerCase();
}

/** Whether the name is the zone or lies below it; case is ignored. */
export function isWithin(zone: string, name: string): boolean {
  const z = absolute(zone).toLowerCase();
  const n = absolute(name).toLowerCase();
  return z === '.' || n === z || n.endsWith(`.${z}`);
}

/** The longest of the zones that the name is in, `null` if it is in none. */
export function longestZone(zones: readonly string[], name: string): string | null {
  let best: string | null = null;
  for (const zone of zones) {
    if (isWithin(zone, name) && (best === null || absolute(zone).length > absolute(best).length)) best = zone;
  }
  return best === null ? null : absolute(best);
}

/** What is left of the zone, as labels spelled as asked. The name must lie within. */
export function labelsBelow(zone: string, name: string): readonly string[] {
  const labels = labelsOf(name);
  return labels.slice(0, labels.length - labelsOf(zone).length);
}

/** The zone as the question spells it (CoreDNS keeps the case of the question). */
export function zoneAsAsked(zone: string, name: string): string {
  const labels = labelsOf(name);
  return `${labels.slice(labels.length - labelsOf(zone).length).join('.')}.`;
}

/** `a` and `b.` joined to `a.b.`; joining to the root adds only the dot. */
export function joinNames(left: string, zone: string): string {
  const z = absolute(zone);
  const l = left.endsWith('.') ? left.slice(0, -1) : left;
  return z === '.' ? `${l}.` : `${l}.${z}`;
}

/**
 * Whether the resolver can send it: 1 to 63 bytes in a label, 253 in all (RFC 1035 2.3.4), no blanks.
 * Not modelled: the stricter rules some resolvers have for host names (letters, digits, hyphen).
 */
export function isValidName(name: string): boolean {
  if (name === '.') return true;
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  if (bare.length === 0 || bare.length > 253 || /\s/.test(bare)) return false;
  return bare.split('.').every((label) => label.length > 0 && label.length < 64);
}

/** The address that a reverse name stands for, `null` if it is none or lacks labels. */
export function addressOfReverse(name: string): Ip | null {
  const lower = absolute(name).toLowerCase();
  if (lower.endsWith('.in-addr.arpa.')) {
    const octets = lower.slice(0, -'.in-addr.arpa.'.length).split('.');
    return octets.length === 4 ? parseIp(octets.reverse().join('.')) : null;
  }
  if (lower.endsWith('.ip6.arpa.')) {
    const nibbles = lower.slice(0, -'.ip6.arpa.'.length).split('.');
    if (nibbles.length !== 32 || nibbles.some((nibble) => nibble.length !== 1)) return null;
    const hex = nibbles.reverse().join('');
    return parseIp((hex.match(/.{4}/g) ?? []).join(':'));
  }
  return null;
}

export function isReverseName(name: string): boolean {
  return isWithin('in-addr.arpa.', name) || isWithin('ip6.arpa.', name);
}

/** `10.1.0.10` to `10.0.1.10.in-addr.arpa.`, IPv6 by nibbles. */
export function reverseNameOf(address: Ip): string {
  if (familyOf(address) === 'IPv4') return `${address.split('.').reverse().join('.')}.in-addr.arpa.`;
  const hex = ipValue(address).toString(16).padStart(32, '0');
  return `${hex.split('').reverse().join('.')}.ip6.arpa.`;
}

/**
 * The zones that a zone written in a Corefile stands for: itself, or the reverse zones of a CIDR, which are cut at
 * whole octets (IPv4) or nibbles (IPv6), several where the length falls between (CoreDNS `plugin/normalize.go`).
 */
export function zonesWritten(text: string): readonly string[] {
  const block = text.includes('/') ? parseCidr(text) : null;
  if (block === null) return [absolute(text.toLowerCase())];
  const range = cidrRange(block);
  const width = range.family === 'IPv4' ? 32 : 128;
  const step = range.family === 'IPv4' ? 8 : 4;
  const kept = Math.ceil(range.length / step) * step;
  const size = 1n << BigInt(width - kept);
  const zones: string[] = [];
  for (let first = range.first; first <= range.last && zones.length < 256; first += size) {
    const labels = labelsOf(reverseNameOf(ipFromValue(first, range.family)));
    zones.push(`${labels.slice((width - kept) / step).join('.')}.`);
  }
  return zones;
}
