/** A text as Markdown that shows it as it is: no sign of it makes a link, emphasis or code. */
export function literal(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]()#+!<>|~&:-]/g, String.raw`\$&`);
}
