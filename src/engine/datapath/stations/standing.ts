import type { Flow } from '../flow.ts';

/** Whether the packet belongs to a connection that an earlier request of the run has opened: what decides once has decided. */
export function stands({ chance, pass }: Flow): boolean {
  return chance.stands === 'already' && pass === 'request';
}
