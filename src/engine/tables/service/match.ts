import type { Ip, Port, Protocol } from '#net';
import type { ServicePort } from './service-port.ts';

export type Via = 'clusterIP' | 'externalIP' | 'loadBalancer' | 'nodePort';

/** The Service port that a destination belongs to, and by which of its addresses. */
export interface ServiceMatch {
  readonly port: ServicePort;
  readonly via: Via;
  readonly address: Ip;
}

/** Finds Service ports by destination in constant time; the same on every node. */
export interface ServiceIndex {
  /** Every Service port that kube-proxy captures. */
  readonly ports: readonly ServicePort[];
  byAddress(protocol: Protocol, address: Ip, port: Port | null): ServiceMatch | null;
  byNodePort(protocol: Protocol, address: Ip, port: Port | null): ServiceMatch | null;
  /** Any Service that has the address, whatever the port. */
  owner(address: Ip): ServiceMatch | null;
}

/** Where Services share an address and port, cluster IPs win over external IPs, these over load balancer addresses. */
export function serviceIndex(ports: readonly ServicePort[]): ServiceIndex {
  const addresses = new Map<string, ServiceMatch>();
  const nodePorts = new Map<string, ServicePort>();
  const owners = new Map<Ip, ServiceMatch>();
  for (const via of ['clusterIP', 'externalIP', 'loadBalancer'] as const) {
    for (const port of ports) {
      for (const address of addressesOf(port, via)) {
        const key = `${port.port.protocol} ${port.port.port} ${address}`;
        const match = { port, via, address };
        if (!addresses.has(key)) addresses.set(key, match);
        if (!owners.has(address)) owners.set(address, match);
      }
    }
  }
  for (const port of ports) {
    const key = `${port.port.protocol} ${port.port.nodePort} ${port.family}`;
    if (port.port.nodePort !== 0 && !nodePorts.has(key)) nodePorts.set(key, port);
  }
  return {
    ports,
    byAddress: (protocol, address, port) => addresses.get(`${protocol} ${port} ${address}`) ?? null,
    byNodePort: (protocol, address, port) => {
      const found = nodePorts.get(`${protocol} ${port} ${address.includes(':') ? 'IPv6' : 'IPv4'}`);
      return found === undefined ? null : { port: found, via: 'nodePort', address };
    },
    owner: (address) => owners.get(address) ?? null,
  };
}

function addressesOf(port: ServicePort, via: Exclude<Via, 'nodePort'>): readonly Ip[] {
  switch (via) {
    case 'clusterIP':
      return [port.clusterIp];
    case 'externalIP':
      return port.externalIps;
    case 'loadBalancer':
      return port.vips;
  }
}
