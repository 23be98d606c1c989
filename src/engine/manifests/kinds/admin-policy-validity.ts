import type { Reader } from '#source';
import { checkCidr, refuse } from '../validity.ts';

const SUBJECT = ['namespaces', 'pods'];
const PEERS = ['namespaces', 'pods', 'networks', 'nodes', 'domainNames'];
const PORTS = ['portNumber', 'portRange', 'namedPort'];
const PROTOCOLS = ['tcp', 'udp', 'sctp', 'destinationNamedPort'];

export type AdminForm = 'admin' | 'baseline' | 'cluster';

/**
 * Reports what the API server would refuse in an Admin, Baseline (v1alpha1) or ClusterNetworkPolicy (v1alpha2), by the
 * schemas of sigs.k8s.io/network-policy-api.
 */
export function checkAdminPolicy(object: Reader, form: AdminForm): void {
  const spec = object.in('spec');
  if (form === 'baseline') {
    const name = object.in('metadata').text('name');
    if (name !== 'default')
      refuse(object, 'InvalidValue', ['metadata', 'name'], 'the only Baseline policy is named default.');
  } else checkPriority(spec);
  checkOneOf(spec.in('subject'), SUBJECT);
  for (const rule of spec.objects('ingress')) checkRule(rule, 'from', form);
  for (const rule of spec.objects('egress')) checkRule(rule, 'to', form);
}

function checkPriority(spec: Reader): void {
  const priority = spec.number('priority');
  if (priority === undefined) refuse(spec, 'RequiredValue', ['priority'], 'a number from 0 to 1000 is needed.');
  else if (priority < 0 || priority > 1000)
    refuse(spec, 'InvalidValue', ['priority'], `${priority} is not between 0 and 1000.`);
}

/** Exactly one of the fields; none of them known counts as none. */
function checkOneOf(object: Reader, fields: readonly string[]): void {
  const present = fields.filter((field) => object.has(field));
  if (present.length === 1) return;
  const found = present.length === 0 ? 'it has none' : `it has ${present.join(' and ')}`;
  refuse(
    object,
    present.length === 0 ? 'RequiredValue' : 'InvalidValue',
    [],
    `exactly one of ${fields.join(', ')} is needed; ${found}.`,
  );
}

function checkRule(rule: Reader, peers: 'from' | 'to', form: AdminForm): void {
  const words = actionsOf(form);
  const action = rule.value('action');
  if (action === undefined) refuse(rule, 'RequiredValue', ['action'], `one of ${words.join(', ')} is needed.`);
  else if (typeof action === 'string' && !words.includes(action))
    refuse(rule, 'InvalidValue', ['action'], `"${action}" is not one of ${words.join(', ')}.`);
  if (rule.items(peers).length === 0) refuse(rule, 'RequiredValue', [peers], 'at least one peer is needed.');
  for (const peer of rule.objects(peers)) {
    checkOneOf(peer, peers === 'from' ? SUBJECT : PEERS);
    for (const [index, network] of peer.texts('networks').entries()) checkCidr(peer, ['networks', index], network);
  }
  for (const port of rule.objects('ports')) checkPort(port);
  for (const protocol of rule.objects('protocols')) checkProtocol(protocol);
}

function actionsOf(form: AdminForm): readonly string[] {
  switch (form) {
    case 'admin':
      return ['Allow', 'Deny', 'Pass'];
    case 'baseline':
      return ['Allow', 'Deny'];
    case 'cluster':
      return ['Accept', 'Deny', 'Pass'];
  }
}

function checkPort(port: Reader): void {
  checkOneOf(port, PORTS);
  const range = port.object('portRange');
  const start = range?.number('start');
  const end = range?.number('end');
  if (range !== undefined && start !== undefined && end !== undefined && start > end)
    range.report(
      'EmptyRange',
      'warning',
      range.path(),
      `The range from ${start} to ${end} is empty: it matches nothing.`,
    );
}

function checkProtocol(protocol: Reader): void {
  checkOneOf(protocol, PROTOCOLS);
  for (const transport of PROTOCOLS.slice(0, 3)) {
    const range = protocol.object(transport)?.object('destinationPort')?.object('range');
    const start = range?.number('start');
    const end = range?.number('end');
    if (range !== undefined && start !== undefined && end !== undefined && start >= end)
      refuse(range, 'InvalidValue', [], `the end, ${end}, has to be larger than the start, ${start}.`);
  }
}
