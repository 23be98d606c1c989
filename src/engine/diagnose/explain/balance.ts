import type { Balancer, Cluster, ClusterService } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, link } from './phrase.ts';
import { shell } from './shell.ts';

/** Which node (or pod) a load balancer picked, why that one, and what became of the client's address. */
export function explainBalance(hop: HopOf<'balance'>, cluster: Cluster): Story {
  const { service, chosen, among, balancer } = hop.decision;
  const [node = chosen] = chosen.split(' ');
  const key = `${service.namespace}/${service.name}`;
  const facts = cluster.balancers.get(key);
  const who = entryWords(hop.decision);
  if (hop.decision.by === 'connection') {
    return {
      chip: chip(`keeps ${node}`),
      title: who.keeps,
      detail: ['A connection that stands stays where it began: nothing is picked again.'],
      commands: [],
    };
  }
  if (hop.decision.by === 'client') {
    return {
      chip: chip(`keeps ${node}`),
      title: ['The load balancer of ', link(service), ' keeps the client on ', code(chosen)],
      detail: [
        `With sessionAffinity ClientIP this balancer sends all connections of a client to one node. Balancer: ${hop.decision.name}.`,
      ],
      commands: [shell`kubectl get service -n ${service.namespace ?? 'default'} ${service.name} -o wide`],
    };
  }
  return {
    chip: chip(among > 1 ? `${who.chip}, 1 of ${among}` : who.chip),
    title: who.title,
    detail: [
      ...candidates(hop, cluster.serviceByKey.get(key), facts),
      ...connection(hop, facts),
      ...header(hop),
      balancer.startsWith('metallb') ? ` Announced by ${hop.decision.name}.` : ` Balancer: ${hop.decision.name}.`,
    ],
    commands: [
      shell`kubectl get service -n ${service.namespace ?? 'default'} ${service.name} -o wide`,
      balancer === 'metallb-l2'
        ? shell`kubectl get events -n ${service.namespace ?? 'default'} --field-selector involvedObject.name=${service.name},reason=nodeAssigned`
        : 'kubectl get nodes -L node.kubernetes.io/exclude-from-external-load-balancers',
    ],
  };
}

interface EntryWords {
  readonly chip: string;
  readonly title: readonly Fragment[];
  /** The title where the connection stood already. */
  readonly keeps: readonly Fragment[];
}

/**
 * Who leads the packet to its node. MetalLB is no machine on the way: in layer 2 the node that answers ARP gets what is
 * for the address, with BGP the router upstream spreads over the nodes that announce it (MetalLB, "MetalLB in layer 2
 * mode", "MetalLB in BGP mode").
 */
function entryWords({ balancer, service, chosen, stated }: HopOf<'balance'>['decision']): EntryWords {
  const [node = chosen] = chosen.split(' ');
  const [to, of] = [code(chosen), link(service)];
  if (balancer === 'metallb-l2') {
    const enters: readonly Fragment[] = ['The packet for ', of, ' comes in by ', to];
    return {
      chip: stated === undefined ? `${node} answers ARP` : `comes in by ${node}`,
      title: stated === undefined ? [to, ' answers ARP for the address of ', of, ', so it gets the packet'] : enters,
      keeps: ['The packet for ', of, ' comes in by ', to, ' again'],
    };
  }
  if (balancer === 'metallb-bgp') {
    return {
      chip: `router picks ${node}`,
      title: ['The router in front of the nodes picks ', to, ' for ', of],
      keeps: ['The router in front of the nodes keeps the connection to ', of, ' on ', to],
    };
  }
  return {
    chip: `picks ${node}`,
    title: ['The load balancer of ', of, ' picks ', to],
    keeps: ['The load balancer of ', of, ' keeps the connection on ', to],
  };
}

