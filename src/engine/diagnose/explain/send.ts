import type { Cluster } from '#cluster';
import type { Protocol } from '#net';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, podLink, way } from './phrase.ts';

/** Who sends what to which address. */
export function explainSend(hop: HopOf<'send'>, cluster: Cluster): Story {
  const { target, named, protocol, port } = hop.decision;
  const to = port === null ? target : `${target}:${port}`;
  const request = hop.after?.carries?.kind === 'http-request' ? hop.after.carries.request : null;
  const what = request === null ? protocol : `${request.method} ${request.path}`;
  return {
    chip: chip(`${what} to ${named ?? to}`),
    title: [...senderOf(hop), ` ${request === null ? OPENS[protocol] : `sends ${what} to`} `, code(to)],
    detail: [
      ...(named === null ? [] : [code(named), ' was looked up first. ']),
      ...(hop.after === null ? [] : ['On the wire: ', way(hop.after), '. ']),
      ...serviceHint(hop, cluster),
    ],
    commands: commandsOf(hop, to, protocol),
  };
}

/** What is seen of a packet without a request in it. */
const OPENS: Readonly<Record<Protocol, string>> = {
  TCP: 'opens a TCP connection to',
  UDP: 'sends a UDP packet to',
  SCTP: 'opens an SCTP association to',
  ICMP: 'pings',
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
    'No machine has that address: it is the cluster IP of ',
    { text: `Service ${service.name}`, object: service.ref },
    '.',
  ];
}

function commandsOf({ at, after }: HopOf<'send'>, to: string, protocol: string): readonly string[] {
  const url = after?.carries?.kind === 'http-request' ? after.carries.request : null;
  const call =
    url === null
      ? `nc ${protocol === 'UDP' ? '-vzu' : '-vz'} ${to.replace(/:(\d+)$/, ' $1')}`
      : `curl -v ${url.scheme}://${url.host}${url.path}`;
  if (at.place.kind !== 'pod') return [call];
  const [namespace = '', name = ''] = at.place.pod.split('/');
  return [`kubectl exec -n ${namespace} ${name} -- ${call}`];
}
