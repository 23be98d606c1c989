import type { Cluster, CniFacts } from '#cluster';
import type { AdminPeer, AdminSubject, IpBlock, Labels, LabelSelector, PolicyPeer } from '#manifests';
import { type Cidr, cidrContains, type Ip, parseCidr } from '#net';
import type { Party } from './connection.ts';
import { compileSelector, type Selector, selects } from './selector.ts';

/** The namespaces that a peer speaks of: by selector, or (`selector` null) the policy's own. */
export interface Namespaces {
  readonly selector: Selector | null;
  readonly names: ReadonlySet<string>;
}

/** One entry of a `from` or `to` list, or a subject, ready to be asked. `nothing` can match nobody (an invalid entry). */
export type Peer =
  | { readonly kind: 'pods'; readonly namespaces: Namespaces; readonly pods: Selector | null }
  | { readonly kind: 'block'; readonly cidr: Cidr; readonly except: readonly Cidr[] }
  | { readonly kind: 'nodes'; readonly selector: Selector; readonly addresses: ReadonlySet<Ip> }
  | { readonly kind: 'domains'; readonly names: readonly string[]; readonly addresses: ReadonlySet<Ip> }
  | { readonly kind: 'nothing' };

/** Compiles peers for one cluster; what a selector finds among namespaces and nodes is looked up once. */
export interface PeerCompiler {
  policyPeer(peer: PolicyPeer, namespace: string): Peer;
  /** One manifest entry can hold several networks: each is a peer of its own. */
  adminPeers(peer: AdminPeer): readonly Peer[];
  subject(subject: AdminSubject): Peer;
}

export function createPeerCompiler(cluster: Cluster): PeerCompiler {
  const found = new Map<string, ReadonlySet<string>>();
  const namespacesBy = (labels: LabelSelector): Namespaces => {
    const selector = compileSelector(labels);
    const names =
      found.get(selector.key) ??
      new Set(
        [...cluster.namespaces.values()].filter((space) => selects(selector, space.labels)).map(({ name }) => name),
      );
    found.set(selector.key, names);
    return { selector, names };
  };
  const subject = ({ namespaces, pods }: AdminSubject): Peer => {
    if (namespaces !== undefined) return { kind: 'pods', namespaces: namespacesBy(namespaces), pods: null };
    if (pods === undefined) return { kind: 'nothing' };
    return { kind: 'pods', namespaces: namespacesBy(pods.namespaceSelector), pods: compileSelector(pods.podSelector) };
  };
  return {
    subject,
    policyPeer: (peer, namespace) => {
      if (peer.ipBlock !== undefined) return blockPeer(peer.ipBlock);
      const { podSelector, namespaceSelector } = peer;
      if (podSelector === undefined && namespaceSelector === undefined) return { kind: 'nothing' };
      const own: Namespaces = { selector: null, names: new Set([namespace]) };
      const namespaces = namespaceSelector === undefined ? own : namespacesBy(namespaceSelector);
      return { kind: 'pods', namespaces, pods: podSelector === undefined ? null : compileSelector(podSelector) };
    },
    adminPeers: (peer) => {
      if (peer.networks !== undefined) return peer.networks.map((cidr) => blockPeer({ cidr, except: [] }));
      if (peer.nodes !== undefined) return [nodesPeer(cluster, peer.nodes)];
      if (peer.domainNames !== undefined) return [domainsPeer(cluster, peer.domainNames)];
      return [subject(peer)];
    },
  };
}

function blockPeer(block: IpBlock): Peer {
  const cidr = parseCidr(block.cidr);
  if (cidr === null) return { kind: 'nothing' };
  return { kind: 'block', cidr, except: block.except.map(parseCidr).filter((hole) => hole !== null) };
}

function nodesPeer(cluster: Cluster, labels: LabelSelector): Peer {
  const selector = compileSelector(labels);
  const nodes = cluster.nodes.filter((node) => selects(selector, node.labels));
  return { kind: 'nodes', selector, addresses: new Set(nodes.flatMap(({ addresses }) => addresses)) };
}

/** Not modelled: when a name was looked up and for how long its address counts; what the outside world holds counts. */
function domainsPeer(cluster: Cluster, names: readonly string[]): Peer {
  const addresses = new Set<Ip>();
  for (const [name, known] of cluster.external.names) {
    if (names.some((pattern) => matchesDomain(pattern, name))) for (const ip of known) addresses.add(ip);
  }
  return { kind: 'domains', names, addresses };
}

/** `*.example.com` stands for one or more labels before the rest, never for `example.com` (AdminNetworkPolicy DomainName). */
function matchesDomain(pattern: string, name: string): boolean {
  const plain = pattern.toLowerCase().replace(/\.$/, '');
  return plain.startsWith('*.') ? name.endsWith(plain.slice(1)) && name.length >= plain.length : name === plain;
}

/** What a CNI lets an address block match beside outside addresses. */
export type BlockFacts = Pick<CniFacts, 'ipBlockMatchesPods' | 'ipBlockMatchesNodes'>;

/** Whether a party is one that the peer speaks of. Selectors match only pods with an address of their own. */
export function peerMatches(peer: Peer, party: Party, facts: BlockFacts): boolean {
  switch (peer.kind) {
    case 'pods':
      return party.kind === 'pod' && podsPeerSelects(peer, party.pod);
    case 'block':
      return blockSees(party, facts) && party.ip !== null && blockHolds(peer, party.ip);
    case 'nodes':
    case 'domains':
      return party.kind === 'address' && party.ip !== null && peer.addresses.has(party.ip);
    case 'nothing':
      return false;
  }
}

export function podsPeerSelects(
  peer: Extract<Peer, { kind: 'pods' }>,
  pod: { readonly namespace: string; readonly labels: Labels },
): boolean {
  return peer.namespaces.names.has(pod.namespace) && (peer.pods === null || selects(peer.pods, pod.labels));
}

/** Cilium decides by identity: a block there stands for what is outside of the cluster. */
export function blockSees(party: Party, facts: BlockFacts): boolean {
  if (party.kind === 'pod') return facts.ipBlockMatchesPods;
  return party.node === null || facts.ipBlockMatchesNodes;
}

function blockHolds(block: Extract<Peer, { kind: 'block' }>, ip: Ip): boolean {
  return cidrContains(block.cidr, ip) && !block.except.some((hole) => cidrContains(hole, ip));
}
