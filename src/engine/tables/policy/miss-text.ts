import type { PeerMiss, PortMiss, RuleMiss } from './miss.ts';
import { portEntryText } from './port.ts';
import { requirementText, type Unmet } from './selector.ts';

/** Why a rule did not match, in one clause for each list that missed: first the peer, then the port. */
export function missText(miss: RuleMiss): string {
  const parts = [
    ...(miss.peer === null ? [] : [peerMissText(miss.peer.miss)]),
    ...(miss.port === null ? [] : [portMissText(miss.port.miss)]),
  ];
  return parts.join('; and ');
}

function peerMissText(miss: PeerMiss): string {
  switch (miss.kind) {
    case 'podLabel':
      return `pod ${miss.pod} ${unmetText(miss.unmet)}${
        miss.dash ? ' (its namespace fits: as two list entries, one dash more, the peer would match)' : ''
      }`;
    case 'namespaceLabel':
      return `namespace ${miss.namespace} ${unmetText(miss.unmet)}${
        miss.dash && miss.podFits ? ' (the pod itself fits: as two list entries, its own namespace would match)' : ''
      }`;
    case 'otherNamespace':
      return `a podSelector alone means pods of ${miss.own}, this one is in ${miss.namespace}${
        miss.podFits ? ', though its labels fit' : ''
      }`;
    case 'notAPod':
      return `${miss.ip ?? 'the other end'} is ${
        miss.node === null ? 'outside of the cluster' : `the address of node ${miss.node}`
      }, and selectors match only pods`;
    case 'outsideBlock':
      return `${miss.ip ?? 'the other end'} is not in ${miss.cidr}`;
    case 'excepted':
      return `${miss.ip} is in ${miss.cidr}, but cut out by except ${miss.except}`;
    case 'blockSkips':
      return `${miss.ip ?? 'the other end'} is in ${miss.cidr}, but this CNI lets no address block match ${miss.what}`;
    case 'notSuchNode':
      return `${miss.ip ?? 'the other end'} is no address of a node that the rule selects`;
    case 'notSuchDomain':
      return `${miss.ip ?? 'the other end'} is no known address of ${miss.names.join(', ')}`;
    case 'nothing':
      return 'the entry matches nobody';
  }
}

function unmetText({ requirement, found }: Unmet): string {
  const wanted = requirementText(requirement);
  return found === null
    ? `has no label ${requirement.key}, wanted is ${wanted}`
    : `has ${requirement.key}=${found}, wanted is ${wanted}`;
}

function portMissText(miss: PortMiss): string {
  switch (miss.kind) {
    case 'protocol':
      return `the rule is about ${portEntryText(miss.entry)}, this is ${miss.found}`;
    case 'port':
      return `the rule is about ${portEntryText(miss.entry)}, this is ${miss.protocol}${miss.found === null ? '' : ` ${miss.found}`}`;
    case 'noSuchName':
      return `pod ${miss.pod} declares no ${miss.protocol} port named ${miss.name}`;
    case 'nameMeansOther':
      return `port ${miss.name} is ${miss.means.join(', ')} there, this is ${miss.protocol}${miss.found === null ? '' : ` ${miss.found}`}`;
    case 'nameTowardsAddress':
      return `port name ${miss.name} means nothing at ${miss.ip ?? 'an address'}, which is no pod`;
  }
}
