import type { Cluster, ClusterPod } from '#cluster';
import type { HopOf, Story } from '#trace';
import { chip, code, podLink } from './phrase.ts';
import { inPod } from './shell.ts';

const ROLES = {
  application: 'the application',
  coredns: 'CoreDNS',
  'ingress-controller': 'the ingress controller',
  gateway: 'the gateway',
  outside: 'a host outside the cluster',
  'kube-proxy': 'kube-proxy',
  'api-server': 'the API server',
} as const;

/** A listener takes the packet. */
export function explainReceive(hop: HopOf<'receive'>, cluster: Cluster): Story {
  const { where, port, portName, role } = hop.decision;
  const pod = cluster.podByKey.get(where);
  const on = port === null ? '' : ` on ${port}${portName === null ? '' : ` (${portName})`}`;
  return {
    chip: chip(port === null ? `${where} takes it` : `listens on ${port}`),
    title: [pod === undefined ? code(where) : podLink(where), `: ${ROLES[role]} listens${on}`],
    detail: [
      knownBecause(pod, hop, cluster),
      ...(hop.before === null ? [] : ['It sees ', code(hop.before.src), ' as the sender.']),
    ],
    commands: pod === undefined ? [] : [inPod(cluster, where, listeners(hop, pod))],
  };
}

/** busybox, which stands in for an image without tools, has netstat only. */
function listeners({ before }: HopOf<'receive'>, { role }: ClusterPod): string {
  return `${role === 'coredns' ? 'netstat' : 'ss'} ${before?.protocol === 'UDP' ? '-lun' : '-ltn'}`;
}

function knownBecause(pod: ClusterPod | undefined, { at }: HopOf<'receive'>, cluster: Cluster): string {
  if (pod === undefined && at.place.kind === 'outside') {
    return cluster.external.hosts.has(at.place.ip)
      ? 'The scenario says which ports that host has open, and this is one. '
      : 'Nothing is said of that host, so it is taken to accept every port. ';
  }
  if (pod === undefined) return 'It listens on the node itself. ';
  return pod.listens === null
    ? 'The pod lists no ports, so it is taken to listen on every port. '
    : 'The port is one that the pod lists or is probed on. ';
}
