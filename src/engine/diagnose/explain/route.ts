import type { Cluster } from '#cluster';
import type { Ip } from '#net';
import type { Fragment, HopOf, Story } from '#trace';
import { address, chip, code, nodeOf, podLink } from './phrase.ts';
import { egressCommand, isByEgressMap } from './egress.ts';
import { onNode, shell } from './shell.ts';

/** A packet leaves a node: to another node, out of the cluster, or into a pod by a hostPort. */
export function explainRoute(hop: HopOf<'route'>, cluster: Cluster): Story {
  const { decision } = hop;
  const node = nodeOf(hop.at) ?? 'the node';
  const commands = hop.before === null ? [] : [onNode(node, shell`ip route get ${hop.before.dst}`)];
  if (decision.publicAddress !== undefined) return fronted(hop, decision.publicAddress);
  switch (decision.to) {
    case 'pod':
      return {
        chip: chip(`hostPort → ${decision.next}`),
        title: ['The hostPort leads to ', podLink(decision.next)],
        ...mapped(hop, cluster, commands),
      };
    case 'node':
      return {
        chip: chip(
          decision.encapsulation === null
            ? `to ${decision.next}`
            : `${decision.encapsulation.toUpperCase()} to ${decision.next}`,
        ),
        title: [
          `${node} sends it to ${decision.next}`,
          ...(decision.encapsulation === null ? [] : [` in ${decision.encapsulation.toUpperCase()}`]),
          ' by ',
          code(decision.device),
        ],
        detail: overlay(hop, cluster),
        commands: [
          ...(isByEgressMap(hop) && hop.before !== null
            ? [egressCommand(node, hop.way === 'reply' ? hop.before.dst : hop.before.src)]
            : commands),
          ...(decision.encapsulation === null ? [] : [onNode(node, shell`ip -d link show ${decision.device}`)]),
        ],
      };
    case 'outside':
      return {
        chip: chip(`out to ${decision.next}`),
        title: ['It leaves the cluster by ', code(decision.device)],
        detail: [
          'No route of the cluster fits ',
          code(decision.next),
          ', so the default route takes it.',
          ...(isOfPod(hop, cluster) ? [] : [' Routes are asked before anything rewrites the source on the way out.']),
        ],
        commands,
      };
  }
}

/** No machine of the cluster shows this translation, so there is no command but the node's own addresses. */
function fronted({ decision: { next }, before, after }: HopOf<'route'>, from: Ip): Story {
  const to = after?.dst ?? next;
  const source: readonly Fragment[] =
    before === null || after === null || before.src === after.src
      ? []
      : [' The sender is such a node too: ', code(before.src), ' becomes ', code(after.src), '.'];
  return {
    chip: chip(`public → ${to}`),
    title: ['The public address ', code(from), ' becomes ', code(to), ` of ${next}`],
    detail: [
      `The network in front of the nodes translates the ExternalIP one to one. ${next} has no interface with it and sees `,
      code(to),
      ' as the destination.',
      ...source,
    ],
    commands: [onNode(next, 'ip -brief addr')],
  };
}

/** Whether the source is still a pod's own. */
function isOfPod({ before }: HopOf<'route'>, { podByIp }: Cluster): boolean {
  return before !== null && podByIp.has(before.src);
}

function mapped(
  { at, before }: HopOf<'route'>,
  cluster: Cluster,
  commands: Story['commands'],
): Pick<Story, 'detail' | 'commands'> {
  const { mode, ebpf } = cluster.settings.serviceProxy;
  if (mode !== 'ebpf' || ebpf.by === 'calico')
    return { detail: ['The portmap plugin of the CNI rewrites the node’s address and port to the pod’s.'], commands };
  const where = at.hook === 'socket' ? 'The socket puts' : 'The program on the device puts';
  const node = at.place.kind === 'pod' ? (cluster.podByKey.get(at.place.pod)?.node ?? null) : nodeOf(at);
  return {
    detail: [`${where} the pod’s address and port in the place of the node’s, by Cilium’s HostPort entry.`],
    commands:
      before === null || node === null
        ? []
        : [onNode(node, shell`cilium-dbg bpf lb list | grep -F ${`:${before.dport}/`}`)],
  };
}

function overlay(hop: HopOf<'route'>, cluster: Cluster): readonly Fragment[] {
  const { decision, after, before } = hop;
  const { cni } = cluster.settings;
  if (isByEgressMap(hop)) {
    if (hop.way === 'reply') {
      return [
        'The answer came to the gateway of an egress policy. It goes back to the pod’s node by the tunnel, wrapped as the packet was on its way here. ',
      ];
    }
    return [
      'An egress policy takes the packet: it leaves the cluster by that node, and is wrapped to get there as it is. ',
    ];
  }
  if (decision.encapsulation === null || after === null) {
    return [`The route of ${cni.name} (${cni.mode}) names the node directly; the packet is not wrapped.`];
  }
  return [
    'The network between the nodes does not know pod addresses, so ',
    code(decision.device),
    ' wraps the packet: outside ',
    code(`${after.src} → ${after.dst}`),
    ', inside ',
    before === null ? '' : address(before.dst, before.dport),
    `. That costs ${after.bytes - (before?.bytes ?? after.bytes)} bytes of every packet; pods have an MTU of ${cni.mtu}.`,
  ];
}