function candidates(
  { decision }: HopOf<'balance'>,
  service: ClusterService | undefined,
  facts: Balancer | undefined,
): readonly Fragment[] {
  const { balancer, target, among, fit, chosen, stated } = decision;
  const isLocal = service?.spec.externalTrafficPolicy === 'Local';
  if (target === 'pod') {
    const where = stated === undefined ? 'here' : 'on the node that the request names (via)';
    return [
      `Pods are its targets, ${where} ${counted(among, 'ready one')}: no node port and no kube-proxy on the way. `,
    ];
  }
  const [node = chosen] = chosen.split(' ');
  if (stated !== undefined) return namedNode(node, stated, decision);
  const those = isLocal
    ? `${counted(fit, 'node')} with an endpoint of its own`
    : `the ${counted(fit, 'node')} that may`;
  if (balancer === 'metallb-l2') {
    return fit === 1
      ? [`One node at a time answers ARP for the address, and ${node} is the only one that may. `]
      : [`One node at a time answers ARP for the address: of ${those}, the hash of name and address chose ${node}. `];
  }
  if (balancer === 'metallb-bgp')
    return [
      `${isLocal ? `Only ${those}` : counted(fit, 'node')} ${fit === 1 ? 'announces' : 'announce'} the address by BGP${fit === 1 ? ', so the router has one way. ' : ', ways of equal cost to the router (ECMP): it picks one by a hash of the connection. '}`,
    ];
  if (fit === 0 && among > 0)
    return [`No node passes the health check, so the balancer fails open: it sends to any of all ${among}. `];
  const check = isLocal ? localCheck(service) : clusterCheck(facts);
  return [`${counted(among, 'node')} ${among === 1 ? 'passes' : 'pass'} the health check${check}. `];
}

/** The request says by which node it comes in; whether the balancer might have chosen so. */
function namedNode(
  node: string,
  stated: 'fit' | 'unfit',
  { balancer, fit }: HopOf<'balance'>['decision'],
): readonly Fragment[] {
  const [picker, picks] =
    balancer === 'metallb-l2'
      ? ['MetalLB', 'elect']
      : balancer === 'metallb-bgp'
        ? ['the router', 'pick']
        : ['the balancer', 'pick'];
  if (stated === 'fit')
    return [
      fit === 1
        ? `The request says that it comes in by ${node} (via), the only node that is fit. `
        : `The request says that it comes in by ${node} (via), one of ${counted(fit, 'node')} that are fit: ${picker} might ${picks} any of them. `,
    ];
  const others = fit === 0 ? 'no node is' : `only ${counted(fit, 'other')} ${fit === 1 ? 'is' : 'are'}`;
  const subject = picker.charAt(0).toUpperCase() + picker.slice(1);
  return [`The request says that it comes in by ${node} (via). ${subject} would not ${picks} it: ${others} fit. `];
}

/** What the balancer asks nodes of which only those with an endpoint are fit. */
function localCheck(service: ClusterService | undefined): string {
  const port = service === undefined || service.healthCheckNodePort === 0 ? '' : ` ${service.healthCheckNodePort}`;
  return ` on the health check node port${port}: with externalTrafficPolicy Local it answers 200 only where an endpoint is ready`;
}

/** What it asks them where every node may pass the packet on. */
function clusterCheck(facts: Balancer | undefined): string {
  switch (facts?.checksNodesBy) {
    case 'kubeProxy':
      return ' (kube-proxy’s /healthz on port 10256): with externalTrafficPolicy Cluster every node that runs it is fit';
    case 'nodePort':
      return ' (TCP to the node port): with externalTrafficPolicy Cluster every node answers there while the Service has an endpoint';
    case 'notSaid':
    case 'announcement':
    case 'targetPort':
    case undefined:
      return ', as each node that runs is taken to: with externalTrafficPolicy Cluster it is not said what this balancer asks them';
  }
}

function connection({ before, after, decision }: HopOf<'balance'>, facts: Balancer | undefined): readonly Fragment[] {
  if (decision.opensOwnConnection && after !== null) {
    const own = ['It opens a connection of its own from ', code(after.src), ', so the client’s address is lost here'];
    if (decision.target === 'pod')
      return [...own, ': with pods as targets preserve_client_ip.enabled is off for TCP unless the Service sets it.'];
    return [
      ...own,
      facts?.name === 'cloud balancer'
        ? '. Assumed of it: a balancer that passes packets through keeps the address.'
        : '.',
    ];
  }
  return after?.dst === before?.dst
    ? ['The packet stays as it is: the node sees the client and the load balancer address.']
    : ['It rewrites the destination and keeps the client’s address.'];
}

function header({ decision }: HopOf<'balance'>): readonly Fragment[] {
  if (decision.proxyHeader === 'none') return [];
  return [
    ` In front of the stream it puts a PROXY header (${decision.proxyHeader}) with the client’s address: a receiver that does not expect one cannot read what follows.`,
  ];
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
