import type { Pass } from '#trace';

/** When a request is sent that a receiver sends in turn: nothing else is known of when a program does that. */
export const AFTER_THE_REPLY = 'when the reply to the one before is back';

/** What opened a connection or a lookup and what it is called; of a request that follows another also when it is sent. */
export function passText({ why, label }: Pass): string {
  return `${why}: ${label}${why === 'then' ? `, ${AFTER_THE_REPLY}` : ''}`;
}
