import type { ServicePort } from '../service-port.ts';
import { base32Hash } from './sha256.ts';

export type ChainKind = 'SVC' | 'SVL' | 'EXT' | 'FW';

/** `KUBE-SVC-XPGD46QRK7WJZT7O`: 16 characters of the hash of `ns/name:port` and the protocol (`portProtoHash`). */
export function portChain(kind: ChainKind, port: ServicePort): string {
  const hash = hashes.get(port) ?? base32Hash(port.title + port.port.protocol.toLowerCase(), 16);
  hashes.set(port, hash);
  return `KUBE-${kind}-${hash}`;
}

const hashes = new WeakMap<ServicePort, string>();

/** `KUBE-SEP-SXIVWICOYRO3J4NJ`: the same with `ip:port` behind it. */
export function endpointChain(port: ServicePort, { text }: { readonly text: string }): string {
  return named(port, text, () => `KUBE-SEP-${base32Hash(port.title + port.port.protocol.toLowerCase() + text, 16)}`);
}

const names = new WeakMap<ServicePort, Map<string, string>>();

/** A name that takes a hash, made once: every node has the same. */
function named(port: ServicePort, key: string, make: () => string): string {
  const own = names.get(port) ?? new Map<string, string>();
  names.set(port, own);
  const known = own.get(key);
  if (known !== undefined) return known;
  const made = make();
  own.set(key, made);
  return made;
}

export type NftKind = 'service' | 'local' | 'external' | 'firewall' | 'endpoint' | 'affinity';

/**
 * Name of a chain or set of nftables, `service-ULMVA6XW-ns1/svc1/tcp/p80`: 8 characters of the hash of the readable
 * rest; hash and rest are cut to 240 characters (`hashAndTruncate` in `pkg/proxy/nftables/proxier.go`).
 */
export function nftName(kind: NftKind, port: ServicePort, endpoint: { readonly text: string } | null): string {
  const owner = endpoint ?? port;
  const known = hashed.get(owner);
  if (known !== undefined) return `${kind}-${known}`;
  const base = nftBase(port);
  const full = endpoint === null ? base : `${base}__${nftEndpoint(endpoint.text)}`;
  const name = `${base32Hash(full, 8)}-${full}`;
  const cut = name.length <= 240 ? name : `${name.slice(0, 237)}...`;
  hashed.set(owner, cut);
  return `${kind}-${cut}`;
}

/** By Service port, or by endpoint: an endpoint belongs to one Service port only. */
const hashed = new WeakMap<object, string>();

/** `ns1/svc1/tcp/p80`: what the names of all chains of a Service port hold behind the hash. */
export function nftBase({ service, port }: ServicePort): string {
  return `${service.key}/${port.protocol.toLowerCase()}/${port.name}`;
}

/** `10.0.0.1/80`, `fd00..1/80`. */
function nftEndpoint(text: string): string {
  const colon = text.lastIndexOf(':');
  const address = text.slice(0, colon).replace(/^\[|\]$/g, '');
  return `${address.replaceAll(':', '.')}/${text.slice(colon + 1)}`;
}
