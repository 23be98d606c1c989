import type { Cluster } from '#cluster';
import type { Fault } from '#document';
import type { Ip } from '#net';
import { cidrRange, hostPort, ipFromValue, parseIp } from '#net';
import type { ServiceEndpoint } from './endpoints.ts';
import { byText } from './endpoints.ts';
import type { ServicePort } from './service-port.ts';

/**
 * The endpoints as a stale table still holds them: by `kubeProxyStale` every Service on that node, by `staleEndpoints`
 * that Service on every node. The fault's `endpoints` take the places of the first ones; without them the first one
 * stands under an address of its node's range that no pod has any more.
 */
export function staleEndpoints(
  cluster: Cluster,
  port: ServicePort,
  node: string,
  current: readonly ServiceEndpoint[],
): readonly ServiceEndpoint[] {
  const fault = cluster.faults.find((one) => isStaleBy(one, port, node));
  const [first] = current;
  if (fault === undefined || first === undefined) return current;
  const listed = fault.endpoints.map(readEndpoint).filter((one) => one !== null);
  const held = listed.length > 0 ? listed : [{ ip: goneAddress(cluster, first), port: first.port }];
  const replaced = held.map(({ ip, port: number }) => gone(first, ip, number));
  return [...replaced, ...current.slice(replaced.length)].sort(byText);
}

function isStaleBy(fault: Fault, port: ServicePort, node: string): boolean {
  if (fault.target === null) return false;
  if (fault.type === 'kubeProxyStale') return fault.target.name === node;
  return (
    fault.type === 'staleEndpoints' &&
    fault.target.name === port.service.name &&
    fault.target.namespace === port.service.namespace
  );
}

function gone(was: ServiceEndpoint, ip: Ip, port: number): ServiceEndpoint {
  return {
    ...was,
    ip,
    port,
    text: hostPort(ip, port),
    ready: true,
    serving: true,
    terminating: false,
    member: { ip, port, pod: null, workload: null, service: was.member.service },
  };
}

function goneAddress(cluster: Cluster, endpoint: ServiceEndpoint): Ip {
  const node = endpoint.node === null ? undefined : cluster.nodeByName.get(endpoint.node);
  const block = node?.podCidrs[0] ?? cluster.settings.podCidrs[0];
  if (block === undefined) return endpoint.ip;
  const { first, last, family } = cidrRange(block);
  for (let value = last - 1n; value > first; value--) {
    const address = ipFromValue(value, family);
    if (!cluster.podByIp.has(address) && !cluster.nodeByIp.has(address)) return address;
  }
  return endpoint.ip;
}

function readEndpoint(text: string): { readonly ip: Ip; readonly port: number } | null {
  const colon = text.lastIndexOf(':');
  const ip = parseIp(text.slice(0, colon).replace(/^\[|\]$/g, ''));
  const port = Number(text.slice(colon + 1));
  return ip === null || !Number.isInteger(port) ? null : { ip, port };
}
