import type { ClusterPod, CniFacts } from '#cluster';
import type { AdminPort, PolicyPort } from '#manifests';
import type { Port, Protocol } from '#net';
import type { Connection, Party } from './connection.ts';

/** One entry of a rule's port list. A name is looked up on the destination pod of each connection. */
export type PortEntry =
  | { readonly kind: 'all'; readonly protocol: Protocol }
  | { readonly kind: 'range'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  /** `protocol` null: any that the destination declares under that name (v1alpha1 `namedPort`). */
  | { readonly kind: 'name'; readonly protocol: Protocol | null; readonly name: string };

/** Weave reads no endPort: only the first port opens. */
export function compilePolicyPort(entry: PolicyPort, facts: Pick<CniFacts, 'endPort'>): PortEntry {
  const { protocol, port, endPort } = entry;
  if (port === undefined) return { kind: 'all', protocol };
  if (typeof port === 'string') return { kind: 'name', protocol, name: port };
  return { kind: 'range', protocol, first: port, last: facts.endPort ? (endPort ?? port) : port };
}

export function compileAdminPort(entry: AdminPort): PortEntry {
  switch (entry.kind) {
    case 'all':
      return { kind: 'all', protocol: entry.protocol };
    case 'number':
      return { kind: 'range', protocol: entry.protocol, first: entry.start, last: entry.end };
    case 'name':
      return { kind: 'name', protocol: null, name: entry.name };
  }
}

export function portMatches(entry: PortEntry, connection: Connection): boolean {
  const { protocol, port, destination } = connection;
  switch (entry.kind) {
    case 'all':
      return entry.protocol === protocol;
    case 'range':
      return entry.protocol === protocol && port !== null && entry.first <= port && port <= entry.last;
    case 'name':
      return (
        (entry.protocol === null || entry.protocol === protocol) &&
        port !== null &&
        numbersOf(destination, entry.name, protocol).includes(port)
      );
  }
}

/** What a port name means on a destination, over all its containers; on an address it means nothing. */
export function numbersOf(destination: Party, name: string, protocol: Protocol): readonly Port[] {
  return destination.kind === 'pod' ? declaredPorts(destination.pod, name, protocol) : [];
}

export function declaredPorts(pod: ClusterPod, name: string, protocol: Protocol): readonly Port[] {
  return pod.ports.filter((port) => port.name === name && port.protocol === protocol).map(({ port }) => port);
}

/** `TCP 80`, `UDP 5000-5010`, `SCTP, every port`, `port named http`. */
export function portEntryText(entry: PortEntry): string {
  switch (entry.kind) {
    case 'all':
      return `${entry.protocol}, every port`;
    case 'range':
      return `${entry.protocol} ${entry.first === entry.last ? entry.first : `${entry.first}-${entry.last}`}`;
    case 'name':
      return entry.protocol === null ? `port named ${entry.name}` : `${entry.protocol} port named ${entry.name}`;
  }
}
