import type { Cluster, ClusterService } from '#cluster';
import type { Family, Ip, Port } from '#net';
import { cidrContains, hostPort } from '#net';
import type { TableView } from '#trace';
import type { RouteTables } from '../routes/index.ts';
import type { Balancers } from './balancers.ts';
import { announcer, balancers } from './balancers.ts';
import type { TableName, TableRules } from './iptables/save.ts';
import { proxyRules, tableText } from './iptables/save.ts';
import { ipvsProxyRules } from './ipvs/rules.ts';
import { serviceIndex } from './match.ts';
import { listOne, listTable } from './nftables/list.ts';
import { nftTable, nftTableAround } from './nftables/node-table.ts';
import type { NodeServices } from './node-services.ts';
import { nodeServices } from './node-services.ts';
import { nodeView } from './node-view.ts';
import { windowed } from './print/window.ts';
import type { ServicePort } from './service-port.ts';
import { healthCheckPort, servicePorts } from './service-port.ts';

/** What kube-proxy holds on every node and what load balancers know: decided lazily, once. */
export interface ServiceTables {
  readonly kind: 'service';
  readonly ports: readonly ServicePort[];
  /** `null` for a node that does not exist. */
  on(node: string): NodeServices | null;
  readonly balancers: Balancers;
  /** The node that answers for the address where MetalLB announces it in layer 2. */
  announcer: typeof announcer;
  /** The Service that carries the address in any way (ipMode Proxy and Services kube-proxy ignores included). */
  carrier(address: Ip): ClusterService | null;
  /** Whether the address is a Service's or lies in the service range: then it is never an outside host. */
  isServiceAddress(address: Ip): boolean;
  /** What the health check node port answers on that node, `null` where none has that port. */
  healthCheck(
    node: string,
    port: Port | null,
  ): { readonly service: ClusterService; readonly localEndpoints: number } | null;
  /** Endpoints in slices that no pod stands behind, with their ports. */
  podlessPorts(address: Ip): readonly Port[];
  /** What kube-proxy has in a table of iptables on the node; in ipvs mode the few rules that it writes then. `null` in other modes. */
  iptables(node: string, family: Family, table: TableName): TableRules | null;
  /** `iptables-save` of kube-proxy's own rules on the node, for some Services; in ipvs mode of all. Empty text in other modes. */
  iptablesSave(
    node: string,
    family: Family,
    tables: readonly TableName[],
    services?: (service: ClusterService) => boolean,
  ): string;
  /** `nft list table ip kube-proxy` of the node, or of one chain, map or set of it; `null` in other modes, or where there is none of that name. */
  nftList(
    node: string,
    family: Family,
    only: { readonly kind: 'chain' | 'map' | 'set'; readonly name: string } | null,
  ): string | null;
  /** Endpoints of `NS/NAME`, rows named `ip:port`. */
  printEndpoints(service: string, row: string | null): TableView | null;
  /** Nodes behind the balancer of `NS/NAME`, rows named by node. */
  printBalancer(service: string, row: string | null): TableView | null;
}

export function serviceTables(cluster: Cluster, routes: RouteTables): ServiceTables {
  const ports = servicePorts(cluster);
  const index = serviceIndex(ports);
  const nodes = new Map<string, NodeServices>();
  const carriers = carriersOf(cluster);
  const podless = podlessOf(cluster);
  const checked = new Map(cluster.services.map((one) => [healthCheckPort(one), one]));
  const readyHere = readyEndpoints(ports);
  const behind = balancers(cluster, { readyOn: readyHere, serves: servingEndpoints(ports) });

  function on(name: string): NodeServices | null {
    const known = nodes.get(name);
    if (known !== undefined) return known;
    const node = cluster.nodeByName.get(name);
    if (node === undefined) return null;
    const made = nodeServices(nodeView(cluster, routes, index, node));
    nodes.set(name, made);
    return made;
  }

  function rulesOn(node: string, family: Family, table: TableName, chosen: readonly ServicePort[]): TableRules | null {
    const held = on(node);
    if (held === null) return null;
    switch (cluster.settings.serviceProxy.mode) {
      case 'iptables':
        return proxyRules(held.view, chosen, family, table);
      case 'ipvs':
        return ipvsProxyRules(held.view, family, table);
      case 'nftables':
      case 'ebpf':
        return null;
    }
  }

  return {
    kind: 'service',
    ports,
    on,
    balancers: behind,
    announcer,
    carrier: (address) => carriers.get(address) ?? null,
    isServiceAddress: (address) =>
      carriers.has(address) || cluster.settings.serviceCidrs.some((block) => cidrContains(block, address)),
    healthCheck: (node, port) => {
      const service = port === null ? undefined : checked.get(port);
      return service === undefined ? null : { service, localEndpoints: readyHere(service, node) };
    },
    podlessPorts: (address) => podless.get(address) ?? [],
    iptables: (node, family, table) => rulesOn(node, family, table, ports),
    iptablesSave: (node, family, tables, services = () => true) => {
      const chosen = ports.filter((port) => services(port.service));
      return tables
        .map((table) => {
          const held = rulesOn(node, family, table, chosen);
          return held === null ? '' : tableText(table, held.chains, held.rules);
        })
        .join('');
    },
    nftList: (node, family, only) => {
      const held = cluster.settings.serviceProxy.mode === 'nftables' ? on(node) : null;
      if (held === null) return null;
      if (only === null) return listTable(nftTable(held.view, ports, family));
      return listOne(nftTableAround(held.view, ports, family, only.name), only.kind, only.name);
    },
    printEndpoints: (service, row) => printEndpoints(ports, service, row),
    printBalancer: (key, row) => {
      const service = cluster.serviceByKey.get(key);
      if (service === undefined) return null;
      const rows = behind.nodes(service).map(({ node, why }) => ({
        id: node.name,
        cells: [node.name, node.ip, `${readyHere(service, node.name)}`, why],
        note: '',
      }));
      const columns = ['node', 'address', 'ready endpoints there', 'health'];
      return windowed(`Nodes behind the balancer of ${key}`, columns, rows, row);
    },
  };
}

