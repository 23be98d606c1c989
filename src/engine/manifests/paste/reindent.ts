export function reindent(_text: string): string | null {
  return null;
}
