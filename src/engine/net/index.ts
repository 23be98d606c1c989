export {
  cidr,
  cidrContains,
  cidrCovers,
  cidrRange,
  familyOf,
  hostPort,
  ip,
  ipFromValue,
  ipValue,
  isLoopback,
  parseCidr,
  parseIp,
} from './ip.ts';
export type { Cidr, CidrRange, Family, Ip } from './ip.ts';
export { reversed, sameTuple, tupleOf } from './packet.ts';
export type {
  CertificateShown,
  DnsMessage,
  DnsQuery,
  DnsRecord,
  DnsType,
  Headers,
  HttpRequest,
  HttpResponse,
  Packet,
  Payload,
  Rcode,
  Tls,
  Tuple,
} from './packet.ts';
export { isPort } from './protocol.ts';
export type { Port, Protocol } from './protocol.ts';
export { isKnownOther, spokenOn } from './spoken.ts';
export type { SaidOfPort } from './spoken.ts';
export { defaultPort, parseWebUrl } from './url.ts';
export type { WebUrl } from './url.ts';
export { hash32, hashText } from './hash.ts';
export { nameCovers, readCertificate } from './x509.ts';
export type { X509 } from './x509.ts';
export { base64Bytes } from './base64.ts';
export { fitsExpression, readExpression, tryExpression } from './expression/expression.ts';
export type { Expression, Tried } from './expression/expression.ts';
