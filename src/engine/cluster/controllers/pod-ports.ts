import type { Container, PodSpec } from '#manifests';
import type { Ip } from '#net';
import { isPort, parseIp } from '#net';
import type { PodPort } from '../model.ts';

/** Declared ports of all containers that are ports (1 to 65535), native sidecars (init containers that stay) included. */
export function portsOf(spec: PodSpec): readonly PodPort[] {
  return serving(spec).flatMap((container) =>
    container.ports
      .filter(({ containerPort }) => isPort(containerPort))
      .map(({ name, containerPort, protocol, hostPort, hostIP }) => ({
        name: name ?? '',
        port: containerPort,
        protocol,
        container: container.name,
        hostPort: hostPort ?? (spec.hostNetwork ? containerPort : null),
        hostIp: boundTo(hostIP),
      })),
  );
}

/** An empty hostIP and the unspecified addresses stand for every address of the node. */
function boundTo(hostIP: string | undefined): Ip | null {
  const address = parseIp(hostIP ?? '');
  return address === '0.0.0.0' || address === '::' ? null : address;
}

/**
 * What listens: `null` (every port) where no container lists ports; else the listed ones and those of probes. A probe
 * port's name is looked up in its own container first.
 */
export function listensOf(
  spec: PodSpec,
): readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' }[] | null {
  const containers = serving(spec);
  if (containers.every(({ ports }) => ports.length === 0)) return null;
  const listens = new Map<string, { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'SCTP' }>();
  const add = (port: number, protocol: 'TCP' | 'UDP' | 'SCTP') =>
    listens.set(`${port}/${protocol}`, { port, protocol });
  for (const container of containers) {
    for (const { containerPort, protocol } of container.ports) if (isPort(containerPort)) add(containerPort, protocol);
    for (const probe of container.probePorts) {
      const number = typeof probe === 'number' ? probe : namedPort(probe, container, containers);
      if (number !== null) add(number, 'TCP');
    }
  }
  return [...listens.values()];
}

function namedPort(name: string, own: Container, containers: readonly Container[]): number | null {
  const ports = [own, ...containers].flatMap(({ ports: declared }) => declared);
  const found = ports.find((port) => port.name === name)?.containerPort;
  return found ?? (/^\d+$/.test(name) ? Number(name) : null);
}

function serving(spec: PodSpec): readonly Container[] {
  return [...spec.containers, ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
}
