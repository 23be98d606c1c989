import type { Cluster, ClusterService, Evidence } from '#cluster';
import { evidenceOf, inStatus } from '#cluster';
import type { DnsRecord, Ip } from '#net';
import { parseIp } from '#net';
import type { Answered, Asking, Question } from './asking.ts';
import { afterReply, message, replied } from './asking.ts';
import type { PluginConfig } from './corefile.ts';
import type { Entry, Found } from './found.ts';
import { addressRecords, nameError, srvRecords, typeOf } from './found.ts';
import { declaredPorts, fittingPorts } from './kubernetes-records.ts';
import { fallthroughZones } from './kubernetes-options.ts';
import {
  addressOfReverse,
  isWithin,
  joinNames,
  labelsBelow,
  longestZone,
  sameName,
  zoneAsAsked,
  zonesWritten,
} from './name.ts';
import type { Context, Plugin } from './plugin.ts';
import type { Watched } from './watched.ts';

interface ExternalOptions {
  readonly zones: readonly string[];
  readonly apex: string;
  readonly ttl: number;
  readonly headless: 'answered' | 'left out';
  readonly fallthrough: readonly string[];
}

/**
 * CoreDNS' k8s_external: `SERVICE.NAMESPACE.ZONE` for the external addresses of Services (spec.externalIPs, then the
 * load balancer's), `plugin/k8s_external/external.go` and `plugin/kubernetes/external.go`. Its own TTL, 5 by default.
 */
export function externalPlugin(plugin: PluginConfig, watched: Watched, cluster: Cluster): Plugin {
  const of = (name: string): readonly string[] | null =>
    plugin.block.findLast((one) => one.name === name)?.args ?? null;
  const options: ExternalOptions = {
    zones: plugin.args.flatMap(zonesWritten),
    apex: of('apex')?.[0] ?? 'dns',
    ttl: Number(of('ttl')?.[0] ?? 5),
    headless: of('headless') === null ? 'left out' : 'answered',
    fallthrough: fallthroughZones(of('fallthrough')),
  };
  return { name: 'k8s_external', handle: (question, context) => answer(options, watched, cluster, question, context) };
}

function answer(
  options: ExternalOptions,
  watched: Watched,
  cluster: Cluster,
  question: Question,
  context: Context,
): Asking {
  const matched = longestZone(options.zones, question.name);
  if (matched === null) return context.next(question);
  const zone = zoneAsAsked(matched, question.name);
  const by = (why: string, entries: readonly Entry[] = []): Answered => ({
    plugin: 'k8s_external',
    zone: matched,
    object: entries[0]?.object ?? null,
    because: entries[0]?.because ?? [],
    why,
  });
  const soa = externalSoa(zone, options);
  const empty = (rcode: 'NOERROR' | 'NXDOMAIN', why: string): Asking =>
    replied(by(why), message(rcode, [], { authority: [soa] }));
  const full = (records: readonly DnsRecord[], why: string, entries: readonly Entry[] = []): Asking =>
    records.length === 0 ? empty('NOERROR', why) : replied(by(why, entries), message('NOERROR', records));

  if (sameName(question.name, matched)) {
    if (question.type === 'SOA') return full([soa], 'the apex of the zone');
    const ns = { name: question.name, type: 'NS', ttl: options.ttl, data: `ns1.${options.apex}.${zone}` };
    return full(question.type === 'NS' ? [ns] : [], 'the apex of the zone');
  }
  if (isWithin(joinNames(options.apex, matched), question.name))
    return subApex(options, zone, question, { cluster, watched, context, empty, full });

  if (question.type === 'PTR') {
    const address = addressOfReverse(question.name);
    if (address !== null) {
      const services = cluster.services.filter(
        (service) => watched.exposes(service.namespace) && externalIps(service).includes(address),
      );
      const records = services.map(({ name, namespace }) => ({
        name: question.name,
        type: 'PTR',
        ttl: options.ttl,
        data: joinNames(`${name}.${namespace}`, options.zones[0] ?? '.'),
      }));
      if (records.length > 0) return full(records, 'the address is an external address of a Service');
      if (longestZone(options.fallthrough, question.name) !== null) return context.next(question);
      return empty('NXDOMAIN', `no Service has the external address ${address}`);
    }
  }

  const found = externalRecords(options, watched, matched, question.name);
  if (found.kind === 'nameError') {
    if (longestZone(options.fallthrough, question.name) !== null) return context.next(question);
    return empty('NXDOMAIN', found.why);
  }
  if (found.kind === 'noData') return empty('NOERROR', found.why);
  switch (question.type) {
    case 'A':
    case 'AAAA': {
      const alias = found.entries.find(({ host }) => host.kind === 'name');
      const own = addressRecords(question.name, question.type, found.entries);
      if (alias === undefined || alias.host.kind !== 'name') return full(own, found.why, found.entries);
      const record = { name: question.name, type: 'CNAME', ttl: options.ttl, data: alias.host.name };
      return afterReply(context.lookup({ ...question, name: alias.host.name }), (reply) =>
        full([...own, record, ...reply.message.answers], found.why, found.entries),
      );
    }
    case 'SRV':
      return full(srvRecords(question.name, found.entries), found.why, found.entries);
    default:
      return empty('NOERROR', `${found.why}; k8s_external has no ${question.type} records`);
  }
}

