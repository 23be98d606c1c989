import type { Cluster, ClusterPod } from '#cluster';
import { hash32 } from '#net';
import type { NginxUpstream } from '#tables';
import type { Member, NonEmpty } from '#trace';
import type { Branch, Flow, Memory, Step } from '../../flow.ts';
import type { Located } from './request.ts';
import { fillIn } from './request.ts';

/** What is chosen from: `tried` are those that failed this request already. */
export interface Choice {
  readonly upstream: NginxUpstream;
  readonly peers: readonly Member[];
  readonly tried: readonly Member[];
  readonly flow: Flow;
}

/**
 * Chooses one peer: each with the same chance, or for a later request of a run the next in turn. After a failure those
 * not yet tried have the same chance (which turns come to over many requests); when all have failed, the round begins
 * again. Not modelled: several workers with a turn each, the latencies behind `ewma`, nginx's own hash function.
 */
export function choosePeer(
  located: Located,
  { upstream, peers, tried, flow }: Choice,
  go: (peer: Member, memory: Memory) => Step,
): Step {
  const fresh = peers.filter((peer) => !tried.includes(peer));
  const open = fresh.length > 0 ? fresh : peers;
  const key = turnKey(located, upstream);
  const remembered = tried.length === 0 ? flow.memory.get(key) : undefined;
  const kept = remembered === undefined ? undefined : next(upstream, peers, open, remembered);
  const chosen = (peer: Member): Step => go(peer, new Map(flow.memory).set(key, peerKey(peer)));
  if (kept !== undefined) return chosen(kept);
  const [only, ...others] = open;
  if (only === undefined) throw new RangeError('an upstream without peers is answered before');
  if (others.length === 0) return chosen(only);
  const branches = classesOf(open, located.visit.world.cluster).map(
    (alike): Branch => ({
      weight: BigInt(alike.length),
      alike,
      take: (one) => chosen(typeof one === 'string' ? alike[0] : one),
    }),
  );
  const [first, ...rest] = branches;
  if (first === undefined) throw new RangeError('peers without a class');
  return { then: 'fork', choice: `peer-${tried.length + 1}`, branches: [first, ...rest] };
}

/** Round robin turns to the one after the last; a hash stays with the one it has. */
function next(
  upstream: NginxUpstream,
  peers: readonly Member[],
  open: readonly Member[],
  last: string,
): Member | undefined {
  const at = peers.findIndex((peer) => peerKey(peer) === last);
  if (at < 0) return undefined;
  const step = upstream.balancing.hashBy !== '' && open.length === peers.length ? 0 : 1;
  for (let offset = step; offset <= peers.length; offset++) {
    const peer = peers[(at + offset) % peers.length];
    if (peer !== undefined && open.includes(peer)) return peer;
  }
  return undefined;
}

function turnKey(located: Located, upstream: NginxUpstream): string {
  const { hashBy } = upstream.balancing;
  const by = hashBy === '' ? '' : `/${fillIn(hashBy, located)}`;
  return `gateway/${located.visit.pod.key}/${upstream.name}${by}`;
}

function peerKey(peer: Member): string {
  return `${peer.ip} ${peer.port}`;
}

/** Peers in classes of those that everything downstream treats alike: node, port, labels, health, and settings of their own. */
function classesOf(peers: readonly Member[], cluster: Cluster): readonly NonEmpty<Member>[] {
  const byAddress = judgesByAddress(cluster);
  const classes = new Map<string, [Member, ...Member[]]>();
  for (const peer of peers) {
    const key = byAddress ? peerKey(peer) : classKey(peer, cluster);
    const known = classes.get(key);
    if (known === undefined) classes.set(key, [peer]);
    else known.push(peer);
  }
  return [...classes.values()];
}

/** Whether a policy for senders names blocks of addresses: then two pods alike in labels may differ. */
function judgesByAddress({ networkPolicies, adminPolicies }: Cluster): boolean {
  return (
    networkPolicies.some(({ egress }) =>
      egress?.some(({ peers }) => peers.some(({ ipBlock }) => ipBlock !== undefined)),
    ) ||
    adminPolicies.some(({ egress }) => egress.some(({ peers }) => peers.some(({ networks }) => networks !== undefined)))
  );
}

function classKey(peer: Member, cluster: Cluster): string {
  const pod = peer.pod === null ? undefined : cluster.podByKey.get(peer.pod);
  if (pod === undefined) return peerKey(peer);
  const own = cluster.settings.apps[pod.key] === undefined ? '' : pod.key;
  return `${pod.node} ${peer.port} ${own} ${described(pod)}`;
}

const descriptions = new WeakMap<ClusterPod, string>();

function described(pod: ClusterPod): string {
  const known = descriptions.get(pod);
  if (known !== undefined) return known;
  const { namespace, labels, hostNetwork, ports, listens, health, phase, terminating, role } = pod;
  const text = JSON.stringify([namespace, labels, hostNetwork, ports, listens, health, phase, terminating, role]);
  descriptions.set(pod, text);
  return text;
}

/** An opaque cookie value for a peer, as long as nginx's. */
export function peerCookie(peer: Member): string {
  return [0, 1, 2, 3]
    .map((part) =>
      hash32(`${part}/${peerKey(peer)}`)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}
