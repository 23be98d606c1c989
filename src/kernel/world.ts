import type { Session } from '#engine';
import { distinct, healthCheckListens, isReached, type Listen, podListens } from './listeners.ts';
import { podDevice } from './pod-devices.ts';
import type { Trial } from './trial.ts';

/** Network namespaces for a scenario: names by what they stand for, and the shell script that makes them. */
export interface World {
  readonly prefix: string;
  readonly names: ReadonlyMap<string, string>;
  readonly script: string;
  /** What listens where: namespace, and the endpoints in it. */
  readonly listeners: readonly { readonly namespace: string; readonly listens: readonly Listen[] }[];
}

const UNDERLAY = 'underlay';
/** The nodes' way out in each family: it answers, and what it gets ends there. */
const ROUTER = '169.254.77.1';
const ROUTER_6 = 'fe80::77:1';

export const nodeKey = (name: string): string => `node ${name}`;
export const podKey = (key: string): string => `pod ${key}`;
export const clientKey = (ip: string): string => `client ${ip}`;

/**
 * The world of a scenario: a bridge as underlay, a namespace for each node, pod and client on it, routes to every pod
 * through its node, and nothing else. Pods hang on their node by a veth and a route, as with Calico, so that neither a
 * bridge nor an overlay rewrites what kube-proxy's rules leave alone.
 */
export function worldOf(session: Session, trials: readonly Trial[], prefix: string): World {
  const { cluster } = session;
  const names = new Map<string, string>();
  const lines: string[] = [];
  const add = (key: string): string => {
    const name = `${prefix}${names.size}`;
    names.set(key, name);
    lines.push(
      `ip netns add ${name}`,
      `ip netns exec ${name} sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0`,
      `ip -n ${name} link set lo up`,
    );
    return name;
  };
  const underlay = add(UNDERLAY);
  lines.push(
    `ip -n ${underlay} link add br0 type bridge`,
    `ip -n ${underlay} link set br0 up`,
    `ip -n ${underlay} addr add ${ROUTER}/32 dev br0`,
    `ip -n ${underlay} addr add ${ROUTER_6}/64 dev br0 nodad`,
    `ip netns exec ${underlay} sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0`,
  );
  const attach = (name: string, index: number): void => {
    lines.push(
      `ip -n ${underlay} link add u${index} type veth peer name eth0 netns ${name}`,
      `ip -n ${underlay} link set u${index} master br0 up`,
      `ip -n ${name} link set eth0 up`,
    );
  };
  const nodes = cluster.nodes.map((node) => ({ node, name: add(nodeKey(node.name)) }));
  for (const [index, { node, name }] of nodes.entries()) {
    attach(name, index);
    lines.push(...sysctls(name));
    for (const ip of node.addresses) lines.push(`ip -n ${name} addr add ${ip}/${whole(ip)} dev eth0 ${nodad(ip)}`);
    lines.push(
      `ip -n ${name} route add ${ROUTER}/32 dev eth0`,
      `ip -n ${name} route add default via ${ROUTER} dev eth0 onlink`,
      ...(node.addresses.some((ip) => ip.includes(':'))
        ? [`ip -n ${name} -6 route add default via ${ROUTER_6} dev eth0`]
        : []),
    );
    for (const { node: other } of nodes)
      if (other !== node)
        for (const ip of other.addresses) lines.push(`ip -n ${name} route add ${ip}/${whole(ip)} dev eth0`);
  }
  const clients = [...new Set(trials.flatMap(({ from }) => (from.kind === 'client' ? [from.ip] : [])))];
  for (const [index, ip] of clients.entries()) {
    const name = add(clientKey(ip));
    attach(name, nodes.length + index);
    lines.push(`ip -n ${name} addr add ${ip}/${whole(ip)} dev eth0 ${nodad(ip)}`);
    for (const { node, name: at } of nodes) {
      lines.push(`ip -n ${at} route add ${ip}/${whole(ip)} dev eth0`);
      for (const address of node.addresses) lines.push(`ip -n ${name} route add ${address}/${whole(address)} dev eth0`);
    }
  }
  const senders = new Set(trials.flatMap(({ from }) => (from.kind === 'pod' ? [from.pod] : [])));
  const own = new Map<string, readonly Listen[]>();
  const silent: string[] = [];
  const bridges = new Set<string>();
  for (const { node, name } of nodes) own.set(name, healthCheckListens(session, node));
  for (const pod of cluster.pods) {
    const listens = podListens(session, pod, trials);
    const home = names.get(nodeKey(pod.node));
    if (home === undefined || (!isReached(session, pod, trials) && !senders.has(pod.key))) continue;
    if (pod.hostNetwork) {
      own.set(home, [...(own.get(home) ?? []), ...listens]);
      continue;
    }
    const device = podDevice(session, pod);
    const veth = device?.kind === 'own' ? device.name : `p${names.size}`;
    const door = device?.name ?? veth;
    const name = add(podKey(pod.key));
    own.set(name, listens);
    if (pod.health === 'silent') silent.push(`ip -n ${name} link set eth0 down`);
    lines.push(
      `ip -n ${home} link add ${veth} type veth peer name eth0 netns ${name}`,
      `ip -n ${home} link set ${veth} up`,
      ...(device?.kind === 'bridge' ? onBridge(home, door, veth, bridges) : answering(home, veth)),
      `ip -n ${name} link set eth0 up`,
      `ip -n ${name} route add default dev eth0`,
      `ip -n ${name} -6 route add default via fe80::1 dev eth0`,
    );
    for (const ip of pod.ips) {
      lines.push(`ip -n ${name} addr add ${ip}/${whole(ip)} dev eth0 ${nodad(ip)}`);
      for (const { node, name: at } of nodes) {
        const through = node.addresses.length === 0 ? null : hop(node.name, pod, ip, door, session);
        if (through !== null) lines.push(`ip -n ${at} route add ${ip}/${whole(ip)} ${through}`);
      }
    }
  }
  const listeners = [...own]
    .filter(([, listens]) => listens.length > 0)
    .map(([namespace, listens]) => ({ namespace, listens: distinct(listens) }));
  return { prefix, names, script: [...lines, ...silent].join('\n'), listeners };
}

