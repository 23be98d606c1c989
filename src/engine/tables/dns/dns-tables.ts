import type { Cluster, ClusterPod } from '#cluster';
import type { Fault } from '#document';
import type { ConfigMapObject } from '#manifests';
import { refText } from '#manifests';
import type { Ip } from '#net';
import type { Problem } from '#source';
import type { TableRef, TableView } from '#trace';
import { corefileOf } from './corefile-of.ts';
import { parseCorefile } from './corefile.ts';
import { nodeCacheCorefile } from './default-corefile.ts';
import { faultOfPod, faultOfUpstream } from './faults.ts';
import type { HostsLine } from './hosts-file.ts';
import { nodeHostsFile, podHostsFile } from './hosts-file.ts';
import { answerFromOutside } from './outside.ts';
import type { OutsideAnswer } from './outside.ts';
import { printDns } from './print.ts';
import type { WrittenResolvConf } from './resolv-conf.ts';
import { nodeCacheAddresses, nodeResolvConf, podResolvConf } from './resolv-conf.ts';
import type { DnsServer } from './server.ts';
import { dnsServer } from './server.ts';

/** Everything about names: what each DNS server would answer, and what each sender's resolver is told. */
export interface DnsTables {
  /** CoreDNS in that pod, by the Corefile it mounts. */
  serverOf(pod: ClusterPod): DnsServer;
  /** NodeLocal DNSCache on that node, `null` where there is none. */
  nodeCacheOf(node: string): DnsServer | null;
  /** Addresses that the cache listens on: its own, and with iptables or nftables the DNS Service's. Empty without a cache. */
  readonly nodeCacheAddresses: readonly Ip[];
  outside(name: string, type: string): OutsideAnswer;
  resolvConfOf(pod: ClusterPod): WrittenResolvConf;
  readonly nodeResolvConf: WrittenResolvConf;
  hostsFileOf(pod: ClusterPod): readonly HostsLine[];
  nodeHostsFile(node: string): readonly HostsLine[];
  /** Why that CoreDNS pod says nothing, `null` if it answers. */
  silenceOf(pod: ClusterPod): Fault | null;
  upstreamSilence(address: Ip): Fault | null;
  /** The fault by which that CoreDNS pod forwards to itself, `null` if it does not. */
  loopOf(pod: ClusterPod): Fault | null;
  /** The ConfigMap that the pod's Corefile is read from, `null` if kubeadm's is assumed. */
  configMapOf(pod: ClusterPod): ConfigMapObject | null;
  /** What the Corefiles hold that is not modelled or does not parse. */
  readonly problems: readonly Problem[];
  print(table: TableRef, row: string | null): TableView | null;
}

export function createDnsTables(cluster: Cluster): DnsTables {
  const servers = new Map<string, DnsServer>();
  const caches = new Map<string, DnsServer>();
  const confs = new Map<string, WrittenResolvConf>();
  const own = nodeResolvConf(cluster);
  const hasCache = cluster.settings.dns.nodeLocalCache;
  let problems: readonly Problem[] | null = null;

  const serverOf = (pod: ClusterPod): DnsServer => {
    const known = servers.get(pod.key);
    if (known !== undefined) return known;
    const { text, configMap } = corefileOf(cluster, pod);
    const made = dnsServer(
      {
        blocks: parseCorefile(text, configMap === null ? '' : refText(configMap.ref)).blocks,
        serverIps: pod.ips,
        configMap,
        access: faultOfPod(cluster, 'coreDnsNoEndpointSliceRbac', pod) === null ? 'all' : 'noEndpointSlices',
      },
      cluster,
    );
    servers.set(pod.key, made);
    return made;
  };

  const nodeCacheOf = (node: string): DnsServer | null => {
    const machine = cluster.nodeByName.get(node);
    if (!hasCache || machine === undefined) return null;
    const known = caches.get(node);
    if (known !== undefined) return known;
    const { blocks } = parseCorefile(nodeCacheCorefile(cluster, cacheUpstreams(cluster)), '');
    const made = dnsServer({ blocks, serverIps: machine.addresses, configMap: null, access: 'all' }, cluster);
    caches.set(node, made);
    return made;
  };

  const resolvConfOf = (pod: ClusterPod): WrittenResolvConf => {
    const known = confs.get(pod.key) ?? podResolvConf(cluster, pod);
    confs.set(pod.key, known);
    return known;
  };

  return {
    serverOf,
    nodeCacheOf,
    nodeCacheAddresses: nodeCacheAddresses(cluster),
    outside: (name, type) => answerFromOutside(cluster, name, type),
    resolvConfOf,
    nodeResolvConf: own,
    hostsFileOf: (pod) => podHostsFile(cluster, pod),
    nodeHostsFile: (node) => nodeHostsFile(cluster, node),
    silenceOf: (pod) => faultOfPod(cluster, 'coreDnsDown', pod),
    upstreamSilence: (address) => faultOfUpstream(cluster, address),
    loopOf: (pod) => faultOfPod(cluster, 'dnsLoop', pod),
    configMapOf: (pod) => corefileOf(cluster, pod).configMap,
    get problems() {
      problems ??= corefileProblems(cluster);
      return problems;
    },
    print: (table, row) => printDns(cluster, { serverOf, resolvConfOf, nodeResolvConf: own }, table, row),
  };
}

/** Problems of every Corefile that a CoreDNS pod runs with, once each. */
function corefileProblems(cluster: Cluster): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const pod of cluster.pods.filter(({ role }) => role === 'coredns')) {
    const { text, configMap } = corefileOf(cluster, pod);
    const object = configMap === null ? '' : refText(configMap.ref);
    for (const one of parseCorefile(text, object).problems) found.set(`${object} ${one.code} ${one.sentence}`, one);
  }
  return [...found.values()];
}

/**
 * Where the cache finds CoreDNS: the second Service (`kube-dns-upstream`) where the manifests hold it, else the ready
 * CoreDNS pods themselves. Not modelled: the ClusterIP of a second Service that is not in the manifests.
 */
function cacheUpstreams(cluster: Cluster): readonly string[] {
  const second = cluster.services.find(
    ({ name, namespace }) => name === 'kube-dns-upstream' && namespace === 'kube-system',
  );
  const address = second?.clusterIps[0];
  if (address !== undefined) return [address];
  const slices = cluster.dnsService === null ? [] : (cluster.slicesOf.get(cluster.dnsService) ?? []);
  return [...new Set(slices.flatMap((slice) => slice.endpoints.filter(({ ready }) => ready).map(({ ip }) => ip)))];
}
