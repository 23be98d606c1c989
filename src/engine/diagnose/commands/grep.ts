/**
 * The lines that `grep [-F] [-i] [-v] PATTERN` lets through, `null` for other words. A pattern is taken as it stands; one
 * that means more without `-F` is not modelled.
 */
export function grepped(text: string, words: readonly string[]): string | null {
  const [name, ...rest] = words;
  const options = rest.filter((word) => /^-[Fiv]+$/.test(word)).join('');
  const [pattern, ...more] = rest.filter((word) => !/^-[Fiv]+$/.test(word));
  if (name !== 'grep' || pattern === undefined || more.length > 0 || pattern.startsWith('-')) return null;
  if (!options.includes('F') && /[\\^$.*+?()[\]{}|]/.test(pattern)) return null;
  const plain = (line: string) => (options.includes('i') ? line.toLowerCase() : line);
  const kept = text
    .split('\n')
    .slice(0, -1)
    .filter((line) => plain(line).includes(plain(pattern)) !== options.includes('v'));
  return kept.map((line) => `${line}\n`).join('');
}
