import type { Cluster, ClusterPod, Evidence } from '#cluster';
import type { Family, Ip } from '#net';
import { familyOf } from '#net';
import type { HostsLine } from '#tables';
import type { ResolvConf } from '#trace';
import type { Sending, World } from '../../flow.ts';
import type { MuslVersion } from './musl.ts';
import { muslVersionOf } from './musl.ts';

/** Who looks a name up, and what its machine or pod tells it. */
export interface Party {
  readonly pod: ClusterPod | null;
  readonly conf: ResolvConf;
  readonly confAt: string;
  readonly because: readonly Evidence[];
  readonly hosts: readonly HostsLine[];
  readonly library: { readonly kind: 'glibc' } | { readonly kind: 'musl'; readonly version: MuslVersion };
  /** Families the party has an address of. */
  readonly families: readonly Family[];
}

/** A pod or node that sends; `null` for everybody outside, who has no resolver of the cluster. */
export function partyOf(sending: Sending, world: World): Party | null {
  const { cluster, tables } = world;
  const { place } = sending.at;
  switch (place.kind) {
    case 'outside':
    case 'balancer':
      return null;
    case 'node': {
      const written = tables.dns.nodeResolvConf;
      return {
        pod: null,
        conf: written.conf,
        confAt: `node/${place.node}`,
        because: written.because,
        hosts: tables.dns.nodeHostsFile(place.node),
        library: { kind: 'glibc' },
        families: familiesOf(cluster.nodeByName.get(place.node)?.addresses ?? []),
      };
    }
    case 'pod': {
      const pod = cluster.podByKey.get(place.pod);
      if (pod === undefined) return null;
      const written = tables.dns.resolvConfOf(pod);
      const image = pod.spec.containers[0]?.image ?? '';
      return {
        pod,
        conf: written.conf,
        confAt: pod.key,
        because: written.because,
        hosts: tables.dns.hostsFileOf(pod),
        library: /alpine/i.test(image) ? { kind: 'musl', version: muslVersionOf(image) } : { kind: 'glibc' },
        families: familiesOf(pod.ips),
      };
    }
  }
}

function familiesOf(addresses: readonly Ip[]): readonly Family[] {
  return [...new Set(addresses.map(familyOf))];
}

/** Families that a program asks for: all that the cluster has. */
export function typesAsked(cluster: Cluster): readonly ('A' | 'AAAA')[] {
  return cluster.families.map((family) => (family === 'IPv4' ? 'A' : 'AAAA'));
}
