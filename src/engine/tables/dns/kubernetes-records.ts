import type { ClusterService, Evidence } from '#cluster';
import { evidenceOf } from '#cluster';
import type { ObjectRef } from '#manifests';
import { parseIp } from '#net';
import type { Entry, Found } from './found.ts';
import { nameError } from './found.ts';
import { absolute, isReverseName, joinNames, labelsBelow, longestZone, zoneAsAsked } from './name.ts';
import type { Watched, WatchedEndpoint, WatchedPort } from './watched.ts';
import { serviceEvidence } from './watched.ts';

/** A name below a zone of the cluster, read apart (CoreDNS `plugin/kubernetes/parse.go`). */
interface ParsedName {
  readonly zone: string;
  readonly namespace: string;
  /** Service or pod label, `null` at the level of the namespace. */
  readonly name: string | null;
  readonly port: string | null;
  readonly protocol: string | null;
  readonly endpoint: string | null;
  readonly cluster: string | null;
}

/** What one kubernetes plugin holds under a name, whatever the type asked for. */
export function kubernetesRecords(watched: Watched, zone: string, name: string): Found {
  const labels = labelsBelow(zone, name);
  const kind = labels.at(-1)?.toLowerCase();
  if (kind === undefined || (labels.length === 1 && (kind === 'svc' || kind === 'pod'))) {
    return { kind: 'noData', why: 'the zone and its levels svc and pod exist, without records' };
  }
  if (kind !== 'svc' && kind !== 'pod') return nameError(`below the zone only svc and pod exist, not ${kind}`);
  const isMulticluster = longestZone(watched.options.multicluster, name) === zone.toLowerCase();
  const parsed = parse(labels, zoneAsAsked(zone, name), kind, isMulticluster ? 'multicluster' : 'cluster');
  if (parsed === null) return nameError('the name has more labels than any name of a Service');
  if (isReverseName(name)) return nameError('a reverse name holds no Service');
  if (!watched.exposes(parsed.namespace)) {
    return nameError(`there is no namespace ${parsed.namespace}, or the Corefile does not expose it`);
  }
  if (kind === 'pod') return podRecords(watched, parsed);
  return isMulticluster ? importedRecords(watched, parsed) : serviceRecords(watched, parsed);
}

function parse(
  labels: readonly string[],
  zone: string,
  kind: 'svc' | 'pod',
  mode: 'cluster' | 'multicluster',
): ParsedName | null {
  const left = labels.slice(0, -1);
  const namespace = left.at(-1) ?? '';
  const name = left.at(-2) ?? null;
  const rest = left.slice(0, Math.max(0, left.length - 2));
  const none = { zone, namespace, name, port: null, protocol: null, endpoint: null, cluster: null };
  const [first, second] = rest;
  if (rest.length > 2) return null;
  if (kind === 'pod' || first === undefined) return none;
  if (second === undefined) return { ...none, endpoint: first };
  if (mode === 'multicluster' && !first.startsWith('_') && !second.startsWith('_')) {
    return { ...none, endpoint: first, cluster: second };
  }
  return { ...none, port: bare(first), protocol: bare(second) };
}

function bare(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}

