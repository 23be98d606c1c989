import type { Reader } from '#source';
import { checkServiceFamilies, checkServiceType, isHeadless } from './service-type-validity.ts';
import { checkCidr, checkDuplicates, checkPortName, checkPortNumber, isLabel, refuse } from '../validity.ts';

/**
 * Reports what the API server would refuse in the ports, the affinity, the source ranges, the families and the type of a
 * Service (pkg/apis/core/validation, ValidateService, validateServicePort, validateClientIPAffinityConfig and
 * ValidateLoadBalancerSourceRangesFields). Not modelled: external IPs, addresses outside of the cluster's ranges.
 */
export function checkService(object: Reader): void {
  const spec = object.in('spec');
  const ports = spec.objects('ports');
  if (ports.length === 0 && !isHeadless(spec) && spec.value('type') !== 'ExternalName')
    refuse(spec, 'RequiredValue', ['ports'], 'a Service needs a port, unless it is headless or of type ExternalName.');
  for (const port of ports) checkPort(port, ports.length);
  checkDuplicates(ports, 'name', (port) => textOf(port, 'name'));
  checkDuplicates(ports, 'port', (port) => numberOf(port, 'port'));
  checkDuplicates(ports, 'nodePort', (port) => numberOf(port, 'nodePort'));
  checkAffinity(spec);
  checkServiceType(spec);
  checkServiceFamilies(spec);
  checkRangesAnnotation(object, spec);
  for (const [index, text] of spec.items('loadBalancerSourceRanges').entries())
    if (typeof text === 'string') checkCidr(spec, ['loadBalancerSourceRanges', index], text.trim());
}

const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Looked at only where the field says nothing. */
function checkRangesAnnotation(object: Reader, spec: Reader): void {
  const annotations = object.in('metadata').in('annotations');
  const isOfType = spec.value('type') === 'LoadBalancer';
  if (isOfType || !annotations.has(SOURCE_RANGES) || spec.items('loadBalancerSourceRanges').length > 0) return;
  refuse(annotations, 'Forbidden', [SOURCE_RANGES], 'may only be used when type is LoadBalancer.');
}

/** Without affinity its configuration is dropped, not refused (SetDefaults_Service in pkg/apis/core/v1/defaults.go). */
function checkAffinity(spec: Reader): void {
  if (spec.value('sessionAffinity') === 'ClientIP') {
    checkTimeout(spec.in('sessionAffinityConfig').in('clientIP'));
  } else if (spec.has('sessionAffinityConfig')) {
    const sentence = 'sessionAffinityConfig has no effect: sessionAffinity is None, and the API server drops it.';
    spec.report('NoEffect', 'warning', spec.path('sessionAffinityConfig'), sentence, []);
  }
}

const LONGEST_AFFINITY = 86_400;

function checkTimeout(clientIp: Reader): void {
  const seconds = clientIp.value('timeoutSeconds');
  if (typeof seconds !== 'number' || (seconds > 0 && seconds <= LONGEST_AFFINITY)) return;
  refuse(clientIp, 'InvalidValue', ['timeoutSeconds'], `${seconds} is not between 1 and ${LONGEST_AFFINITY}.`);
}

function checkPort(port: Reader, count: number): void {
  const name = textOf(port, 'name');
  if (name === null && count > 1)
    refuse(port, 'RequiredValue', ['name'], 'each port of a Service with several needs a name.');
  if (name !== null && !isLabel(name)) {
    const what = `"${name}" is no name of a port: small letters, digits and -, a letter or digit at both ends, at most 63.`;
    refuse(port, 'InvalidValue', ['name'], what);
  }
  if (!port.has('port')) refuse(port, 'RequiredValue', ['port'], 'a port needs its number.');
  checkPortNumber(port, 'port');
  if (port.value('targetPort') !== 0) checkPortNumber(port, 'targetPort');
  checkPortName(port, 'targetPort');
  if (port.value('nodePort') !== 0) checkPortNumber(port, 'nodePort');
}

function textOf(port: Reader, key: string): string | null {
  const value = port.value(key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A number with its protocol: 53/TCP and 53/UDP are two ports. */
function numberOf(port: Reader, key: string): string | null {
  const value = port.value(key);
  return typeof value === 'number' && value !== 0 ? `${value}/${textOf(port, 'protocol') ?? 'TCP'}` : null;
}