/** `dns.ZONE` and `ns1.dns.ZONE`: the helper names of the apex. */
function subApex(
  options: ExternalOptions,
  zone: string,
  question: Question,
  by: {
    readonly cluster: Cluster;
    readonly watched: Watched;
    readonly context: Context;
    empty(rcode: 'NOERROR' | 'NXDOMAIN', why: string): Asking;
    full(records: readonly DnsRecord[], why: string): Asking;
  },
): Asking {
  const labels = labelsBelow(zone, question.name);
  if (labels.length === 1) return by.empty('NOERROR', 'the level of the name servers');
  if (labels.length > 2 || labels[0]?.toLowerCase() !== 'ns1') return by.empty('NXDOMAIN', 'no such name server');
  const dns = by.cluster.services.filter((service) =>
    (by.cluster.slicesOf.get(service.key) ?? []).some((slice) =>
      slice.endpoints.some((one) => one.ready && one.addresses.some((ip) => by.context.serverIps.includes(ip))),
    ),
  );
  const records = dns
    .flatMap((service) =>
      options.headless === 'answered' && service.headless
        ? by.watched.endpoints(service.namespace, service.name).map(({ ip }) => ip)
        : externalIps(service),
    )
    .filter((ip) => typeOf(ip) === question.type)
    .map((ip) => ({ name: question.name, type: typeOf(ip), ttl: options.ttl, data: ip }));
  return by.full(records, 'the external addresses of the DNS Service');
}

function externalRecords(options: ExternalOptions, watched: Watched, zone: string, name: string): Found {
  const labels = labelsBelow(zone, name);
  const namespace = labels.at(-1) ?? '';
  if (!watched.exposes(namespace)) return nameError(`there is no namespace ${namespace}, or it is not exposed`);
  const serviceName = labels.at(-2);
  if (serviceName === undefined) return { kind: 'noData', why: `the namespace ${namespace} exists` };
  const rest = labels.slice(0, -2).map((label) => (label.startsWith('_') ? label.slice(1) : label));
  if (rest.length > 2) return nameError('the name has too many labels');
  const service = watched.service(namespace, serviceName);
  if (service === null) return nameError(`there is no Service ${serviceName} in the namespace ${namespace}`);
  const [first, second] = rest;
  const asked = second === undefined ? { port: null, protocol: null } : { port: first ?? null, protocol: second };
  const base = `${service.name}.${service.namespace}.${zoneAsAsked(zone, name)}`;
  const making = { ttl: options.ttl, object: service.ref, because: addressEvidence(service) };
  const endpoint = second === undefined ? (first ?? null) : null;
  const hosts = externalHosts(service);
  if (hosts.length === 0 && options.headless === 'answered' && (service.headless || endpoint !== null)) {
    const entries = watched
      .endpoints(service.namespace, service.name)
      .filter((one) => endpoint === null || one.name.toLowerCase() === endpoint.toLowerCase())
      .flatMap((one) =>
        fittingPorts(one.ports, asked).map((port) => ({
          key: `${one.name}.${base}`,
          host: { kind: 'address' as const, ip: one.ip },
          port: port.port,
          ...making,
        })),
      );
    return entries.length > 0
      ? { kind: 'entries', entries, why: 'the endpoints of a headless Service' }
      : nameError('no such endpoint');
  }
  const entries = hosts.flatMap((host) =>
    fittingPorts(declaredPorts(service), asked).map((port) => ({ key: base, host, port: port.port, ...making })),
  );
  return entries.length > 0
    ? { kind: 'entries', entries, why: `the external addresses of ${service.name}` }
    : nameError(`the Service ${service.name} has no external address (or no such port)`);
}

/** The fields that hold the addresses: `spec.externalIPs`, and what the load balancer reported. */
function addressEvidence(service: ClusterService): readonly Evidence[] {
  const { externalIps, loadBalancer } = service;
  return [
    ...(externalIps.length > 0 || loadBalancer.length === 0 ? [evidenceOf(service, 'spec', 'externalIPs')] : []),
    ...(loadBalancer.length > 0 ? [evidenceOf(service, 'status', 'loadBalancer')] : []),
  ];
}

function externalHosts(service: ClusterService): readonly Entry['host'][] {
  const balancer = service.loadBalancer.flatMap((entry): Entry['host'][] => {
    const said = inStatus(entry);
    if (said === null) return [];
    return said === entry.ip
      ? [{ kind: 'address', ip: entry.ip }]
      : [{ kind: 'name', name: `${said.replace(/\.$/, '')}.` }];
  });
  return [...service.externalIps.map((ip) => ({ kind: 'address' as const, ip })), ...balancer];
}

function externalIps(service: ClusterService): readonly Ip[] {
  return externalHosts(service).flatMap((host) => (host.kind === 'address' ? [host.ip] : (parseIp(host.name) ?? [])));
}

function externalSoa(zone: string, options: ExternalOptions): DnsRecord {
  return {
    name: zone,
    type: 'SOA',
    ttl: options.ttl,
    data: `ns1.${options.apex}.${zone} hostmaster.${options.apex}.${zone} 1 7200 1800 86400 ${options.ttl}`,
  };
}