function serviceRecords(watched: Watched, parsed: ParsedName): Found {
  if (parsed.name === null)
    return { kind: 'noData', why: `the namespace ${parsed.namespace} exists, without records of its own` };
  const service = watched.service(parsed.namespace, parsed.name);
  if (service === null) {
    return nameError(`there is no Service ${parsed.name} in the namespace ${parsed.namespace}`);
  }
  const base = `${service.name}.${service.namespace}.svc.${parsed.zone}`;
  const hasNoPods = (): boolean => watched.endpoints(service.namespace, service.name).length === 0;
  if (service.spec.type === 'ExternalName') return externalName(service, parsed, base, watched.options.ttl);
  if (watched.options.emptyServices === 'ignored' && !service.headless && hasNoPods()) {
    return nameError(`the Service ${service.name} has no ready endpoint and the Corefile ignores empty Services`);
  }
  if (service.headless || parsed.endpoint !== null) return endpointRecords(watched, service, parsed, base);
  const ports = fittingPorts(declaredPorts(service), parsed);
  const entries = ports.flatMap((port) =>
    service.clusterIps.map((ip) => ({
      key: base,
      host: { kind: 'address' as const, ip },
      port: port.port,
      ttl: watched.options.ttl,
      object: service.ref,
      because: [serviceEvidence(service, 'clusterIP')],
    })),
  );
  if (entries.length === 0) return nameError(`the Service ${service.name} has no such port`);
  return { kind: 'entries', entries, why: `the Service ${service.name} has a ClusterIP` };
}

function endpointRecords(watched: Watched, service: ClusterService, parsed: ParsedName, base: string): Found {
  const endpoints = watched
    .endpoints(service.namespace, service.name)
    .filter(({ name }) => parsed.endpoint === null || name.toLowerCase() === parsed.endpoint.toLowerCase());
  const because: readonly Evidence[] = [
    evidenceOf(service, 'spec', service.headless ? 'clusterIP' : 'selector'),
    ...(service.spec.publishNotReadyAddresses ? [evidenceOf(service, 'spec', 'publishNotReadyAddresses')] : []),
  ];
  const entries = endpointEntries(endpoints, parsed, base, { ttl: watched.options.ttl, object: service.ref, because });
  if (entries.length > 0) {
    return {
      kind: 'entries',
      entries,
      why: `the headless Service ${service.name} is answered with the addresses of its ${whichEndpoints(service)}`,
    };
  }
  if (parsed.endpoint !== null) return nameError(`no ready endpoint of ${service.name} is called ${parsed.endpoint}`);
  if (endpoints.length > 0) return nameError(`the endpoints of ${service.name} have no such port`);
  return nameError(
    watched.hasSynced
      ? `the headless Service ${service.name} has no ready endpoint`
      : 'CoreDNS may not read EndpointSlices and knows no endpoint',
  );
}

function whichEndpoints({ spec }: ClusterService): string {
  return spec.publishNotReadyAddresses
    ? 'endpoints, ready or not, as publishNotReadyAddresses says'
    : 'ready endpoints';
}

interface EntryMaking {
  readonly ttl: number;
  readonly object: ObjectRef;
  readonly because: readonly Evidence[];
}

function endpointEntries(
  endpoints: readonly WatchedEndpoint[],
  parsed: ParsedName,
  base: string,
  making: EntryMaking,
): readonly Entry[] {
  return endpoints.flatMap((endpoint) => {
    const own = endpoint.cluster === null ? endpoint.name : `${endpoint.name}.${endpoint.cluster}`;
    return fittingPorts(endpoint.ports, parsed).map((port) => ({
      key: `${own}.${base}`,
      host: { kind: 'address' as const, ip: endpoint.ip },
      port: port.port,
      ...making,
    }));
  });
}

function externalName(service: ClusterService, parsed: ParsedName, key: string, ttl: number): Found {
  if (parsed.endpoint !== null || parsed.port !== null)
    return nameError('nothing exists below an ExternalName Service');
  const target = service.spec.externalName ?? '';
  if (target === '' || parseIp(target) !== null) {
    return nameError(`the externalName of ${service.name} is no host name`);
  }
  const entry: Entry = {
    key,
    host: { kind: 'name', name: absolute(target) },
    port: 0,
    ttl,
    object: service.ref,
    because: [serviceEvidence(service, 'externalName')],
  };
  return { kind: 'entries', entries: [entry], why: `the Service ${service.name} is an alias for ${target}` };
}

