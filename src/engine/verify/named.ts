import type { Member } from '#trace';

/** Whether `NS/NAME` names the receiver: its pod, its workload, or the Service it was chosen through. */
export function isNamed(member: Member, name: string): boolean {
  return member.pod === name || member.service === name || workloadName(member) === name;
}

/** The receiver as a person would name it: Service, else workload, else pod, else address. */
export function nameOf(member: Member): string {
  return member.service ?? workloadName(member) ?? member.pod ?? endpointText(member);
}

/** `10.244.0.5:80`, `[fd00::5]:80`. */
export function endpointText({ ip, port }: Pick<Member, 'ip' | 'port'>): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

function workloadName({ workload }: Member): string | null {
  return workload === null ? null : workload.slice(workload.indexOf('/') + 1);
}
