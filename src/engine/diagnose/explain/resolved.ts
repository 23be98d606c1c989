import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code } from './phrase.ts';
import { inPod, shell } from './shell.ts';

/** What the sender's resolver hands to the program in the end. */
export function explainResolved(hop: HopOf<'resolved'>, cluster: Cluster): Story {
  const { name, addresses } = hop.decision;
  const [first] = addresses;
  const chipText = first === undefined ? `${name}: ${failure(hop)}` : `${name} is ${first}`;
  return {
    chip: chip(chipText),
    title: titleOf(hop),
    detail: [...howFound(hop), ...howMany(hop), ...choice(hop)],
    commands: commandsOf(hop, cluster),
  };
}

function titleOf({ decision }: HopOf<'resolved'>): readonly Fragment[] {
  const { name, addresses, outcome } = decision;
  const [first, ...others] = addresses;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (${others.length} more to choose from)`;
    return [code(name), ' is ', code(first), more];
  }
  const [record] = outcome.answers;
  if (record !== undefined) return [code(name), ' gives ', code(`${record.type} ${record.data}`)];
  switch (outcome.rcode) {
    case 'NXDOMAIN':
      return ['There is no name ', code(name)];
    case 'NOERROR':
      return ['The name ', code(name), ' exists but has no record of that type'];
    case null:
      return ['Nobody answered for ', code(name)];
    default:
      return ['The server failed on ', code(name)];
  }
}

function failure({ decision: { outcome } }: HopOf<'resolved'>): string {
  const [record] = outcome.answers;
  if (record !== undefined) return `${record.type} ${record.data}`;
  if (outcome.rcode === null) return 'no answer';
  return outcome.rcode === 'NOERROR' ? 'no data' : outcome.rcode;
}

function howFound({ decision }: HopOf<'resolved'>): readonly Fragment[] {
  const { how, outcome, name } = decision;
  switch (how) {
    case 'hosts-file':
      return ['A line of /etc/hosts names it, so no server is asked. '];
    case 'literal':
      return ['It is an address already. '];
    case 'assumed':
      return ['Assumed: outside the cluster the name points at the address that serves it. '];
    case 'cached':
      return ['The program kept the address from an earlier lookup. '];
    case 'asked': {
      if (outcome.servers.length === 0 && outcome.rcode !== null) return ['The resolver outside the cluster said so. '];
      const owner = outcome.answers.at(-1)?.name;
      if (owner === undefined || owner.replace(/\.$/, '') === name.replace(/\.$/, '')) return [];
      return ['The answer came under the full name ', code(owner.replace(/\.$/, '')), '. '];
    }
  }
}

function howMany({ decision: { addresses, outcome } }: HopOf<'resolved'>): readonly Fragment[] {
  const queries = outcome.queries.length;
  if (queries <= 1) return [];
  if (outcome.rcode === null) {
    return [`${queries} names were asked: after a silence the resolver leaves out the rest of its search list. `];
  }
  return addresses.length > 0
    ? [`It took ${queries} names: each search domain is a question of its own. `]
    : [`All ${queries} names that the search list makes were asked. `];
}

function choice({ decision: { addresses } }: HopOf<'resolved'>): readonly Fragment[] {
  return addresses.length > 1
    ? ['The server hands out all addresses in changing order and the program takes the first, so each is as likely.']
    : [];
}

function commandsOf(hop: HopOf<'resolved'>, cluster: Cluster): readonly string[] {
  const { name, how } = hop.decision;
  const lookup = how === 'hosts-file' ? 'cat /etc/hosts' : shell`nslookup ${name}`;
  if (hop.at.place.kind !== 'pod') return [lookup];
  return [inPod(cluster, hop.at.place.pod, lookup)];
}
