import type { Protocol } from '#net';

/** Whether a hook looks at that protocol: only TCP and UDP are load balanced. */
export function isSocketProtocol(wanted: readonly ('TCP' | 'UDP')[], protocol: Protocol): boolean {
  return wanted.some((one) => one === protocol);
}

/** TCP and UDP; ICMP is passed on as it is. */
export function isBalanced(protocol: Protocol): protocol is 'TCP' | 'UDP' {
  return protocol === 'TCP' || protocol === 'UDP';
}
