import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code } from './phrase.ts';
import { shell } from './shell.ts';

/** What a DNS server answers, or whom it asks in turn. */
export function explainDnsAnswer(hop: HopOf<'dns-answer'>, _cluster: Cluster): Story {
  const { query, rcode, forwardTo, data } = hop.decision;
  const bare = query.name.replace(/\.$/, '');
  return {
    chip: chip(forwardTo === null ? `answers ${chipData(data[0]) ?? said(rcode)}` : `forwards to ${forwardTo}`),
    title: titleOf(hop, bare),
    detail: [...reason(hop), ...truncation(hop)],
    commands: commandsOf(hop, bare),
  };
}

function server({ at, decision: { plugin } }: HopOf<'dns-answer'>): string {
  if (plugin === 'outside') return 'The resolver outside the cluster';
  return at.place.kind === 'node' ? `NodeLocal DNSCache on ${at.place.node}` : 'CoreDNS';
}

function titleOf(hop: HopOf<'dns-answer'>, name: string): readonly Fragment[] {
  const { query, rcode, answers, forwardTo, data } = hop.decision;
  const who = server(hop);
  if (forwardTo !== null) return [`${who} does not hold `, code(name), ' and asks ', code(forwardTo)];
  const [first] = data;
  if (first !== undefined) {
    const more = answers > 1 ? ` and ${answers - 1} more` : '';
    const shown = first.startsWith(`${query.type} `) ? first.slice(query.type.length + 1) : first;
    return [`${who} answers `, code(name), ' with ', code(shown), more];
  }
  if (rcode === 'NOERROR') return [`${who} knows `, code(name), ` but no ${query.type} record of it`];
  return [`${who} answers `, code(rcode), ' for ', code(name)];
}

/** `10.96.3.10`; of other types with the type. */
function chipData(first: string | undefined): string | null {
  if (first === undefined) return null;
  return first.replace(/^(A|AAAA) /, '').replace(/\.$/, '');
}

function said(rcode: string): string {
  return rcode === 'NOERROR' ? 'no data' : rcode;
}

function reason({ decision: { why, object, zone, plugin } }: HopOf<'dns-answer'>): readonly Fragment[] {
  const sentence = why === '' ? '' : `${why.slice(0, 1).toUpperCase()}${why.slice(1)}. `;
  const from: readonly Fragment[] =
    object === null ? [] : ['The record is made from ', { text: `${object.kind} ${object.name}`, object }, '. '];
  const where =
    zone === null || plugin === 'outside' || zone === '.'
      ? ''
      : `It is answered from the zone ${zone.replace(/\.$/, '')}. `;
  return [sentence, ...from, where];
}

function truncation({ decision: { truncated, query } }: HopOf<'dns-answer'>): readonly Fragment[] {
  if (truncated === 'whole') return [];
  return [`The answer is larger than ${query.udpBytes} bytes, so it is cut and the asker has to come again over TCP.`];
}

function commandsOf(hop: HopOf<'dns-answer'>, name: string): readonly string[] {
  if (hop.decision.plugin === 'outside') return [shell`dig ${name}.`];
  if (hop.at.place.kind !== 'pod') return [shell`dig ${name}. @169.254.20.10`];
  const [namespace = '', pod = ''] = hop.at.place.pod.split('/');
  const shown = shell`kubectl get configmap coredns -n ${namespace} -o jsonpath='{.data.Corefile}'`;
  return [shown, shell`kubectl logs -n ${namespace} ${pod}`];
}
