import type { Cluster, ClusterPod, ClusterService } from '#cluster';
import type { TableRef, TableView } from '#trace';
import { sameName } from './name.ts';
import type { WrittenResolvConf } from './resolv-conf.ts';
import type { DnsServer } from './server.ts';

/** How many rows round the one that decided are worth showing. */
const NEIGHBOURS = 4;

/** The tables that can be printed. */
interface Printable {
  serverOf(pod: ClusterPod): DnsServer;
  resolvConfOf(pod: ClusterPod): WrittenResolvConf;
  readonly nodeResolvConf: WrittenResolvConf;
}

/**
 * Kind `dns`: what the CoreDNS pod `at` (any of them for `zone`) holds, one row a Service; the row's id is the record's
 * name. Kind `resolv-conf`: the lines of the file of pod `at`, or of the nodes' own. `null` for other tables.
 */
export function printDns(cluster: Cluster, tables: Printable, table: TableRef, row: string | null): TableView | null {
  switch (table.kind) {
    case 'dns': {
      const pod = cluster.podByKey.get(table.at) ?? cluster.pods.find(({ role }) => role === 'coredns');
      return pod === undefined ? null : zoneView(cluster, tables.serverOf(pod), pod, row);
    }
    case 'resolv-conf': {
      const pod = cluster.podByKey.get(table.at);
      return resolvConfView(table.at, pod === undefined ? tables.nodeResolvConf : tables.resolvConfOf(pod), row);
    }
    default:
      return null;
  }
}

interface ZoneRow {
  readonly id: string;
  readonly cells: readonly string[];
  readonly note: string;
}

function zoneView(cluster: Cluster, server: DnsServer, pod: ClusterPod, row: string | null): TableView {
  const rows = cluster.services.flatMap((service) => serviceRow(service, server) ?? []);
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const exact = row === null ? -1 : sorted.findIndex(({ id }) => sameName(id, row));
  const near = exact >= 0 || row === null ? exact : sorted.findIndex(({ id }) => id > row.toLowerCase());
  const from = Math.max(0, near - NEIGHBOURS);
  const shown = sorted.slice(from, from + 2 * NEIGHBOURS + 1);
  return {
    title: `names that CoreDNS in ${pod.key} holds`,
    columns: ['name', 'type', 'data', 'ttl'],
    rows: shown,
    more: sorted.length - shown.length,
  };
}

function serviceRow(service: ClusterService, server: DnsServer): ZoneRow | null {
  const { watched } = server;
  if (watched === null || !watched.exposes(service.namespace)) return null;
  if (watched.service(service.namespace, service.name) === null) return null;
  const id = `${service.name}.${service.namespace}.svc.${watched.options.primaryZone}`;
  const ttl = String(watched.options.ttl);
  if (service.spec.type === 'ExternalName') {
    return { id, cells: [id, 'CNAME', `${service.spec.externalName ?? ''}`, ttl], note: 'an alias' };
  }
  if (!service.headless) return { id, cells: [id, 'A', service.clusterIps.join(', '), ttl], note: '' };
  const addresses = [...new Set(watched.endpoints(service.namespace, service.name).map(({ ip }) => ip))];
  const text =
    addresses.length > 4
      ? `${addresses.slice(0, 4).join(', ')} and ${addresses.length - 4} more`
      : addresses.join(', ');
  return { id, cells: [id, 'A', text, ttl], note: addresses.length === 0 ? 'no ready endpoint: NXDOMAIN' : 'headless' };
}

function resolvConfView(at: string, written: WrittenResolvConf, row: string | null): TableView {
  const { conf } = written;
  const rows = [
    ...conf.searches.map((domain, index) => ({
      id: `search:${index}`,
      cells: ['search', domain],
      note: `${index + 1}. in the list`,
    })),
    ...conf.nameservers.map((server, index) => ({
      id: `nameserver:${index}`,
      cells: ['nameserver', server],
      note: '',
    })),
    ...conf.options.map((option) => ({ id: `option:${option}`, cells: ['options', option], note: '' })),
  ];
  return {
    title: row === null ? `/etc/resolv.conf of ${at}` : `/etc/resolv.conf of ${at}, the line that counted marked`,
    columns: ['keyword', 'value'],
    rows,
    more: 0,
  };
}
