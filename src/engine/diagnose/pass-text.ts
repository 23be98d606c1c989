import type { Pass } from '#trace';
import { AFTER_THE_REPLY } from '#trace';

/** What opened a connection or a lookup and what it is called; of a request that follows another also when it is sent. */
export function passText({ why, label }: Pass): string {
  return `${why}: ${label}${why === 'then' ? `, ${AFTER_THE_REPLY}` : ''}`;
}
