import type { DnsRecord, Ip } from '#net';
import type { Answered, Asking, Question } from './asking.ts';
import { afterReply, message, replied } from './asking.ts';
import type { Entry, Found } from './found.ts';
import { addressRecords, srvRecords, targetRecords, typeOf } from './found.ts';
import { kubernetesRecords } from './kubernetes-records.ts';
import {
  addressOfReverse,
  isWithin,
  joinNames,
  labelsBelow,
  labelsOf,
  longestZone,
  sameName,
  zoneAsAsked,
} from './name.ts';
import { nameServers } from './name-servers.ts';
import type { Context } from './plugin.ts';
import type { Watched } from './watched.ts';
import { serviceEvidence } from './watched.ts';

/** Longest chain of aliases that CoreDNS follows inside a zone (`plugin/backend_lookup.go`). */
const LONGEST_CHAIN = 8;

/** Answers a question as CoreDNS' kubernetes plugin does (`plugin/kubernetes/handler.go`, `plugin/backend_lookup.go`). */
export function answerFromKubernetes(watched: Watched, question: Question, context: Context): Asking {
  const { options } = watched;
  const matched = longestZone(options.zones, question.name);
  if (matched === null) return context.next(question);
  const zone = zoneAsAsked(matched, question.name);
  const by = (found: { readonly why: string; readonly entries?: readonly Entry[] }): Answered => ({
    plugin: 'kubernetes',
    zone: matched,
    object: found.entries?.[0]?.object ?? null,
    because: distinctEvidence(found.entries ?? []),
    why: found.why,
  });
  const negative = (rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL', why: string): Asking =>
    replied(by({ why }), message(rcode, [], { authority: [soaRecord(zone, options.ttl)] }));
  const missing = (why: string): Asking => {
    if (longestZone(options.fallthrough, question.name) !== null) return context.next(question);
    return watched.hasSynced
      ? negative('NXDOMAIN', why)
      : negative('SERVFAIL', `${why}, but CoreDNS has not seen any EndpointSlice, so it says SERVFAIL`);
  };
  const positive = (
    records: readonly DnsRecord[],
    found: { why: string; entries?: readonly Entry[] },
    extra: readonly DnsRecord[] = [],
  ): Asking =>
    records.length === 0
      ? negative('NOERROR', found.why)
      : replied(by(found), message('NOERROR', records, { additional: extra }));

  if (question.type === 'AXFR' || question.type === 'IXFR') {
    return replied(by({ why: 'zone transfers are refused' }), message('REFUSED'));
  }
  if (question.type === 'SOA') {
    const records = sameName(question.name, matched) ? [soaRecord(zone, options.ttl)] : [];
    return positive(records, { why: 'only the apex of the zone has a SOA record' });
  }
  if (question.type === 'NS' && sameName(question.name, matched)) {
    const servers = nameServers(watched, context.serverIps, zone);
    const names = [...new Set(servers.map(({ name }) => name))];
    const records = names.map((data) => ({ name: question.name, type: 'NS', ttl: options.ttl, data }));
    return positive(records, { why: 'the zone is served by the Services in front of CoreDNS' });
  }
  if (question.type === 'TXT' && labelsBelow(matched, question.name).join('.').toLowerCase() === 'dns-version') {
    const record = { name: question.name, type: 'TXT', ttl: 28800, data: '1.1.0' };
    return positive([record], { why: 'the version of the DNS specification that the zone follows' });
  }
  if (question.type === 'PTR') {
    const address = addressOfReverse(question.name);
    if (address !== null) {
      const pointers = reverseRecords(watched, address, question.name);
      if (pointers.kind === 'entries') return replied(by(pointers), message('NOERROR', pointers.records));
      return missing(pointers.why);
    }
  }
  if (sameName(question.name, joinNames('ns.dns', matched))) {
    const records = nameServers(watched, context.serverIps, zone)
      .filter(({ ip }) => typeOf(ip) === question.type)
      .map(({ ip }) => ({ name: question.name, type: typeOf(ip), ttl: options.ttl, data: ip }));
    return positive(records, { why: 'the name server of the zone' });
  }

  const found = kubernetesRecords(watched, matched, question.name);
  if (found.kind === 'nameError') return missing(found.why);
  if (found.kind === 'noData') return negative('NOERROR', found.why);
  switch (question.type) {
    case 'A':
    case 'AAAA':
      return afterReply(
        followed({ watched, zone: matched, context }, found, { ...question, type: question.type }),
        (reply) => positive(reply.message.answers, found),
      );
    case 'CNAME': {
      const alias = found.entries.find(({ host }) => host.kind === 'name');
      return positive(alias === undefined ? [] : [aliasRecord(question.name, alias)], found);
    }
    case 'SRV': {
      const own = found.entries.filter(({ host }) => host.kind === 'address');
      return positive(srvRecords(question.name, own), found, targetRecords(own));
    }
    default:
      return negative('NOERROR', `${found.why}; there is no ${question.type} record`);
  }
}

/** Address records, with aliases followed: inside the zone at once, outside through the whole server. */
function followed(
  within: { readonly watched: Watched; readonly zone: string; readonly context: Context },
  found: Found & { readonly kind: 'entries' },
  question: Question & { readonly type: 'A' | 'AAAA' },
  chain: readonly string[] = [],
): Asking {
  const { watched, zone, context } = within;
  const done = (records: readonly DnsRecord[]): Asking =>
    replied({ plugin: 'kubernetes', zone, object: null, because: [], why: '' }, message('NOERROR', records));
  const alias = found.entries.find(({ host }) => host.kind === 'name');
  if (alias === undefined || alias.host.kind !== 'name') {
    return done(addressRecords(question.name, question.type, found.entries));
  }
  const target = alias.host.name;
  const record = aliasRecord(question.name, alias);
  const isLoop = sameName(target, question.name) || chain.some((name) => sameName(name, target));
  if (isLoop || chain.length >= LONGEST_CHAIN) return done([]);
  if (isWithin(zone, target)) {
    const next = kubernetesRecords(watched, zone, target);
    if (next.kind !== 'entries') return done([]);
    const inner = followed(within, next, { ...question, name: target }, [...chain, question.name, target]);
    return afterReply(inner, (reply) =>
      done(reply.message.answers.length === 0 ? [] : [record, ...reply.message.answers]),
    );
  }
  return afterReply(context.lookup({ ...question, name: target }), (reply) => done([record, ...reply.message.answers]));
}

function aliasRecord(name: string, alias: Entry): DnsRecord {
  const data = alias.host.kind === 'name' ? alias.host.name : '';
  return { name, type: 'CNAME', ttl: alias.ttl, data };
}

type Pointers =
  | {
      readonly kind: 'entries';
      readonly records: readonly DnsRecord[];
      readonly entries: readonly Entry[];
      readonly why: string;
    }
  | { readonly kind: 'nameError'; readonly why: string };

/** PTR records of an address: the Service that has it, else one for each Service with that ready endpoint. */
function reverseRecords(watched: Watched, address: Ip, name: string): Pointers {
  const { namespaces, primaryZone, ttl } = watched.options;
  const isHidden = (namespace: string): boolean => namespaces !== null && !watched.exposes(namespace);
  const pointer = (target: string): DnsRecord => ({ name, type: 'PTR', ttl, data: joinNames(target, primaryZone) });
  const service = watched.serviceByAddress(address);
  if (service !== null && !isHidden(service.namespace)) {
    const entry: Entry = {
      key: name,
      host: { kind: 'address', ip: address },
      port: -1,
      ttl,
      object: service.ref,
      because: [serviceEvidence(service, 'clusterIP')],
    };
    const records = [pointer(`${service.name}.${service.namespace}.svc`)];
    return { kind: 'entries', records, entries: [entry], why: `the address is the ClusterIP of ${service.name}` };
  }
  const endpoints = watched.endpointsByAddress(address).filter((one) => !isHidden(one.service.namespace));
  if (endpoints.length === 0) {
    return { kind: 'nameError', why: `the address ${address} is no ClusterIP and no ready endpoint of a Service` };
  }
  const records = endpoints.map(({ service: of, endpoint }) =>
    pointer(`${endpoint.name}.${of.name}.${of.namespace}.svc`),
  );
  const entries = endpoints.map(({ service: of }) => ({
    key: name,
    host: { kind: 'address' as const, ip: address },
    port: -1,
    ttl,
    object: of.ref,
    because: [{ object: of.ref, field: ['spec', 'selector'], origin: of.origin }],
  }));
  return {
    kind: 'entries',
    records,
    entries,
    why: `the address is a ready endpoint of ${endpoints.length === 1 ? 'a Service' : 'Services'}`,
  };
}

/** The SOA record of a zone. The serial is a clock in life; here it is always 1. TTL at most 300 s. */
export function soaRecord(zone: string, ttl: number): DnsRecord {
  const labels = labelsOf(zone).length === 0 ? '' : `${labelsOf(zone).join('.')}.`;
  return {
    name: zone,
    type: 'SOA',
    ttl: Math.min(ttl, 300),
    data: `ns.dns.${labels} hostmaster.${labels} 1 7200 1800 86400 ${ttl}`,
  };
}

function distinctEvidence(entries: readonly Entry[]): Answered['because'] {
  const seen = new Map(
    entries.flatMap(({ because }) => because.map((one) => [JSON.stringify([one.object, one.field]), one] as const)),
  );
  return [...seen.values()].slice(0, 4);
}