function importedRecords(watched: Watched, parsed: ParsedName): Found {
  if (parsed.name === null)
    return { kind: 'noData', why: `the namespace ${parsed.namespace} exists, without records of its own` };
  const service = watched.imported(parsed.namespace, parsed.name);
  if (service === null) return nameError(`no ServiceImport ${parsed.name} in the namespace ${parsed.namespace}`);
  const base = `${service.ref.name}.${parsed.namespace.toLowerCase()}.svc.${parsed.zone}`;
  const because: readonly Evidence[] = [
    { object: service.ref, field: ['spec', service.type === 'Headless' ? 'type' : 'ips'], origin: { kind: 'written' } },
  ];
  const making: EntryMaking = { ttl: watched.options.ttl, object: service.ref, because };
  const why = `the ServiceImport ${service.ref.name} is known`;
  if (service.type === 'Headless' || parsed.endpoint !== null) {
    const endpoints = watched
      .importedEndpoints(parsed.namespace, parsed.name)
      .filter(
        ({ name, cluster }) =>
          parsed.endpoint === null ||
          (name.toLowerCase() === parsed.endpoint.toLowerCase() &&
            cluster?.toLowerCase() === parsed.cluster?.toLowerCase()),
      );
    const entries = endpointEntries(endpoints, parsed, base, making);
    return entries.length > 0 ? { kind: 'entries', entries, why } : nameError('no such endpoint was imported');
  }
  const entries = fittingPorts(service.ports, parsed).flatMap((port) =>
    service.ips.map((ip) => ({ key: base, host: { kind: 'address' as const, ip }, port: port.port, ...making })),
  );
  return entries.length > 0 ? { kind: 'entries', entries, why } : nameError('the ServiceImport has no such port');
}

/** `A-B-C-D.NS.pod.Z`; one or two labels further left are ignored. */
function podRecords(watched: Watched, parsed: ParsedName): Found {
  const mode = watched.options.pods;
  if (mode === 'disabled') return nameError('the Corefile has no pods option, so pods have no names');
  if (parsed.name === null)
    return { kind: 'noData', why: `the namespace ${parsed.namespace} exists, without records of its own` };
  const isDotted = parsed.name.split('-').length === 4 && !parsed.name.includes('--');
  const text = parsed.name.replaceAll('-', isDotted ? '.' : ':');
  const ip = /(^|\.)0\d/.test(text) ? null : parseIp(text);
  if (ip === null) return nameError(`the label ${parsed.name} is no address written with dashes`);
  if (mode === 'verified' && !watched.hasPod(parsed.namespace, ip)) {
    return nameError(`no pod of the namespace ${parsed.namespace} has the address ${ip}`);
  }
  const entry: Entry = {
    key: joinNames(`${parsed.name}.${parsed.namespace}.pod`, parsed.zone),
    host: { kind: 'address', ip },
    port: 0,
    ttl: watched.options.ttl,
    object: { kind: 'Namespace', namespace: null, name: parsed.namespace.toLowerCase() },
    because: [],
  };
  const why =
    mode === 'insecure'
      ? 'the name itself holds the address; whether such a pod exists is not looked at'
      : 'a pod of the namespace has the address';
  return { kind: 'entries', entries: [entry], why };
}

/** Ports of a Service; one without any has a stand-in that gives addresses and no SRV (CoreDNS `object/service.go`). */
export function declaredPorts({ ports }: ClusterService): readonly WatchedPort[] {
  return ports.length === 0 ? [{ name: '', protocol: '', port: -1 }] : ports;
}

/** Ports that the port and protocol labels fit, case ignored; without labels all of them. */
export function fittingPorts<P extends Pick<WatchedPort, 'name' | 'protocol'>>(
  ports: readonly P[],
  asked: { readonly port: string | null; readonly protocol: string | null },
): readonly P[] {
  return ports.filter(
    (port) =>
      (asked.port === null || asked.port.toLowerCase() === port.name.toLowerCase()) &&
      (asked.protocol === null || asked.protocol.toLowerCase() === port.protocol.toLowerCase()),
  );
}
