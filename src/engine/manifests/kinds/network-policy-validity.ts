import type { Reader } from '#source';
import { checkCidr, isPortName, isStrictSubset, refuse } from '../validity.ts';

/** Reports what the API server would refuse in a NetworkPolicy (pkg/apis/networking/validation), and what can never match. */
export function checkNetworkPolicy(spec: Reader): void {
  if (spec.items('policyTypes').length > 2)
    refuse(spec, 'InvalidValue', ['policyTypes'], 'there are two types, Ingress and Egress.');
  for (const rule of spec.objects('ingress')) checkRule(rule, 'from');
  for (const rule of spec.objects('egress')) checkRule(rule, 'to');
}

function checkRule(rule: Reader, peers: 'from' | 'to'): void {
  for (const peer of rule.objects(peers)) checkPeer(peer);
  for (const port of rule.objects('ports')) checkPort(port);
  const isTowardsBlocks = peers === 'to' && rule.objects('to').some((peer) => peer.has('ipBlock'));
  const named = rule.objects('ports').find((port) => typeof port.value('port') === 'string');
  if (isTowardsBlocks && named !== undefined) {
    const sentence = 'A port name means nothing towards an ipBlock: it matches no address there.';
    named.report('NamedPortTowardsBlock', 'warning', named.path('port'), sentence);
  }
}

function checkPeer(peer: Reader): void {
  const block = peer.object('ipBlock');
  const selects = peer.has('podSelector') || peer.has('namespaceSelector');
  if (block === undefined && !selects)
    refuse(peer, 'RequiredValue', [], 'an entry needs podSelector, namespaceSelector or ipBlock.');
  if (block === undefined) return;
  if (selects) refuse(peer, 'Forbidden', [], 'an ipBlock stands alone, without a selector beside it.');
  const cidr = block.text('cidr') ?? '';
  checkCidr(block, ['cidr'], cidr);
  for (const [index, except] of block.texts('except').entries()) {
    checkCidr(block, ['except', index], except);
    if (except.includes('/') && !isStrictSubset(except, cidr))
      refuse(block, 'InvalidValue', ['except', index], `"${except}" does not lie within ${cidr}, or is as large.`);
  }
}

function checkPort(port: Reader): void {
  const number = port.numberOrText('port');
  const end = port.number('endPort');
  if (typeof number === 'number' && (number < 1 || number > 65_535))
    refuse(port, 'InvalidValue', ['port'], `${number} is not between 1 and 65535.`);
  if (typeof number === 'string' && !isPortName(number)) {
    const quoted = /^\d+$/.test(number) ? ' A number is written without quotes.' : '';
    refuse(
      port,
      'InvalidValue',
      ['port'],
      `"${number}" is no port name: at most 15 lower-case letters, digits and hyphens, with a letter.${quoted}`,
    );
  }
  if (end === undefined) return;
  if (number === undefined) refuse(port, 'InvalidValue', ['endPort'], 'an endPort needs a port.');
  else if (typeof number === 'string')
    refuse(port, 'InvalidValue', ['endPort'], 'an endPort needs a port that is a number.');
  else if (end < number || end > 65_535)
    refuse(port, 'InvalidValue', ['endPort'], `${end} is not between the port, ${number}, and 65535.`);
}
