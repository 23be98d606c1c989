import type { Cluster } from '#cluster';
import type { TableRef, TableView } from '#trace';
import { printConntrack } from './conntrack/index.ts';
import { createDnsTables } from './dns/index.ts';
import { createIngressTables } from './ingress/index.ts';
import { createPolicyIndex, printPolicy } from './policy/index.ts';
import { natMapView } from './nat-map/index.ts';
import { nodeRules } from './node-rules/index.ts';
import { EGRESS_MAP, routeTables } from './routes/index.ts';
import { serviceTables } from './service/index.ts';
import type { Tables } from './tables.ts';

/** All tables of a cluster; each is made when first asked for and kept. */
export function createTables(cluster: Cluster): Tables {
  const routes = routeTables(cluster);
  const service = serviceTables(cluster, routes);
  const rules = nodeRules(cluster, service);
  const policy = createPolicyIndex(cluster);
  const dns = createDnsTables(cluster);
  const ingress = createIngressTables(cluster);
  const print = (table: TableRef, row: string | null): TableView | null => {
    switch (table.kind) {
      case 'bpf':
        if (table.name === EGRESS_MAP) return routes.printEgress(table.at, row);
        return natMapView(table.at, table.name) ?? service.on(table.at)?.print(table.kind, table.name, row) ?? null;
      case 'iptables':
        return (
          rules.print(table.at, table.name, row) ?? service.on(table.at)?.print('iptables', table.name, row) ?? null
        );
      case 'ipvs':
      case 'nftables':
        return service.on(table.at)?.print(table.kind, table.name, row) ?? null;
      case 'endpoints':
        return service.printEndpoints(table.name, row);
      case 'balancer':
        return service.printBalancer(table.name, row);
      case 'routes':
        return routes.print(table.at, table.name === 'local' ? 'local' : 'main', row);
      case 'policy':
        return printPolicy(policy, cluster, table, row);
      case 'locations':
        return ingress.print(table, row);
      case 'dns':
      case 'resolv-conf':
        return dns.print(table, row);
      case 'conntrack':
        return printConntrack(table.at, table.name, cluster.settings.serviceProxy.kernel);
    }
  };
  return { cluster, service, routes, rules, policy, dns, ingress, print };
}
