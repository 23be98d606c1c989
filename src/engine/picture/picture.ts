import type { Balancer, Cluster, ClusterNode, ClusterPod } from '#cluster';
import { workloadKeyOf } from '#cluster';
import type { Picture, PictureBalancer, PictureNode, PicturePod, RuleCard } from '#view';
import { egressCards } from './egress-cards.ts';
import { hostsOutside } from './hosts-outside.ts';
import { ingressCards } from './ingress-cards.ts';
import { kernelStrip } from './kernel-strip.ts';
import type { Locate } from './place.ts';
import { policyCards } from './policy-cards.ts';
import { serviceCards } from './service-cards.ts';

/** What there is to draw: places below, rules above. Layout, folding and colours are the page's. */
export function pictureOf(cluster: Cluster, locate: Locate): Picture {
  const rules: readonly RuleCard[] = [
    ...ingressCards(cluster, locate),
    ...serviceCards(cluster, locate),
    ...policyCards(cluster, locate),
    ...egressCards(cluster, locate),
  ];
  return {
    nodes: cluster.nodes.map((node) => nodeOf(node, cluster)),
    pods: cluster.pods.map((pod) => podOf(pod, cluster)),
    rules,
    balancers: balancersOf(cluster),
    outside: hostsOutside(cluster),
  };
}

function nodeOf(node: ClusterNode, cluster: Cluster): PictureNode {
  return {
    name: node.name,
    ip: node.ip,
    zone: node.zone,
    ready: node.ready,
    assumed: node.origin.kind === 'default',
    hooks: kernelStrip(cluster),
    kernel: cluster.settings.serviceProxy.mode === 'ebpf' ? 'programs' : 'netfilter',
  };
}

function podOf(pod: ClusterPod, { workloads }: Cluster): PicturePod {
  const workload = workloadKeyOf(pod);
  return {
    key: pod.key,
    name: pod.name,
    namespace: pod.namespace,
    ip: pod.ip,
    node: pod.node,
    workload,
    role: pod.role,
    ready: pod.ready,
    hostNetwork: pod.hostNetwork,
    ports: pod.ports.map(({ name, port, protocol }) =>
      [name, protocol === 'TCP' ? `${port}` : `${port}/${protocol}`].filter((part) => part !== '').join(' '),
    ),
    assumed: (workload === null ? pod : (workloads.get(workload) ?? pod)).origin.kind === 'default',
  };
}

/** What stands in front of the nodes: no box of MetalLB, a node answers for the address, or a router upstream has routes to it. */
const BALANCERS = {
  none: 'No balancer',
  cloud: 'Cloud balancer',
  'aws-nlb': 'AWS NLB',
  gcp: 'GCP balancer',
  'metallb-l2': 'Address by ARP',
  'metallb-bgp': 'BGP router',
} as const;

const NOTES = {
  none: 'nobody grants an address',
  cloud: 'proxy to node ports',
  'aws-nlb': 'network balancer',
  gcp: 'passes packets on',
  'metallb-l2': 'announced by MetalLB: one node answers ARP for it, and no box stands before the nodes',
  'metallb-bgp': 'the router upstream, with routes that MetalLB announces: it spreads connections over nodes',
} as const;

function balancersOf(cluster: Cluster): readonly PictureBalancer[] {
  return cluster.services
    .filter(({ spec }) => spec.type === 'LoadBalancer')
    .map((service) => {
      const facts = cluster.balancers.get(service.key);
      const address = service.loadBalancer.find(({ ip, hostname }) => ip !== null || hostname !== null);
      return {
        service: service.key,
        title: service.name,
        balancer: balancerText(facts),
        address: address?.ip ?? address?.hostname ?? 'pending',
        note: noteOf(facts),
        state: facts === undefined ? ('awaited' as const) : ('stands' as const),
      };
    })
    .sort((a, b) => order(a.address, b.address));
}

function balancerText(facts: Balancer | undefined): string {
  if (facts === undefined) return BALANCERS.none;
  const text = BALANCERS[facts.type];
  if (facts.type === 'metallb-l2' || facts.type === 'metallb-bgp') return text;
  if (facts.scheme === 'internal') return facts.type === 'cloud' ? 'Internal balancer' : `Internal ${text}`;
  return facts.targets === 'pod' ? `${text}, to pods` : text;
}

function noteOf(facts: Balancer | undefined): string {
  if (facts === undefined) return NOTES.none;
  return facts.targets === 'pod' ? 'straight to pods' : NOTES[facts.type];
}

function order(a: string, b: string): number {
  const v6 = (text: string): number => (text.includes(':') ? 1 : 0);
  return v6(a) - v6(b) || (a < b ? -1 : a > b ? 1 : 0);
}
