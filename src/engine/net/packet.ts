import type { Ip } from './ip.ts';
import type { Port, Protocol } from './protocol.ts';

/** Addresses and ports of one direction of a connection; ports are `null` for ICMP. */
export interface Tuple {
  readonly src: Ip;
  readonly sport: Port | null;
  readonly dst: Ip;
  readonly dport: Port | null;
}

/** What stands at one hop on the wire. `encapsulates` is the packet inside an overlay's outer packet. */
export interface Packet extends Tuple {
  readonly protocol: Protocol;
  /** Size on the wire in bytes, headers included. */
  readonly bytes: number;
  readonly tls: Tls | null;
  readonly carries: Payload | null;
  readonly encapsulates: Packet | null;
}

/** The TLS session a packet belongs to, as far as the way through the network depends on it. */
export interface Tls {
  /** Server name the client asks for; `null` if it sends none. */
  readonly sni: string | null;
  /** Name the client checks against the certificate; `null` with `insecure`. */
  readonly checks: string | null;
  /** `secret/NS/NAME` of the certificate the client shows, if any. */
  readonly clientCertificate: { readonly namespace: string; readonly name: string } | null;
  /** ALPN protocols offered, most wanted first. */
  readonly alpn: readonly string[];
}

export type Payload =
  | { readonly kind: 'http-request'; readonly request: HttpRequest }
  | { readonly kind: 'http-response'; readonly response: HttpResponse }
  | { readonly kind: 'dns-query'; readonly query: DnsQuery }
  | { readonly kind: 'dns-answer'; readonly answer: DnsMessage }
  | { readonly kind: 'tls-alert'; readonly alert: string; readonly certificate: CertificateShown | null }
  | { readonly kind: 'echo' }
  | { readonly kind: 'bytes'; readonly bytes: number };

/** Header names in lower case, in the order sent; several of one name are joined by `, ` as HTTP allows. */
export type Headers = Readonly<Record<string, string>>;

export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header or `:authority`, as sent: with port if the sender wrote one. */
  readonly host: string;
  /** Request target: path and query as on the wire. */
  readonly path: string;
  readonly version: '1.1' | '2';
  readonly headers: Headers;
  readonly bodyBytes: number;
  /** Set for gRPC; the request target is then `/SERVICE/METHOD`. */
  readonly grpc: { readonly service: string; readonly method: string } | null;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** gRPC status by name (`OK`, `UNAVAILABLE`), `null` where the answer is no gRPC. */
  readonly grpcStatus: string | null;
  /** The certificate that the server showed on this connection. */
  readonly certificate: CertificateShown | null;
}

/** `secret` names the Secret; `default` is the one of the controller's flag, `fake` its self-signed one. */
export type CertificateShown =
  | { readonly kind: 'secret'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'default' }
  | { readonly kind: 'fake' }
  | { readonly kind: 'application' };

export type DnsType =
  | 'A'
  | 'AAAA'
  | 'CNAME'
  | 'SRV'
  | 'TXT'
  | 'MX'
  | 'NS'
  | 'SOA'
  | 'PTR'
  | 'HINFO'
  | 'AXFR'
  | 'IXFR'
  | (string & {});
export type Rcode = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'NOTIMP' | 'FORMERR';

/** One question; the name is absolute, with a trailing dot, spelled as asked. */
export interface DnsQuery {
  readonly name: string;
  readonly type: DnsType;
  readonly transport: 'udp' | 'tcp';
  /** Largest UDP answer the asker takes, in bytes: 512 without EDNS. */
  readonly udpBytes: number;
}

/** A record in zone-file form: `data` is `10.0.0.1`, `0 100 80 web.shop.svc.cluster.local.` and so on. `ttl` in seconds. */
export interface DnsRecord {
  readonly name: string;
  readonly type: DnsType;
  readonly ttl: number;
  readonly data: string;
}

export interface DnsMessage {
  readonly rcode: Rcode;
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  readonly additional: readonly DnsRecord[];
  readonly authoritative: boolean;
  readonly truncated: boolean;
}

export function tupleOf(packet: Tuple): Tuple {
  return { src: packet.src, sport: packet.sport, dst: packet.dst, dport: packet.dport };
}

/** The tuple of the answer to a packet of this tuple. */
export function reversed(tuple: Tuple): Tuple {
  return { src: tuple.dst, sport: tuple.dport, dst: tuple.src, dport: tuple.sport };
}

export function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;
}
