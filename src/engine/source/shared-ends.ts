/**
 * How much two texts (or lists) begin and end with alike. What both begin with counts first: the two ends never overlap in
 * either.
 */
export function sharedEnds<T>(
  before: ArrayLike<T>,
  after: ArrayLike<T>,
): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}
