import type { Port } from '#net';
import { hash32 } from '#net';
import type { Flow } from '../flow.ts';

/** A port that a connection is sent from, out of Linux's default range 32768 to 60999; the same for the same connection. */
export function sourcePort(pass: string, chance: Flow['chance'], salt = ''): Port {
  const number = chance.sameConnection ? 0 : chance.number;
  return 32768 + (hash32(`${chance.seed}/${chance.request}/${number}/${pass}/${salt}`) % 28232);
}
