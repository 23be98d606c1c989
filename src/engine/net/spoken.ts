import type { Protocol } from './protocol.ts';

/** What is known of a port: its number, and what a Service or a pod says of it, where one does. */
export interface SaidOfPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly name?: string | undefined;
  readonly appProtocol?: string | null | undefined;
}

/**
 * What a port is for, as far as anybody says: `appProtocol` (IANA's service names and those of Kubernetes,
 * https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol), else the words of its name
 * (`http-metrics`, `grpc`), else what everybody uses its number for. A port that nothing says anything of is for HTTP.
 */
export function spokenOn({ port, protocol, name = '', appProtocol }: SaidOfPort): 'http' | 'https' | 'other' {
  if (protocol !== 'TCP') return 'other';
  const said = (appProtocol ?? '') === '' ? name : (appProtocol ?? '');
  if (said === '') return OTHERS.has(port) ? 'other' : port === 443 ? 'https' : 'http';
  if (SECURE.test(said)) return 'https';
  if (!WEB.test(said)) return 'other';
  return port === 443 ? 'https' : 'http';
}

/**
 * Whether it is known that a port speaks something else than HTTP: by a name of such a protocol, or else by a number that
 * belongs to one. A name that says nothing (`api`) leaves it open.
 */
export function isKnownOther({ port, protocol, name = '', appProtocol }: SaidOfPort): boolean {
  if (protocol !== 'TCP') return false;
  const said = (appProtocol ?? '') === '' ? name : (appProtocol ?? '');
  if (SECURE.test(said) || WEB.test(said)) return false;
  return OTHER_NAMES.test(said) || (OTHERS.has(port) && !ALSO_WEB.has(port));
}

const OTHER_NAMES =
  /(?:^|[^a-z])(?:amqp|cassandra|cql|dns|kafka|ldaps?|memcached?|mongo(?:db)?|mqtt|mysql|nats|postgres(?:ql)?|psql|redis|smtp|ssh|zookeeper)(?![a-z])/i;

/** Numbers of `OTHERS` behind which HTTP is heard too: etcd, and 7000, which is anybody's. */
const ALSO_WEB: ReadonlySet<number> = new Set([2379, 7000]);

const SECURE = /^(?:kubernetes\.io\/wss)$|(?:^|[^a-z])https|websecure/i;
const WEB = /^(?:kubernetes\.io\/(?:h2c|ws))$|(?:^|[^a-z])(?:http|web|www)/i;

/** Ports that are for something else where nobody says what they are for: SSH, mail, DNS, databases, queues, caches. */
const OTHERS: ReadonlySet<number> = new Set([
  22, 25, 53, 389, 1433, 1521, 2181, 2379, 3306, 4222, 5432, 5672, 6379, 7000, 9042, 9092, 11_211, 27_017,
]);
