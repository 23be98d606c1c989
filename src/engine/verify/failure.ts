/** An expectation that does not hold. `key` is the expect key, with the part of it after a dot; both sides are readable text. */
export interface Failure {
  readonly key: string;
  readonly expected: string;
  readonly actual: string;
}

/** What cannot be judged: the word that is not supported, and why. It counts as a failure, so that nothing is passed over. */
export function unsupported(word: string, why: string): Failure {
  return { key: 'unsupported', expected: word, actual: why };
}

/** The same failure once, in order of first appearance. */
export function distinct(failures: readonly Failure[]): readonly Failure[] {
  const known = new Map(failures.map((failure) => [`${failure.key}\n${failure.expected}\n${failure.actual}`, failure]));
  return [...known.values()];
}
