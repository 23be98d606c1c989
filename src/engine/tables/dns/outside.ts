import type { Cluster, Evidence, ExternalWorld } from '#cluster';
import { setting } from '#cluster';
import type { DnsMessage, DnsRecord } from '#net';
import { message } from './asking.ts';
import { typeOf } from './found.ts';
import { absolute, sameName } from './name.ts';

/** Seconds that a name outside is taken to live where the scenario does not say. */
const OUTSIDE_TTL = 300;

const LONGEST_CHAIN = 10;

export interface OutsideAnswer {
  readonly message: DnsMessage;
  /** What the answer rests on: the scenario's `external`, or the assumption that a served host points at its address. */
  readonly because: readonly Evidence[];
  readonly isAssumed: 'assumed' | 'stated';
}

/**
 * What every resolver outside the cluster says: `external.names` and `external.records`, hosts that an Ingress or Gateway
 * serves, no data for another type of a known name, NXDOMAIN for everything else. Aliases are followed.
 */
export function answerFromOutside(cluster: Cluster, name: string, type: string): OutsideAnswer {
  const answers: DnsRecord[] = [];
  const because: Evidence[] = [];
  let isAssumed: OutsideAnswer['isAssumed'] = 'stated';
  let owner = absolute(name);
  let isKnown = false;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const known = knownName(cluster, owner);
    if (known === null) {
      because.push(setting(cluster, 'external'));
      break;
    }
    isKnown = true;
    because.push(...known.because);
    if (known.assumed) isAssumed = 'assumed';
    const direct = known.records.filter((record) => record.type === type);
    answers.push(...direct);
    const alias = known.records.find((record) => record.type === 'CNAME');
    if (direct.length > 0 || alias === undefined) break;
    answers.push(alias);
    owner = absolute(alias.data);
  }
  const rcode = isKnown ? 'NOERROR' : 'NXDOMAIN';
  return { message: message(rcode, answers, { authoritative: false }), because, isAssumed };
}

interface KnownName {
  readonly records: readonly DnsRecord[];
  readonly because: readonly Evidence[];
  readonly assumed: boolean;
}

function knownName(cluster: Cluster, owner: string): KnownName | null {
  const { external } = cluster;
  const bare = owner.slice(0, -1).toLowerCase();
  const stated: Evidence = {
    object: { kind: 'Setting', namespace: null, name: 'external' },
    field: ['external'],
    origin: { kind: 'scenario', setting: 'external' },
  };
  const records: DnsRecord[] = external.records
    .filter((record) => sameName(record.name, owner))
    .map((record) => ({ name: owner, type: record.type, ttl: record.ttl, data: dataOf(record.type, record.data) }));
  const ips = external.names.get(bare);
  if (ips !== undefined || records.length > 0) {
    const own = (ips ?? []).map((ip) => ({ name: owner, type: typeOf(ip), ttl: OUTSIDE_TTL, data: ip }));
    return { records: [...own, ...records], because: [stated], assumed: false };
  }
  const served = external.served.get(bare) ?? servedByWildcard(external, bare);
  if (served === undefined) return null;
  const record = { name: owner, type: typeOf(served.address), ttl: OUTSIDE_TTL, data: served.address };
  const because: readonly Evidence[] = [
    { object: served.object, field: served.field, origin: { kind: 'written' } },
    setting(cluster, 'external'),
  ];
  return { records: [record], because, assumed: true };
}

function servedByWildcard(external: ExternalWorld, name: string): ReturnType<ExternalWorld['served']['get']> {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const found = external.served.get(`*${name.slice(dot)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names inside the data get their trailing dot, as a zone file has them. */
function dataOf(type: string, data: string): string {
  if (type === 'CNAME' || type === 'NS' || type === 'PTR') return absolute(data);
  if (type === 'SRV' || type === 'MX') return absolute(data);
  return data;
}
