/** A text as an editor has it: with the line ends of Unix and without a byte order mark, which no editor shows. */
export function asShown(text: string): string {
  const marked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return marked.includes('\r') ? marked.replaceAll(/\r\n?/g, '\n') : marked;
}
