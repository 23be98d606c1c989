import type { Evidence } from '#cluster';
import type { ObjectRef } from '#manifests';
import type { DnsRecord, Ip } from '#net';
import { familyOf } from '#net';

/** One thing that a name stands for, before the type of the question is looked at (CoreDNS `msg.Service`). */
export interface Entry {
  /** The name that an SRV record points to. */
  readonly key: string;
  readonly host: { readonly kind: 'address'; readonly ip: Ip } | { readonly kind: 'name'; readonly name: string };
  /** -1: no port declared; there is no SRV then. */
  readonly port: number;
  readonly ttl: number;
  readonly object: ObjectRef;
  readonly because: readonly Evidence[];
}

/** What a zone holds under a name. `noData`: it exists without entries; `nameError`: it does not exist. */
export type Found =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[]; readonly why: string }
  | { readonly kind: 'noData'; readonly why: string }
  | { readonly kind: 'nameError'; readonly why: string };

export function nameError(why: string): Found {
  return { kind: 'nameError', why };
}

/** Address records of the entries of one family, each address once. */
export function addressRecords(name: string, type: 'A' | 'AAAA', entries: readonly Entry[]): readonly DnsRecord[] {
  const records = new Map<Ip, DnsRecord>();
  for (const { host, ttl } of entries) {
    if (host.kind !== 'address' || typeOf(host.ip) !== type || records.has(host.ip)) continue;
    records.set(host.ip, { name, type, ttl, data: host.ip });
  }
  return [...records.values()];
}

/**
 * SRV records as `plugin/backend_lookup.go` makes them: one for each distinct target and port, weight 100 split by the
 * number of entries found before that, at least 1; entries without a port have none.
 */
export function srvRecords(name: string, entries: readonly Entry[]): readonly DnsRecord[] {
  const weight = Math.max(1, Math.floor(100 / Math.max(1, entries.length)));
  const records = new Map<string, DnsRecord>();
  for (const { host, key, port, ttl } of entries) {
    if (port === -1) continue;
    const data = `0 ${weight} ${port} ${host.kind === 'address' ? key : host.name}`;
    if (!records.has(data)) records.set(data, { name, type: 'SRV', ttl, data });
  }
  return [...records.values()];
}

export function typeOf(address: Ip): 'A' | 'AAAA' {
  return familyOf(address) === 'IPv4' ? 'A' : 'AAAA';
}

/** The addresses of SRV targets, which a server adds so that nobody has to ask again. */
export function targetRecords(entries: readonly Entry[]): readonly DnsRecord[] {
  const records = new Map<string, DnsRecord>();
  for (const { host, key, ttl, port } of entries) {
    if (host.kind !== 'address' || port === -1) continue;
    records.set(`${key} ${host.ip}`, { name: key, type: typeOf(host.ip), ttl, data: host.ip });
  }
  return [...records.values()];
}
