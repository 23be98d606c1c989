import { familyOf, parseIp } from '#net';
import type { Reader } from '#source';
import { isSubdomain, refuse } from '../validity.ts';

const OF_LOAD_BALANCER = ['loadBalancerSourceRanges', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'] as const;

/**
 * Reports the fields that a Service of its type may not have (pkg/apis/core/validation, ValidateService,
 * validateServiceExternalTrafficPolicy and validateLoadBalancerClassField).
 */
export function checkServiceType(spec: Reader): void {
  const type = spec.value('type') ?? 'ClusterIP';
  if (type !== 'LoadBalancer')
    for (const key of OF_LOAD_BALANCER)
      if (isSaid(spec, key)) refuse(spec, 'Forbidden', [key], 'may only be used when type is LoadBalancer.');
  if (type === 'ClusterIP')
    for (const port of spec.objects('ports'))
      if (isSaid(port, 'nodePort')) refuse(port, 'Forbidden', ['nodePort'], 'may not be used when type is ClusterIP.');
  if ((type === 'LoadBalancer' || type === 'NodePort') && isHeadless(spec)) {
    const key = spec.has('clusterIP') ? 'clusterIP' : 'clusterIPs';
    refuse(spec, 'InvalidValue', [key], `may not be None for a Service of type ${type}.`);
  }
  if (type === 'ExternalName') checkExternalName(spec);
  checkExternalTraffic(spec, type);
}

/** A headless Service has no address to balance over. */
export function isHeadless(spec: Reader): boolean {
  return spec.value('clusterIP') === 'None' || spec.items('clusterIPs')[0] === 'None';
}

function isSaid(object: Reader, key: string): boolean {
  const value = object.value(key);
  return value !== undefined && value !== 0 && !(Array.isArray(value) && value.length === 0);
}

function checkExternalTraffic(spec: Reader, type: unknown): void {
  const isOpen =
    type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && spec.items('externalIPs').length > 0);
  if (isSaid(spec, 'externalTrafficPolicy') && !isOpen) {
    const what = 'may only be set for a Service that is reached from outside: LoadBalancer, NodePort, or externalIPs.';
    refuse(spec, 'InvalidValue', ['externalTrafficPolicy'], what);
  }
  if (!isSaid(spec, 'healthCheckNodePort')) return;
  if (type === 'LoadBalancer' && spec.value('externalTrafficPolicy') === 'Local') return;
  const what = 'may only be set when type is LoadBalancer and externalTrafficPolicy is Local.';
  refuse(spec, 'InvalidValue', ['healthCheckNodePort'], what);
}

const NOT_OF_A_NAME = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const;

function checkExternalName(spec: Reader): void {
  for (const key of NOT_OF_A_NAME)
    if (isSaid(spec, key) && spec.value(key) !== '')
      refuse(spec, 'Forbidden', [key], 'may not be set for a Service of type ExternalName.');
  const name = spec.value('externalName');
  if (name === undefined || name === '') {
    refuse(spec, 'RequiredValue', ['externalName'], 'a Service of type ExternalName needs the name it stands for.');
  } else if (typeof name === 'string' && !isSubdomain(name.replace(/\.$/, ''))) {
    const what = `"${name}" is no name of DNS in small letters, digits, - and dots.`;
    refuse(spec, 'InvalidValue', ['externalName'], what);
  }
}

const FAMILIES = ['IPv4', 'IPv6'];

/**
 * Reports cluster IPs and families that contradict one another (ValidateServiceClusterIPsRelatedFields there, and
 * initIPFamilyFields in pkg/registry/core/service/storage/alloc.go).
 */
export function checkServiceFamilies(spec: Reader): void {
  if (spec.value('type') === 'ExternalName') return;
  const ips = spec.items('clusterIPs');
  const families = spec.texts('ipFamilies');
  const first = spec.value('clusterIP');
  if (typeof first === 'string' && first !== '' && ips.length > 0 && ips[0] !== first)
    refuse(spec, 'InvalidValue', ['clusterIPs', 0], `the first value must be that of clusterIP, ${first}.`);
  if (ips.length > 0 && (first === undefined || first === ''))
    refuse(spec, 'InvalidValue', ['clusterIPs'], 'must be empty without clusterIP, which is its first value.');
  for (const [key, values] of [
    ['clusterIPs', ips],
    ['ipFamilies', families],
  ] as const)
    if (values.length > 2) refuse(spec, 'InvalidValue', [key], 'may hold two values at most.');
  for (const [index, family] of families.entries()) {
    if (!FAMILIES.includes(family))
      refuse(spec, 'InvalidValue', ['ipFamilies', index], `"${family}" is neither IPv4 nor IPv6.`);
    if (families.indexOf(family) < index)
      refuse(spec, 'DuplicateValue', ['ipFamilies', index], `${family} stands there already.`);
  }
  if (!isHeadless(spec)) checkAddressFamilies(spec, ips.length > 0 ? ips : [first], families);
  const policy =
    spec.value('ipFamilyPolicy') ?? (isHeadless(spec) && !hasSelector(spec) ? 'RequireDualStack' : 'SingleStack');
  if (policy === 'SingleStack' && (ips.length === 2 || families.length === 2)) {
    const what = `must be RequireDualStack or PreferDualStack with ${ips.length === 2 ? 'two cluster IPs' : 'two families'}.`;
    refuse(spec, 'InvalidValue', ['ipFamilyPolicy'], what);
  }
}

function hasSelector(spec: Reader): boolean {
  return Object.keys(spec.labels('selector')).length > 0;
}

function checkAddressFamilies(spec: Reader, ips: readonly unknown[], families: readonly string[]): void {
  const key = spec.items('clusterIPs').length > 0 ? null : 'clusterIP';
  const found = ips.map((text) => (typeof text === 'string' ? parseIp(text) : null)).map((one) => one && familyOf(one));
  for (const [index, family] of found.entries()) {
    const stated = families[index];
    if (family === null || stated === undefined || stated === family || !FAMILIES.includes(stated)) continue;
    const field = key === null ? ['clusterIPs', index] : [key];
    refuse(spec, 'InvalidValue', field, `is of ${family}, and ipFamilies says ${stated} there.`);
  }
  if (found.length === 2 && found[0] !== null && found[0] === found[1])
    refuse(spec, 'InvalidValue', ['clusterIPs'], 'may hold one address of each family only.');
}
