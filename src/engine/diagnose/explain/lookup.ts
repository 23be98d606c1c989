import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, podLink } from './phrase.ts';
import { inPod, shell } from './shell.ts';

/** Which name a resolver asks which server for, and why that name. */
export function explainLookup(hop: HopOf<'lookup'>, cluster: Cluster): Story {
  const { query, server, attempt } = hop.decision;
  const bare = query.name.replace(/\.$/, '');
  return {
    chip: chip(query.type === 'A' ? `${bare}?` : `${query.type} ${bare}?`),
    title: [...asker(hop), ' asks ', code(server), ` for the ${query.type} record of `, code(bare)],
    detail: [...nameReason(hop), ...serverReason(hop, cluster), ...attemptReason(attempt, query.transport)],
    commands: commandsOf(hop, bare, cluster),
  };
}

function asker({ at }: HopOf<'lookup'>): readonly Fragment[] {
  switch (at.place.kind) {
    case 'pod':
      return ['The resolver in ', podLink(at.place.pod)];
    case 'node':
      return [`The resolver on node ${at.place.node}`];
    case 'outside':
    case 'balancer':
      return ['The resolver of the client'];
  }
}

function nameReason({ decision: { search } }: HopOf<'lookup'>): readonly Fragment[] {
  if (search === null) return ['This is the name exactly as it was given. '];
  const place = search.of === 1 ? 'the only search domain' : `search domain ${search.index + 1} of ${search.of}`;
  return ['The name is completed with ', code(search.domain), `, ${place} in /etc/resolv.conf. `];
}

function serverReason({ decision: { server } }: HopOf<'lookup'>, cluster: Cluster): readonly Fragment[] {
  const service = cluster.services.find(({ clusterIps }) => clusterIps.includes(server));
  if (service === undefined) return ['The server is a nameserver line of /etc/resolv.conf. '];
  return ['The server is the cluster IP of ', { text: `Service ${service.name}`, object: service.ref }, '. '];
}

function attemptReason(attempt: number, transport: 'udp' | 'tcp'): readonly Fragment[] {
  const parts: Fragment[] = [];
  if (attempt > 1) parts.push(`This is try ${attempt}: the one before gave nothing that could be used. `);
  if (transport === 'tcp') parts.push('It goes over TCP, as an answer that does not fit into UDP has to.');
  return parts;
}

function commandsOf(hop: HopOf<'lookup'>, name: string, cluster: Cluster): readonly string[] {
  const { query, server } = hop.decision;
  const dig = `dig ${query.transport === 'tcp' ? '+tcp ' : ''}${query.type === 'A' ? '' : shell`${query.type} `}${shell`${`${name}.`} @${server}`}`;
  if (hop.at.place.kind !== 'pod') return [dig];
  const { pod } = hop.at.place;
  return [inPod(cluster, pod, 'cat /etc/resolv.conf'), inPod(cluster, pod, dig)];
}
