import type { Reader } from '#source';
import { checkDuplicates, checkPortName, checkPortNumber, refuse } from '../validity.ts';

/**
 * Reports what the API server would refuse in the names and ports of containers (pkg/apis/core/validation,
 * validateContainerPorts and validateContainers). Not modelled: everything else of a pod.
 */
export function checkPodSpec(spec: Reader): void {
  const containers = [...spec.objects('initContainers'), ...spec.objects('containers')];
  checkDuplicates(containers, 'name', nameOf);
  for (const container of containers) {
    const ports = container.objects('ports');
    checkDuplicates(ports, 'name', nameOf);
    for (const port of ports) checkPort(port);
  }
}

function checkPort(port: Reader): void {
  checkPortName(port, 'name');
  if (!port.has('containerPort')) refuse(port, 'RequiredValue', ['containerPort'], 'a port needs its number.');
  checkPortNumber(port, 'containerPort');
  if (port.value('hostPort') !== 0) checkPortNumber(port, 'hostPort');
}

function nameOf(entry: Reader): string | null {
  const name = entry.value('name');
  return typeof name === 'string' && name !== '' ? name : null;
}
