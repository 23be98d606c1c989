/** How well a label fits what was typed; 0: not at all. Each word typed has to be found, in any order. */
export function fit(label: string, typed: string): number {
  const text = label.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  let sum = 1;
  for (const word of words) {
    const score = fitOfWord(text, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

/** The labels that fit, best first; among equals the order given stays. */
export function matching<T extends { readonly label: string }>(all: readonly T[], typed: string): readonly T[] {
  return all
    .map((one) => ({ one, score: fit(one.label, typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ one }) => one);
}

const AT_START = 8;
const AT_WORD = 6;
const INSIDE = 4;

function fitOfWord(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return AT_START;
  if (at > 0) return wordStart(text, word) ? AT_WORD : INSIDE;
  return scattered(text, word);
}

function wordStart(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[^a-z0-9]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** Letters in their order with others between: `igns` for `ingress`. The fewer between, the better; at most a word's worth. */
function scattered(text: string, word: string): number {
  let from = text.indexOf(word.charAt(0));
  const first = from;
  for (const letter of word.slice(1)) {
    if (from === -1) return 0;
    from = text.indexOf(letter, from + 1);
  }
  if (from === -1 || word.length < 2) return 0;
  const between = from - first + 1 - word.length;
  return between > word.length * 2 ? 0 : 1 + word.length / (word.length + between);
}
