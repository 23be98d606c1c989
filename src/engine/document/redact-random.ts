const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/i;

/** Least bits a character tells, by how often each stands in the text: words and names stay below. */
const LEAST_BITS = 3;

/**
 * Whether a word is drawn rather than thought of: letters and digits in a row that hardly repeat, or a UUID. Hashes in the
 * names of pods and Secrets are shorter.
 */
export function looksRandom(word: string): boolean {
  if (UUID.test(word)) return true;
  return (word.match(/[\w+=]{12,}/g) ?? []).some(
    (run) => /\d/.test(run) && /[A-Za-z]/.test(run) && bitsOf(run) >= LEAST_BITS,
  );
}

/** Shannon's entropy, in bits a character. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}