/**
 * A port of the node's bridge, which is made with its first pod. Ports see the node only and netfilter sees no bridged
 * frames, so that every packet is routed, whether or not this machine has br_netfilter.
 */
function onBridge(home: string, bridge: string, veth: string, made: Set<string>): readonly string[] {
  const isNew = !made.has(`${home} ${bridge}`);
  made.add(`${home} ${bridge}`);
  return [
    ...(isNew ? [`ip -n ${home} link add ${bridge} type bridge`, `ip -n ${home} link set ${bridge} up`] : []),
    ...(isNew
      ? [
          ...answering(home, bridge),
          `${sysctl(home)} net.ipv4.conf.${bridge}.proxy_arp_pvlan=1`,
          `${sysctl(home)} -e net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0`,
        ]
      : []),
    `ip -n ${home} link set ${veth} master ${bridge}`,
    `ip -n ${home} link set ${veth} type bridge_slave isolated on`,
  ];
}

/** A device that answers for every address, as the gateway of the pods behind it. */
function answering(home: string, device: string): readonly string[] {
  const of = `net.ipv4.conf.${device}`;
  return [
    `ip -n ${home} addr add fe80::1/64 dev ${device} nodad`,
    `${sysctl(home)} ${of}.proxy_arp=1 ${of}.rp_filter=0 ${of}.send_redirects=0 net.ipv4.neigh.${device}.proxy_delay=0`,
  ];
}

function sysctl(namespace: string): string {
  return `ip netns exec ${namespace} sysctl -qw`;
}

/** How a node reaches a pod's address; `null` where the nodes share no address of its family. */
function hop(
  at: string,
  pod: { readonly node: string },
  ip: string,
  door: string,
  { cluster }: Session,
): string | null {
  const isV6 = ip.includes(':');
  const source = cluster.nodes.find(({ name }) => name === at)?.addresses.find((one) => one.includes(':') === isV6);
  const src = source === undefined ? '' : ` src ${source}`;
  if (at === pod.node) return `dev ${door}${src}`;
  const gateway = cluster.nodes
    .find(({ name }) => name === pod.node)
    ?.addresses.find((one) => one.includes(':') === isV6);
  return gateway === undefined ? null : `via ${gateway} dev eth0 onlink${src}`;
}

function sysctls(name: string): readonly string[] {
  const settings = [
    'net.ipv4.ip_forward=1',
    'net.ipv6.conf.all.forwarding=1',
    'net.ipv4.conf.all.rp_filter=0',
    'net.ipv4.conf.default.rp_filter=0',
    'net.ipv4.conf.eth0.rp_filter=0',
    'net.ipv4.conf.all.route_localnet=1',
    'net.ipv4.conf.all.send_redirects=0',
    'net.ipv4.conf.eth0.send_redirects=0',
  ];
  return [`ip netns exec ${name} sysctl -qw ${settings.join(' ')}`];
}

function whole(ip: string): number {
  return ip.includes(':') ? 128 : 32;
}

function nodad(ip: string): string {
  return ip.includes(':') ? 'nodad' : '';
}
