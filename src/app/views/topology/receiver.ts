import type { Answer, Hop } from '#view';

/** Whether a place has taken the request in, with which it went well. A place has its address, or its name `NS/NAME`. */
export function isReceiver(trace: Answer['trace'] | null, kind: Hop['at']['place']['kind'], name: string): boolean {
  const receiver = trace?.outcome.word === 'delivered' ? trace.receiver : null;
  if (receiver === null) return false;
  switch (kind) {
    case 'pod':
      return receiver.pod === name;
    case 'outside':
      return receiver.pod === null && receiver.ip === name;
    case 'balancer':
    case 'node':
      return false;
  }
}
