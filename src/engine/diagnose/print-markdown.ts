import type { Twin, TwinLine } from './text-twin.ts';

/** The text twin as Markdown: a heading, a table of hops, and the rest as lists. */
export function printMarkdown({ title, assumed, unsupported, lines, others }: Twin): string {
  return [
    `### ${cell(title)}`,
    '',
    '| # | layer | place | what | packet | line |',
    '| --: | --- | --- | --- | --- | --- |',
    ...lines.map(row),
    ...section('Could also end', others),
    ...section('Assumed', assumed),
    ...section('Not supported', unsupported),
  ].join('\n');
}

function row(line: TwinLine): string {
  if (line.kind !== 'hop') {
    const text = line.kind === 'reply' ? `reply: ${line.text}` : line.text;
    return `| | | | *${cell(text)}* | | |`;
  }
  const { number, layer, place, what, packet } = line;
  const code = packet === '' ? '' : `\`${packet.replace(/[|`]/g, ' ')}\``;
  return `| ${number ?? ''} | ${layer} | ${cell(place)} | ${cell(what)} | ${code} | ${line.line} |`;
}

function section(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ['', `${heading}:`, '', ...items.map((item) => `- ${cell(item)}`)];
}

/** Text that comes from manifests must not end a cell or become markup. */
function cell(text: string): string {
  return text
    .replace(/[\\|<>*_[\]]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`))
    .replace(/\s+/g, ' ');
}
