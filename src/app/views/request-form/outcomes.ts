import type { Outcome } from '#view';

/** The words of an outcome that can be expected, as they are chosen. */
export const OUTCOMES = [
  ['delivered', 'delivered'],
  ['answered', 'answered on the way'],
  ['refused', 'refused'],
  ['timeout', 'times out'],
  ['unresolved', 'no address to send to'],
  ['tlsError', 'TLS fails'],
] as const satisfies readonly (readonly [Outcome['word'], string])[];

/** The outcomes in a text such as `refused or timeout`; what is none is left out. */
export function outcomesIn(text: string): readonly Outcome['word'][] {
  return text.split(' or ').flatMap((word) => OUTCOMES.find(([one]) => one === word)?.[0] ?? []);
}
