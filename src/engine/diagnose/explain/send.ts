import type { Cluster } from '#cluster';
import type { DnsQuery, Protocol } from '#net';
import { hostPort } from '#net';
import type { Fragment, HopOf, Story } from '#trace';
import { deviceSays } from './own-device.ts';
import { chip, code, podLink, way } from './phrase.ts';
import { inPod, shell } from './shell.ts';

/** Who sends what to which address. */
export function explainSend(hop: HopOf<'send'>, cluster: Cluster): Story {
  const { by, target, named, protocol, port } = hop.decision;
  const to = port === null ? target : `${target}:${port}`;
  const request = hop.after?.carries?.kind === 'http-request' ? hop.after.carries.request : null;
  const inside = request === null ? protocol : `${request.method} ${request.path}`;
  const what = hop.decision.relays === undefined ? inside : 'TLS';
  return {
    chip: chip(`${what} to ${named ?? to}`),
    title: [
      ...senderOf(hop),
      ` ${verb(hop, hop.decision.relays === undefined ? what : `TLS (HTTP ${inside} inside)`)} `,
      code(to),
    ],
    detail: [
      ...(hop.decision.relays === undefined
        ? []
        : ['The connection is passed on as it came: it is TLS, which only its two ends can read. ']),
      ...(by === undefined
        ? lookedUp(named)
        : ['The connection stands already: nothing is looked up, and no packet asks for one. ']),
      ...(hop.after === null
        ? []
        : [isInSocket(hop, cluster) ? 'Asked of the socket: ' : 'On the wire: ', way(hop.after), '. ']),
      ...(hop.after === null ? [] : deviceSays(kernelOf(hop, cluster), hop.after.src, hop, cluster)),
      ...serviceHint(hop, cluster),
    ],
    commands: commandsOf(hop, cluster),
  };
}

/** The node that sends, for itself or for a pod on its network. */
function kernelOf({ at: { place } }: HopOf<'send'>, { podByKey }: Cluster): string | null {
  if (place.kind === 'node') return place.node;
  const pod = place.kind === 'pod' ? podByKey.get(place.pod) : undefined;
  return pod?.hostNetwork === true ? pod.node : null;
}

function verb({ decision, after }: HopOf<'send'>, what: string): string {
  if (after?.carries?.kind === 'http-request') return `sends ${what} to`;
  return decision.by === undefined ? OPENS[decision.protocol] : 'sends more to';
}

function lookedUp(named: string | null): readonly Fragment[] {
  return named === null ? [] : [code(named), ' was looked up first. '];
}

/** Whether eBPF programs have a say before there is a packet, so that another address may be on the wire. */
function isInSocket({ at: { place }, decision }: HopOf<'send'>, { settings, podByKey }: Cluster): boolean {
  const { mode, ebpf } = settings.serviceProxy;
  if (mode !== 'ebpf' || (place.kind !== 'pod' && place.kind !== 'node')) return false;
  const isPod = place.kind === 'pod' && podByKey.get(place.pod)?.hostNetwork === false;
  return ebpf.inSockets[isPod ? 'pod' : 'host'].some((protocol) => protocol === decision.protocol);
}

/** What is seen of a packet without a request in it. */
const OPENS: Readonly<Record<Protocol, string>> = {
  TCP: 'opens a TCP connection to',
  UDP: 'sends a UDP packet to',
  SCTP: 'opens an SCTP association to',
  ICMP: 'pings',
  IPIP: 'sends a wrapped packet to',
};

function senderOf({ at }: HopOf<'send'>): readonly Fragment[] {
  switch (at.place.kind) {
    case 'pod':
      return [podLink(at.place.pod)];
    case 'node':
      return [`Node ${at.place.node}`];
    case 'outside':
      return ['A client at ', code(at.place.ip)];
    case 'balancer':
      return ['The load balancer'];
  }
}

function serviceHint(hop: HopOf<'send'>, cluster: Cluster): readonly Fragment[] {
  const service = cluster.services.find(({ clusterIps }) => clusterIps.some((ip) => ip === hop.decision.target));
  if (service === undefined) return [];
  return [
    cluster.settings.serviceProxy.mode === 'ipvs'
      ? 'Every node has that address, on kube-ipvs0: it is the cluster IP of '
      : 'No machine has that address: it is the cluster IP of ',
    { text: `Service ${service.name}`, object: service.ref },
    '.',
  ];
}

function commandsOf(hop: HopOf<'send'>, cluster: Cluster): readonly string[] {
  const { place } = hop.at;
  const call = callOf(hop);
  return [place.kind === 'pod' ? inPod(cluster, place.pod, call) : call];
}

/** The same request by hand; one that dials an address for another name (a proxy’s own connection) must not ask DNS for it. */
function callOf({ after, decision }: HopOf<'send'>): string {
  const { target, named, port, protocol } = decision;
  if (after?.carries?.kind === 'dns-query') return lookupOf(after.carries.query, target);
  const sni = after?.tls?.sni ?? null;
  if (decision.relays !== undefined && after !== null && sni !== null)
    return shell`openssl s_client -connect ${hostPort(after.dst, after.dport)} -servername ${sni}`;
  const request = after?.carries?.kind === 'http-request' ? after.carries.request : null;
  if (request === null) {
    if (protocol === 'ICMP' || port === null) return shell`ping -c 1 ${target}`;
    return shell`nc ${protocol === 'UDP' ? '-vzu' : '-vz'} ${target} ${port}`;
  }
  const { scheme, host, path } = request;
  const dialled = target.includes(':') ? `[${target}]` : target;
  const usual = port === null || port === (scheme === 'https' ? 443 : 80);
  const suffix = usual ? '' : `:${port}`;
  if (named !== null || host === target || host === dialled || host === `${dialled}${suffix}`) {
    const authority = /:\d+$/.test(host) && host !== target ? host : `${host === target ? dialled : host}${suffix}`;
    return shell`curl -v ${`${scheme}://${authority}${path}`}`;
  }
  if (scheme === 'https') {
    return shell`curl -v --connect-to ${`::${dialled}:${port ?? 443}`} ${`${scheme}://${host}${path}`}`;
  }
  return shell`curl -v -H ${`Host: ${host}`} ${`${scheme}://${dialled}${suffix}${path}`}`;
}

/** A probe of the port says nothing over UDP; the question itself does. The dot at the end keeps the search list out of it. */
function lookupOf({ name, type, transport }: DnsQuery, server: string): string {
  const whole = `${name.replace(/\.$/, '')}.`;
  if (transport === 'tcp') return shell`dig +tcp ${type} ${whole} ${`@${server}`}`;
  return type === 'A' ? shell`nslookup ${whole} ${server}` : shell`nslookup ${`-type=${type}`} ${whole} ${server}`;
}