/** Distinct addresses of ready endpoints of a Service on a node; terminating ones do not count. Counted once per Service. */
function readyEndpoints(ports: readonly ServicePort[]): (service: ClusterService, node: string) => number {
  const portsOf = new Map<ClusterService, ServicePort[]>();
  for (const port of ports) portsOf.set(port.service, [...(portsOf.get(port.service) ?? []), port]);
  const counted = new Map<ClusterService, ReadonlyMap<string | null, ReadonlySet<Ip>>>();
  return (service, node) => {
    const known = counted.get(service) ?? readyByNode(portsOf.get(service) ?? []);
    counted.set(service, known);
    return known.get(node)?.size ?? 0;
  };
}

/** Whether MetalLB counts an endpoint as one that can serve (`internal/k8s/epslices`); Services that kube-proxy leaves alone always do. */
function servingEndpoints(ports: readonly ServicePort[]): (service: ClusterService, node: string | null) => boolean {
  const known = new Map<ClusterService, ReadonlySet<string | null> | 'always'>();
  return (service, node) => {
    const nodes = known.get(service) ?? servingNodes(ports.filter((port) => port.service === service));
    known.set(service, nodes);
    return nodes === 'always' || (node === null ? nodes.size > 0 : nodes.has(node));
  };
}

function servingNodes(own: readonly ServicePort[]): ReadonlySet<string | null> | 'always' {
  if (own.length === 0) return 'always';
  const serving = own.flatMap((port) => port.endpoints().all).filter((one) => one.ready || one.serving);
  return new Set(serving.map(({ node }) => node));
}

function readyByNode(ports: readonly ServicePort[]): ReadonlyMap<string | null, ReadonlySet<Ip>> {
  const found = new Map<string | null, Set<Ip>>();
  for (const { ip, node, ready } of ports.flatMap((port) => port.endpoints().all)) {
    if (ready) found.set(node, (found.get(node) ?? new Set()).add(ip));
  }
  return found;
}

function carriersOf(cluster: Cluster): ReadonlyMap<Ip, ClusterService> {
  const carriers = new Map<Ip, ClusterService>();
  for (const service of cluster.services) {
    const balanced = service.loadBalancer.flatMap(({ ip }) => (ip === null ? [] : [ip]));
    for (const address of [...service.clusterIps, ...service.externalIps, ...balanced]) {
      if (!carriers.has(address)) carriers.set(address, service);
    }
  }
  return carriers;
}

function podlessOf(cluster: Cluster): ReadonlyMap<Ip, readonly Port[]> {
  const found = new Map<Ip, Port[]>();
  for (const slices of cluster.slicesOf.values()) {
    for (const slice of slices) {
      for (const endpoint of slice.endpoints) {
        if (endpoint.pod !== null || cluster.podByIp.has(endpoint.ip)) continue;
        const ports = slice.ports.flatMap(({ port }) => (port === null ? [] : [port]));
        found.set(endpoint.ip, [...(found.get(endpoint.ip) ?? []), ...ports]);
      }
    }
  }
  return found;
}

function printEndpoints(ports: readonly ServicePort[], key: string, row: string | null): TableView | null {
  const own = ports.filter(({ service }) => service.key === key);
  if (own.length === 0) return null;
  const rows = own.flatMap((port) =>
    port.endpoints().all.map((endpoint) => ({
      id: endpoint.text,
      cells: [hostPort(endpoint.ip, endpoint.port), endpoint.node ?? '', conditionOf(endpoint), port.port.name],
      note: endpoint.member.pod ?? '',
    })),
  );
  return windowed(`Endpoints of ${key}`, ['endpoint', 'node', 'condition', 'port'], rows, row);
}

function conditionOf(endpoint: {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}): string {
  if (endpoint.terminating) return endpoint.serving ? 'terminating, serving' : 'terminating';
  return endpoint.ready ? 'ready' : 'not ready';
}
